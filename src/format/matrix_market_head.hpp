// SPDX-License-Identifier: Apache-2.0
// What stands before the entries of a Matrix Market file.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "base/text.hpp"

namespace renmai::detail {

/// What the header, the comments and the sizes say, and where the entries begin.
struct MatrixHead {
  bool array = false;
  bool pattern = false;
  bool symmetric = false;
  std::uint64_t rows = 0;
  std::uint64_t columns = 0;
  std::uint64_t entries = 0;  ///< of an array: values
  struct Name {
    std::string_view text;  ///< `3 "ID"`
    std::uint64_t line = 0;
  };
  std::vector<Name> names;  ///< of vertices, as comments have them
  std::size_t end = 0;      ///< where the entries begin
  std::uint64_t line = 0;   ///< of the sizes

  [[nodiscard]] bool square() const { return rows == columns; }
  [[nodiscard]] std::uint64_t vertices() const { return square() ? rows : rows + columns; }
};

/// Throws Error{input} at file:line for what read_matrix_market refuses before the entries; Error{limit} for more than
/// 2,147,483,647 rows or columns. Cost: O(header and comments).
[[nodiscard]] MatrixHead read_matrix_head(std::string_view text, std::string_view file);

/// One word after another of a line.
class LineWords {
 public:
  explicit LineWords(std::string_view line) : line_(line), rest_(trim(line)) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }
  /// Byte column, from 1, of the next word or the end.
  [[nodiscard]] std::uint64_t column() const {
    return at_end() ? line_.size() + 1 : static_cast<std::uint64_t>(rest_.data() - line_.data()) + 1;
  }
  std::string_view take() {
    const std::string_view word = rest_.substr(0, rest_.find_first_of(" \t"));
    rest_ = trim(rest_.substr(word.size()));
    return word;
  }
  /// A number that fits; nothing for anything else.
  template <class Number>
  std::optional<Number> take_number() {
    std::string_view word = take();
    if (word.starts_with('+')) word.remove_prefix(1);
    Number number{};
    const auto [end, fault] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (fault != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return number;
  }

 private:
  std::string_view line_;
  std::string_view rest_;
};

}  // namespace renmai::detail
