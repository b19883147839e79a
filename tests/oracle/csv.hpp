// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "format/csv.hpp"

/// A slow and obvious reader of delimited text, one byte at a time, to hold CsvScanner against.
namespace renmai::oracle {

struct SlowRow {
  std::uint64_t line = 1;
  std::vector<std::string> fields;
  std::vector<CsvPlace> places;
  std::optional<CsvPlace> fault;
};

class SlowCsv {
 public:
  SlowCsv(std::string_view text, const CsvOptions& options) : text_(text), options_(options) {}

  std::vector<SlowRow> rows() {
    std::vector<SlowRow> all;
    while (at_ < text_.size()) {
      SlowRow row = read_row();
      const bool blank = !row.fault && row.fields.size() == 1 && row.fields[0].empty() && !quoted_first_;
      if (!blank) all.push_back(row);
    }
    return all;
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  bool line_ends_here() const {
    if (at_end() || text_[at_] == '\n') return true;
    return text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n');
  }
  bool over_limit() const { return at_ - row_begin_ >= options_.max_line_bytes; }

  CsvPlace place(std::size_t offset) const {
    CsvPlace result;
    for (std::size_t i = 0; i < offset; ++i) {
      ++result.column;
      if (text_[i] == '\n') result = {result.line + 1, 1};
    }
    return result;
  }

  void go_to_next_line() {
    while (!at_end() && text_[at_] != '\n') ++at_;
    if (!at_end()) ++at_;
  }

  SlowRow read_row() {
    row_begin_ = at_;
    quoted_first_ = false;
    SlowRow row;
    row.line = place(at_).line;
    for (;;) {
      row.places.push_back(place(at_));
      const bool quoted = options_.quotes && !at_end() && text_[at_] == '"' && !over_limit();
      if (quoted && row.fields.empty()) quoted_first_ = true;
      std::string field;
      if (quoted) {
        if (!read_quoted(field, row)) return row;
      } else {
        while (!line_ends_here() && text_[at_] != options_.separator) field += text_[at_++];
      }
      row.fields.push_back(field);
      if (line_ends_here()) break;
      ++at_;  // the separator
    }
    if (!at_end() && text_[at_] == '\r') ++at_;
    const std::size_t end = at_;
    go_to_next_line();
    find_other_faults(row, end);
    return row;
  }

  /// False if the field is at fault; the next row then begins after the line of the opening quote.
  bool read_quoted(std::string& field, SlowRow& row) {
    const std::size_t open = at_++;
    std::set<std::size_t> line_ends;
    std::optional<std::size_t> fault;
    while (!fault) {
      if (at_end() || over_limit()) {
        fault = open;
      } else if (text_[at_] == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        field += '"';
        at_ += 2;
      } else if (text_[at_] == '"') {
        ++at_;
        if (line_ends_here() || text_[at_] == options_.separator) return true;
        fault = line_ends.empty() ? at_ : open;
      } else {
        if (text_[at_] == '\n') {
          line_ends.insert(at_);
          if (doomed_.contains(at_)) fault = open;
        }
        field += text_[at_++];
      }
    }
    doomed_.insert(line_ends.begin(), line_ends.end());
    row.fields.clear();
    row.fault = place(*fault);
    at_ = open;
    go_to_next_line();
    return false;
  }

  void find_other_faults(SlowRow& row, std::size_t end) const {
    const std::string_view bytes = text_.substr(row_begin_, end - row_begin_);
    if (bytes.size() > options_.max_line_bytes) {
      row.fault = place(row_begin_);
    } else if (bytes.find('\0') != std::string_view::npos) {
      row.fault = place(row_begin_ + bytes.find('\0'));
    } else if (const std::size_t bad = first_ill_formed(bytes); bad < bytes.size()) {
      row.fault = place(row_begin_ + bad);
    }
    if (row.fault) row.fields.clear();
  }

  /// The well-formed sequences as the Unicode standard lists them (table 3-7).
  static std::size_t first_ill_formed(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
      const auto byte = [&](std::size_t k) { return k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0U; };
      const auto tail = [&](std::size_t k) { return byte(k) >= 0x80 && byte(k) <= 0xbf; };
      const unsigned first = byte(i);
      const unsigned second = byte(i + 1);
      if (first < 0x80) {
        i += 1;
      } else if (first >= 0xc2 && first <= 0xdf && tail(i + 1)) {
        i += 2;
      } else if (first >= 0xe0 && first <= 0xef && tail(i + 1) && tail(i + 2) && (first != 0xe0 || second >= 0xa0) &&
                 (first != 0xed || second <= 0x9f)) {
        i += 3;
      } else if (first >= 0xf0 && first <= 0xf4 && tail(i + 1) && tail(i + 2) && tail(i + 3) &&
                 (first != 0xf0 || second >= 0x90) && (first != 0xf4 || second <= 0x8f)) {
        i += 4;
      } else {
        return i;
      }
    }
    return bytes.size();
  }

  std::string_view text_;
  CsvOptions options_;
  std::size_t at_ = 0;
  std::size_t row_begin_ = 0;
  bool quoted_first_ = false;
  std::set<std::size_t> doomed_;  ///< line ends that lay inside a quoted field at fault
};

inline std::vector<SlowRow> slow_csv(std::string_view text, const CsvOptions& options = {}) {
  return SlowCsv(text, options).rows();
}

/// What differs between the scanner and the slow reader, empty if nothing does.
inline std::string csv_difference(std::string_view text, const CsvOptions& options = {}) {
  const std::vector<SlowRow> rows = slow_csv(text, options);
  CsvScanner scanner(text, options);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string row_name = "row " + std::to_string(i) + ": ";
    if (!scanner.next()) return row_name + "missing";
    if (scanner.line() != rows[i].line) return row_name + "line " + std::to_string(scanner.line());
    if ((scanner.fault() != nullptr) != rows[i].fault.has_value()) {
      return row_name + (scanner.fault() != nullptr ? "at fault: " + scanner.fault()->message : "not at fault");
    }
    if (scanner.fault() != nullptr) {
      if (scanner.fault()->place != *rows[i].fault) return row_name + "place of the fault";
      if (!scanner.fields().empty()) return row_name + "fields of a bad row";
      continue;
    }
    if (scanner.fields().size() != rows[i].fields.size()) return row_name + "number of fields";
    for (std::size_t k = 0; k < rows[i].fields.size(); ++k) {
      if (scanner.fields()[k] != rows[i].fields[k]) return row_name + "field " + std::to_string(k);
      if (scanner.place(k) != rows[i].places[k]) return row_name + "place of field " + std::to_string(k);
    }
  }
  if (scanner.next()) return "one row too many";
  return {};
}

}  // namespace renmai::oracle
