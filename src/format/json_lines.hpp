// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tsl/robin_map.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "format/json_objects.hpp"
#include "format/row_source.hpp"

namespace renmai::detail {

/// Walks over the lines of a text that are not blank, then again over those that were put off.
class TextLines {
 public:
  explicit TextLines(std::string_view text) : text_(text) {}

  /// Goes on to the next line; false at the end.
  bool next();
  void rewind();
  /// Lets this line come again behind all others, once. 24 bytes each.
  void put_off() { later_.push_back(current_); }
  /// Whether this line was put off.
  [[nodiscard]] bool again() const { return again_ > 0; }
  [[nodiscard]] std::string_view current() const { return current_.text; }
  [[nodiscard]] std::uint64_t line() const { return current_.number; }

 private:
  struct Line {
    std::string_view text;
    std::uint64_t number = 0;
  };

  std::string_view text_;
  std::size_t position_ = 0;
  Line current_;
  std::vector<Line> later_;
  std::size_t again_ = 0;  // how many came again
};

/// Whether the first line is a JSON object that has all these keys.
[[nodiscard]] bool first_line_has(std::string_view text, std::span<const std::string_view> keys);

/// The lines of a JSON-lines text as rows of fields. Used by Rows only.
class JsonLines final : public RowSource {
 public:
  static constexpr std::size_t max_keys = KeysMet::most;

  explicit JsonLines(std::string_view text);

  /// All keys, in the order first met. Throws Error{limit} past max_keys.
  [[nodiscard]] std::vector<std::string> collect_names();
  /// Goes on to the next line that is not blank; false at the end.
  bool next() override { return lines_.next(); }
  /// Reads this line; the fault, empty if there is none.
  [[nodiscard]] std::string_view read() override;
  [[nodiscard]] std::span<const std::string_view> fields() const override { return fields_; }
  [[nodiscard]] std::uint64_t line() const override { return lines_.line(); }

 private:
  TextLines lines_;
  JsonObjects objects_;
  std::vector<std::string> joined_;  // texts made of lists, by column of the row
  std::vector<std::string_view> fields_;
  std::vector<std::uint64_t> set_on_;  // by column: the line that set it last
  tsl::robin_map<std::string, std::size_t> column_of_;
  std::vector<std::string> names_;
};

}  // namespace renmai::detail
