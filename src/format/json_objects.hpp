// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <simdjson.h>
#include <tsl/robin_set.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace renmai::detail {

inline constexpr std::string_view no_flat_object = "no flat JSON object; wanted {\"column\": value, ...} on one line";

/// The text of a string, number, truth value or null (empty). Returns the fault, empty if there is none. Numbers stay
/// as written. Views hold until the next object is read.
[[nodiscard]] std::string_view plain_text(simdjson::ondemand::value any, std::string_view& text);

/// A list of plain values joined by `;`. Returns the fault as plain_text does.
[[nodiscard]] std::string_view joined_text(simdjson::ondemand::array list, std::string& joined);

/// Any value: plain ones as plain_text has them, others as their JSON text, after a look at all that is in them.
/// Returns the fault as plain_text does; nesting beyond most_nested is one.
inline constexpr std::size_t most_nested = 64;
[[nodiscard]] std::string_view any_text(simdjson::ondemand::value any, std::string_view& text);

/// Reads JSON objects that stand in a text, one at a time. Memory: that of the longest object.
class JsonObjects {
 public:
  static constexpr std::size_t max_bytes = std::size_t{16} << 20;

  explicit JsonObjects(std::string_view text) : text_(text) {}

  /// Calls use(key, value) for every pair of an object of the text; use returns a fault. Returns the first fault, empty
  /// if there is none. Keys and texts of values hold until the next call.
  template <class Use>
  [[nodiscard]] std::string_view each_key(std::string_view part, const Use& use);
  /// Byte column, from 1, of the value that was read last; 0 if none was.
  [[nodiscard]] std::uint64_t column() const { return column_; }

 private:
  [[nodiscard]] simdjson::padded_string_view padded(std::string_view part);

  std::string_view text_;
  simdjson::ondemand::parser parser_;
  std::string tail_;  // the last objects, which lack room behind them
  std::uint64_t column_ = 0;
};

/// Whether no key stands twice among these, which get sorted.
[[nodiscard]] bool all_different(std::vector<std::string_view>& keys);

/// How many different keys there are: each becomes a column.
class KeysMet {
 public:
  static constexpr std::size_t most = 4096;
  /// Throws Error{limit} past the most.
  void add(std::string_view key);

 private:
  tsl::robin_set<std::string> keys_;
};

template <class Use>
std::string_view JsonObjects::each_key(std::string_view part, const Use& use) {
  column_ = 0;
  if (part.size() > max_bytes) return "this object has more than 16,777,216 bytes";
  simdjson::ondemand::document document;
  simdjson::ondemand::object object;
  const simdjson::padded_string_view bytes = padded(part);
  const simdjson::error_code begun = parser_.iterate(bytes).get(document);
  if (begun == simdjson::UTF8_ERROR) return "this is not UTF-8; convert the file to UTF-8";
  if (begun != simdjson::SUCCESS || document.get_object().get(object) != simdjson::SUCCESS) return no_flat_object;
  for (auto pair : object) {
    std::string_view key;
    simdjson::ondemand::value value;
    if (pair.unescaped_key().get(key) != simdjson::SUCCESS) return no_flat_object;
    if (pair.value().get(value) != simdjson::SUCCESS) return no_flat_object;
    column_ = static_cast<std::uint64_t>(value.raw_json_token().data() - bytes.data()) + 1;
    if (const std::string_view fault = use(key, value); !fault.empty()) return fault;
  }
  const char* rest = nullptr;
  if (document.current_location().get(rest) == simdjson::SUCCESS) return "text after the JSON object";
  return {};
}

}  // namespace renmai::detail
