// SPDX-License-Identifier: Apache-2.0
// The scan has two steps. mark_bytes turns 64 bytes of text into one word with a bit for each byte of note; scan_row
// then hops from bit to bit, so the bytes in between cost nothing. What an open quote changes is kept out of that loop.
#include "format/csv.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <bit>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "format/byte_marks.hpp"

namespace renmai {
namespace {

constexpr std::size_t max_fields = std::size_t{1} << 20;
constexpr std::size_t utf8_window = std::size_t{1} << 18;

/// Offset of the first line feed from `begin` on, or the size of the text.
std::size_t line_end(std::string_view text, std::size_t begin) {
  const std::size_t found = begin < text.size() ? text.find('\n', begin) : std::string_view::npos;
  return std::min(found, text.size());
}

}  // namespace

CsvScanner::CsvScanner(std::string_view text, const CsvOptions& options, std::uint64_t first_line)
    : text_(text), options_(options), next_line_(first_line), row_line_(first_line), fields_(64) {
  constexpr std::string_view reserved("\"\r\n\0", 4);
  if (reserved.find(options.separator) != std::string_view::npos) {
    throw Error(ErrorKind::usage, "a quote, a line end or NUL cannot separate fields");
  }
  if (!options.quotes) quote_ = options.separator;
  seek(0);
}

/// The marks of one block; the end of the text is read from a copy, as nothing may be read beyond it.
std::uint64_t CsvScanner::load(std::size_t block) const {
  const std::size_t left = text_.size() - block;
  if (left >= detail::mark_block) return detail::mark_bytes(text_.data() + block, options_.separator, quote_);
  std::array<char, detail::mark_block> tail{};
  text_.copy(tail.data(), left, block);
  return detail::mark_bytes(tail.data(), options_.separator, quote_) & ((std::uint64_t{1} << left) - 1);
}

/// Offset of the next marked byte, which is then done with; the size of the text at its end.
inline std::size_t CsvScanner::take(Marks& marks) const {
  while (marks.bits == 0) {
    marks.block += detail::mark_block;
    if (marks.block >= text_.size()) {
      marks.block -= detail::mark_block;
      return text_.size();
    }
    marks.bits = load(marks.block);
  }
  const std::size_t at = marks.block + static_cast<std::size_t>(std::countr_zero(marks.bits));
  marks.bits &= marks.bits - 1;
  return at;
}

void CsvScanner::seek(std::size_t position) {
  position_ = std::min(position, text_.size());
  if (position_ == text_.size()) return;
  marks_.block = position_ - (position_ % detail::mark_block);
  marks_.bits = load(marks_.block) & (~std::uint64_t{0} << (position_ % detail::mark_block));
}

bool CsvScanner::next() {
  while (position_ < text_.size()) {
    row_begin_ = position_;
    row_line_ = next_line_;
    first_nul_ = SIZE_MAX;
    too_many_ = false;
    faulty_ = false;
    quoted_.clear();
    copies_.clear();
    scan_row();
    const bool blank = !faulty_ && field_count_ == 1 && fields_[0].empty() && quoted_.empty();
    if (!blank) return true;
  }
  faulty_ = false;
  field_count_ = 0;
  return false;
}

void CsvScanner::scan_row() {
  const char* const text = text_.data();
  const std::size_t size = text_.size();
  const char separator = options_.separator;
  Marks marks = marks_;  // this and what follows are local so as to stay in registers
  std::size_t begin = row_begin_;
  std::string_view* fields = fields_.data();
  std::size_t count = 0;
  std::size_t room = fields_.size();
  for (;;) {
    const std::size_t at = take(marks);
    const char mark = at < size ? text[at] : '\n';
    if (mark == separator) {
      fields[count++] = {text + begin, at - begin};
      begin = at + 1;
      if (count == room) [[unlikely]] {
        grow(count);
        fields = fields_.data();
        room = fields_.size();
      }
    } else if (mark == '\n') {
      marks_ = marks;
      const bool carriage_return = at > begin && text[at - 1] == '\r';
      fields[count++] = {text + begin, at - begin - (carriage_return ? 1 : 0)};
      end_row(at, count);
      return;
    } else if (mark == '\0') {
      first_nul_ = std::min(first_nul_, at);
    } else if (at == begin && at - row_begin_ < options_.max_line_bytes) {  // an opening quote
      marks_ = marks;
      field_count_ = count;
      if (scan_quoted(at) != After::field) return;
      marks = marks_;
      begin = field_begin_;
      count = field_count_;
      fields = fields_.data();
      room = fields_.size();
    }
  }
}

/// Reads a quoted field and what ends it.
CsvScanner::After CsvScanner::scan_quoted(std::size_t open) {
  const std::size_t size = text_.size();
  Marks marks = marks_;
  bool doubled = false;
  std::uint64_t lines = 0;
  for (;;) {
    const std::size_t at = take(marks);
    if (at >= size) {
      ends_inside_quotes_ = true;
      return fail_quoted(open, lines > 0 ? size : open, "this quote is never closed");
    }
    if (at - row_begin_ >= options_.max_line_bytes) {
      return fail_quoted(open, lines > 0 ? at : open,
                         "this quote is not closed within " + format_count(options_.max_line_bytes) +
                             " bytes, the most a row may have");
    }
    const char mark = text_[at];
    if (mark == '\n') {
      ++lines;
      if (at < doomed_until_) return fail_quoted(open, doomed_until_, doom_);
    } else if (mark == '\0') {
      first_nul_ = std::min(first_nul_, at);
    } else if (mark == quote_) {
      if (at + 1 >= size || text_[at + 1] != quote_) {
        marks_ = marks;
        next_line_ += lines;
        return finish_quoted(open, at, doubled, lines > 0);
      }
      (void)take(marks);  // the second of two quotes
      doubled = true;
    }
  }
}

/// Judges what follows a closing quote, and keeps the field if it is a separator or the end of the row.
CsvScanner::After CsvScanner::finish_quoted(std::size_t open, std::size_t close, bool doubled, bool many_lines) {
  const std::size_t size = text_.size();
  std::size_t after = close + 1;
  if (after < size && text_[after] == '\r' && (after + 1 == size || text_[after + 1] == '\n')) ++after;
  const char mark = after < size ? text_[after] : '\n';
  if (mark == '\n' || mark == options_.separator) {
    keep_quoted(open, close, doubled);
    const std::size_t taken = take(marks_);
    EXPECT(taken == after);
    field_begin_ = after + 1;
    if (mark == '\n') end_row(after, field_count_);
    return mark == '\n' ? After::row : After::field;
  }
  const std::string rule = "text after the closing quote; a quote inside a quoted field is written twice";
  if (many_lines) {
    const std::uint64_t lines = place_of(close).line - place_of(open).line;
    return fail_quoted(open, close,
                       "this quote is closed only " + format_count(lines) + (lines == 1 ? " line" : " lines") +
                           " further down, with " + rule);
  }
  fail_quoted(open, open, rule);
  fault_.place.column += after - open;
  return After::fault;
}

void CsvScanner::keep_quoted(std::size_t open, std::size_t close, bool doubled) {
  const std::string_view content = text_.substr(open + 1, close - open - 1);
  const std::size_t field = field_count_++;
  fields_[field] = content;
  if (field_count_ == fields_.size()) grow(field_count_);
  if (too_many_) return;
  Quoted& kept = quoted_.emplace_back(Quoted{field, open, copies_.size(), 0});
  if (!doubled) return;
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t quote = std::min(content.find(quote_, begin), content.size() - 1);
    copies_.append(content, begin, quote + 1 - begin);
    begin = quote + (content[quote] == quote_ ? 2 : 1);  // past the second of two
  }
  kept.copy_size = copies_.size() - kept.copy;
}

/// Makes room for one more field. Beyond the limit the fields before are given up, as the row is bad.
void CsvScanner::grow(std::size_t& field_count) {
  if (fields_.size() < max_fields) {
    fields_.resize(fields_.size() * 2);
  } else {
    too_many_ = true;
    field_count = 0;
  }
}

/// Closes a row whose line end (or the end of the text) is at `end`.
void CsvScanner::end_row(std::size_t end, std::size_t field_count) {
  field_count_ = field_count;
  position_ = std::min(end + 1, text_.size());
  ++next_line_;
  for (const Quoted& quoted : quoted_) {
    if (quoted.copy_size > 0) {
      fields_[quoted.field] = std::string_view(copies_).substr(quoted.copy, quoted.copy_size);
    }
  }
  check_row(end);
}

/// Faults of a row whose end is known.
void CsvScanner::check_row(std::size_t end) {
  if (end - row_begin_ > options_.max_line_bytes) {
    set_fault(row_begin_, "this row has " + format_count(end - row_begin_) + " bytes; at most " +
                              format_count(options_.max_line_bytes) + " are read");
  } else if (too_many_) {
    set_fault(row_begin_, "this row has more than " + format_count(max_fields) + " fields");
  } else if (first_nul_ < end) {
    set_fault(first_nul_, "a NUL byte; UTF-8 text is wanted");
  } else if (end > utf8_good_until_) {
    const std::size_t ill_formed = find_ill_formed(row_begin_, end);
    if (ill_formed < end) set_fault(ill_formed, "this is not UTF-8; convert the file to UTF-8");
  }
}

/// Offset of the first byte in [begin, end) that is not UTF-8, or npos. Many rows are checked at once; only where a
/// stretch of rows holds a fault is each of them checked by itself.
std::size_t CsvScanner::find_ill_formed(std::size_t begin, std::size_t end) {
  const auto is_good = [&](std::size_t until) { return simdjson::validate_utf8(text_.data() + begin, until - begin); };
  if (begin >= utf8_by_row_until_) {
    const std::size_t until = line_end(text_, std::max(end, begin + utf8_window));
    if (is_good(until)) {
      utf8_good_until_ = until;
      return std::string_view::npos;
    }
    utf8_by_row_until_ = until;
  }
  if (is_good(end)) return std::string_view::npos;
  return begin + find_invalid_utf8(text_.substr(begin, end - begin));
}

void CsvScanner::set_fault(std::size_t offset, std::string message) {
  faulty_ = true;
  fault_ = {place_of(offset), std::move(message)};
  field_count_ = 0;
}

/// Makes the row bad at its opening quote and goes on with the line after that quote's. Where the quote was open over
/// line ends, up to `open_until`, any later quote open at one of them is known to fail there as well.
CsvScanner::After CsvScanner::fail_quoted(std::size_t open, std::size_t open_until, std::string message) {
  set_fault(open, std::move(message));
  next_line_ = fault_.place.line + 1;
  seek(line_end(text_, open) + 1);
  if (open_until > open) {
    doomed_until_ = open_until;
    doom_ = fault_.message;
  }
  return After::fault;
}

CsvPlace CsvScanner::place_of(std::size_t offset) const {
  CsvPlace place{row_line_, 1};
  std::size_t line_begin = row_begin_;
  for (std::size_t end = line_end(text_, line_begin); end < offset; end = line_end(text_, line_begin)) {
    ++place.line;
    line_begin = end + 1;
  }
  place.column = offset - line_begin + 1;
  return place;
}

CsvPlace CsvScanner::place(std::size_t field) const {
  if (field >= field_count_) return {row_line_, 1};
  const auto quoted = std::lower_bound(quoted_.begin(), quoted_.end(), field,
                                       [](const Quoted& q, std::size_t wanted) { return q.field < wanted; });
  if (quoted != quoted_.end() && quoted->field == field) return place_of(quoted->open);
  return place_of(static_cast<std::size_t>(fields_[field].data() - text_.data()));
}

std::vector<std::string_view> split_at_lines(std::string_view text, std::size_t parts) {
  parts = std::max<std::size_t>(parts, 1);
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= parts && begin < text.size(); ++i) {
    const std::size_t about = i == parts ? text.size() : std::max(begin, text.size() / parts * i);
    const std::size_t end = std::min(line_end(text, about) + 1, text.size());
    pieces.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return pieces;
}

char guess_separator(std::string_view first_line) {
  constexpr std::string_view candidates = ",\t;|";
  std::array<std::size_t, candidates.size()> counts{};
  bool in_quotes = false;
  for (const char c : first_line) {
    if (c == '\n' && !in_quotes) break;
    if (c == '"') in_quotes = !in_quotes;
    const std::size_t candidate = candidates.find(c);
    if (!in_quotes && candidate != std::string_view::npos) ++counts.at(candidate);
  }
  return candidates[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
}

}  // namespace renmai
