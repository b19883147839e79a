// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <simdjson.h>
#include <tsl/robin_map.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace renmai::detail {

/// The lines of a JSON-lines text as rows of fields. Used by Rows only.
class JsonLines {
 public:
  static constexpr std::size_t max_keys = 4096;
  static constexpr std::size_t max_line_bytes = std::size_t{16} << 20;

  explicit JsonLines(std::string_view text);

  /// All keys, in the order first met. Throws Error{limit} past max_keys.
  [[nodiscard]] std::vector<std::string> collect_names();
  /// Goes on to the next line that is not blank; false at the end.
  bool next();
  /// Reads this line; the fault, empty if there is none.
  [[nodiscard]] std::string_view read();
  [[nodiscard]] std::span<const std::string_view> fields() const { return fields_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }

 private:
  template <class Use>
  [[nodiscard]] std::string_view each_key(const Use& use);
  [[nodiscard]] static std::string_view value_text(simdjson::ondemand::value value, std::string_view& text);
  [[nodiscard]] std::string_view list_text(simdjson::ondemand::array list, std::string_view& text);
  [[nodiscard]] simdjson::padded_string_view padded();

  std::string_view text_;
  std::size_t position_ = 0;
  std::string_view current_;
  std::uint64_t line_ = 0;
  simdjson::ondemand::parser parser_;
  std::string tail_;                 // the last lines, which lack room behind them
  std::vector<std::string> joined_;  // texts made of lists, by column of the row
  std::vector<std::string_view> fields_;
  std::vector<std::uint64_t> set_on_;  // by column: the line that set it last
  tsl::robin_map<std::string, std::size_t> column_of_;
  std::vector<std::string> names_;
};

}  // namespace renmai::detail
