// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace renmai {

struct CsvOptions {
  char separator = ',';
  bool quotes = true;  ///< false: a quote is a byte like any other
  /// Longest row, from its first byte to its line end. Longer ones are faults, found without keeping them in memory.
  std::size_t max_line_bytes = std::size_t{16} << 20;
};

/// Both count from 1; the column counts bytes of the physical line.
struct CsvPlace {
  std::uint64_t line = 1;
  std::uint64_t column = 1;
  friend bool operator==(const CsvPlace&, const CsvPlace&) = default;
};

struct CsvFault {
  CsvPlace place;
  std::string message;
};

/// Reads delimited text (RFC 4180) row by row without copying it.
///
///     CsvScanner rows(input.text());
///     while (rows.next()) {
///       if (const CsvFault* fault = rows.fault()) { report it; continue; }
///       use(rows.fields());
///     }
///
/// Lines end with LF or CR LF; the last one may lack its end or end with CR. Empty lines are skipped. A field may stand
/// in quotes; inside, separators and line ends are text and a quote is written twice. A quote after the first byte of
/// an unquoted field is text. Fields are views into the text, or into a buffer of the scanner (fields with doubled
/// quotes) that the next row reuses.
///
/// Faults are values; the row has no fields then: a quote never closed, or closed only beyond `max_line_bytes` (place
/// of the opening quote), text after a closing quote, a NUL byte, ill-formed UTF-8, a row longer than
/// `max_line_bytes` or of more than 1,048,576 fields. After a fault of quotes the scan goes on with the line after
/// that of the opening quote, so a stray quote spoils one row and not the rest. A quote that is still open where one
/// of an earlier bad row was open too is reported at once, which keeps the cost linear. How many fields a row should
/// have is the caller's business.
///
/// Cost: O(bytes); no allocation per field.
class CsvScanner {
 public:
  /// The text must outlive the scanner. `first_line` is the number of its first line.
  /// Throws Error{usage} for a separator that is a quote, CR, LF or NUL.
  explicit CsvScanner(std::string_view text, const CsvOptions& options = {}, std::uint64_t first_line = 1);

  /// Goes on to the next row, good or bad; false at the end of the text.
  bool next();

  /// The fields of this row; none if it has a fault. Valid until the next call of next().
  [[nodiscard]] std::span<const std::string_view> fields() const { return {fields_.data(), field_count_}; }
  /// The line on which this row begins.
  [[nodiscard]] std::uint64_t line() const { return row_line_; }
  /// Where a field of this row begins (at its quote if it has one); the begin of the row for a field it lacks.
  [[nodiscard]] CsvPlace place(std::size_t field) const;
  /// What is wrong with this row, null if nothing is.
  [[nodiscard]] const CsvFault* fault() const { return faulty_ ? &fault_ : nullptr; }

  /// Where the next row begins in the text.
  [[nodiscard]] std::size_t position() const { return position_; }
  /// The number of the line after those read so far.
  [[nodiscard]] std::uint64_t next_line() const { return next_line_; }
  /// True once a quote was still open at the end of the text: see split_at_lines.
  [[nodiscard]] bool ends_inside_quotes() const { return ends_inside_quotes_; }

 private:
  /// The bytes of note (separator, quote, LF, NUL) of one block of text that were not yet looked at, as bits.
  struct Marks {
    std::size_t block = 0;
    std::uint64_t bits = 0;
  };
  /// A field that stood in quotes; its text without doubled quotes, if it has some, is in `copies_`.
  struct Quoted {
    std::size_t field;
    std::size_t open;
    std::size_t copy;
    std::size_t copy_size;
  };
  enum class After : std::uint8_t { field, row, fault };

  [[nodiscard]] std::uint64_t load(std::size_t block) const;
  [[nodiscard]] std::size_t take(Marks& marks) const;
  void seek(std::size_t position);
  void scan_row();
  After scan_quoted(std::size_t open);
  After finish_quoted(std::size_t open, std::size_t close, bool doubled, bool many_lines);
  void keep_quoted(std::size_t open, std::size_t close, bool doubled);
  void end_row(std::size_t end, std::size_t field_count);
  void grow(std::size_t& field_count);
  void check_row(std::size_t end);
  [[nodiscard]] std::size_t find_ill_formed(std::size_t begin, std::size_t end);
  void set_fault(std::size_t offset, std::string message);
  After fail_quoted(std::size_t open, std::size_t open_until, std::string message);
  [[nodiscard]] CsvPlace place_of(std::size_t offset) const;

  std::string_view text_;
  CsvOptions options_;
  char quote_ = '"';

  std::size_t position_ = 0;  ///< begin of the next row; marks_ holds what is marked from there on
  Marks marks_;
  std::uint64_t next_line_ = 1;

  std::size_t row_begin_ = 0;
  std::uint64_t row_line_ = 1;
  std::size_t first_nul_ = SIZE_MAX;
  std::size_t field_begin_ = 0;
  bool too_many_ = false;
  std::vector<std::string_view> fields_;  ///< the first field_count_ are this row's
  std::size_t field_count_ = 0;
  std::vector<Quoted> quoted_;
  std::string copies_;

  bool faulty_ = false;
  CsvFault fault_;

  /// A quote open at a line end before this offset meets the fate of the one that was open there before it.
  std::size_t doomed_until_ = 0;
  std::string doom_;
  bool ends_inside_quotes_ = false;

  std::size_t utf8_good_until_ = 0;
  std::size_t utf8_by_row_until_ = 0;
};

/// Cuts the text after line ends into at most `parts` pieces of about equal size, for scanning in parallel. Each piece
/// begins a row unless a quoted field runs over the cut, which cannot be known beforehand: scan each piece with its own
/// scanner; if one other than the last says ends_inside_quotes(), throw the work away and scan the whole text.
[[nodiscard]] std::vector<std::string_view> split_at_lines(std::string_view text, std::size_t parts);

/// Which of `,` tab `;` `|` the line has most of outside quotes; the first of them in that order if several.
[[nodiscard]] char guess_separator(std::string_view first_line);

}  // namespace renmai
