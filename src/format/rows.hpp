// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/report.hpp"
#include "format/csv.hpp"
#include "format/csv_header.hpp"
#include "format/row_source.hpp"
#include "records/builder.hpp"

namespace renmai {

/// How the rows of a text are written: with separators and a header line, or one JSON object a line.
enum class RowsForm : std::uint8_t { csv, tsv, json_lines };

/// Rows with named columns, whatever their form. Bad rows (faults of CsvScanner, another number of fields than the
/// header has, what is no flat JSON object) go into the report and are passed over.
///
/// csv: the separator is the one the header has most of (`,` tab `;` `|`); tsv: tab, quotes as in csv. An empty header
/// cell is named "column N". Names are found as CsvHeader finds them. JSON lines: the columns are all keys of the text,
/// in the order first met (the text is read twice); numbers stay as written, null is empty, lists of plain values are
/// joined by `;`.
class Rows {
 public:
  /// The text, the name and the report must outlive this. Throws Error{input}: no header, a bad header line, a column
  /// name twice; Error{limit}: more than 4,096 different JSON keys.
  Rows(std::string_view text, std::string_view file, RowsForm form, Report& report);
  /// The rows of a source, whose columns have these names; `header_place` is where these stand. Throws as above.
  Rows(std::unique_ptr<RowSource> source, std::vector<std::string> names, std::string_view file,
       std::string_view header_place, Report& report);
  ~Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  Rows(Rows&&) = delete;
  Rows& operator=(Rows&&) = delete;

  [[nodiscard]] std::span<const std::string> names() const { return header_->names(); }
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const { return header_->find(name); }
  /// The column of that name. Throws Error{input} with the columns there are and the nearest one.
  [[nodiscard]] std::size_t require(std::string_view name) const { return header_->require(name); }
  [[nodiscard]] const std::string& file() const { return file_; }
  /// "file:line" of the names.
  [[nodiscard]] const std::string& header_place() const { return header_place_; }

  /// Goes on to the next good row; false at the end. Throws Error{interrupted}.
  bool next();
  /// One field for each name, valid until the next call of next().
  [[nodiscard]] std::span<const std::string_view> fields() const { return fields_; }
  [[nodiscard]] std::uint64_t line() const;
  /// Byte column at which a field of this row begins; 0 if the form does not say.
  [[nodiscard]] std::uint64_t column(std::size_t field) const;
  /// "file:line:column" of a field of this row.
  [[nodiscard]] std::string place(std::size_t field) const;
  /// What is left of delimited text, for reading it in parts by scanners of one's own; nothing for other forms.
  struct Rest {
    std::string_view text;
    CsvOptions options;
    std::uint64_t first_line = 1;
  };
  [[nodiscard]] std::optional<Rest> rest() const;
  /// Rows met so far, good and bad.
  [[nodiscard]] std::uint64_t row_count() const { return row_count_; }

 private:
  void read_header();
  void set_names(std::vector<std::string> names);
  bool next_delimited();
  bool next_of_source();
  void bad(std::uint64_t line, std::uint64_t column, std::string_view message);

  std::string file_;
  std::string header_place_;
  std::string_view text_;
  CsvOptions options_;
  Report& report_;
  std::unique_ptr<CsvHeader> header_;  // read by the constructor
  std::span<const std::string_view> fields_;
  std::uint64_t row_count_ = 0;
  std::optional<CsvScanner> scanner_;
  std::unique_ptr<RowSource> source_;  // of every form but delimited text
};

/// Which column of the rows holds which field of the model; says where a field stands when a row is bad.
struct FieldColumns {
  const Rows* rows = nullptr;
  std::vector<std::pair<std::string_view, std::size_t>> columns;

  /// The place of the row the rows stand at. Valid as long as this lives and the rows stand there.
  [[nodiscard]] RowPlace place() const;
};

}  // namespace renmai
