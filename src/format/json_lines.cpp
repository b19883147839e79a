// SPDX-License-Identifier: Apache-2.0
#include "format/json_lines.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace renmai::detail {
namespace {

constexpr std::string_view no_flat_object = "no flat JSON object; wanted {\"column\": value, ...} on one line";

}  // namespace

JsonLines::JsonLines(std::string_view text) : text_(text) {}

bool JsonLines::next() {
  while (position_ < text_.size()) {
    const std::size_t end = std::min(text_.find('\n', position_), text_.size());
    current_ = text_.substr(position_, end - position_);
    position_ = end + 1;
    ++line_;
    if (!trim(current_).empty()) return true;
  }
  return false;
}

/// simdjson reads some bytes beyond the end; near the end of the text that needs a copy.
simdjson::padded_string_view JsonLines::padded() {
  const auto offset = static_cast<std::size_t>(current_.data() - text_.data());
  const std::size_t room = text_.size() - offset;
  if (room >= current_.size() + simdjson::SIMDJSON_PADDING) {
    return simdjson::padded_string_view(current_.data(), current_.size(), room);
  }
  tail_.assign(current_);
  tail_.resize(current_.size() + simdjson::SIMDJSON_PADDING, ' ');
  return simdjson::padded_string_view(tail_.data(), current_.size(), tail_.size());
}

/// Calls use(key, value) for every pair of the line; use returns a fault. Returns the first fault.
template <class Use>
std::string_view JsonLines::each_key(const Use& use) {
  if (current_.size() > max_line_bytes) return "this line has more than 16,777,216 bytes";
  simdjson::ondemand::document document;
  simdjson::ondemand::object object;
  if (parser_.iterate(padded()).get(document) != simdjson::SUCCESS) return no_flat_object;
  if (document.get_object().get(object) != simdjson::SUCCESS) return no_flat_object;
  for (auto pair : object) {
    std::string_view key;
    simdjson::ondemand::value value;
    if (pair.unescaped_key().get(key) != simdjson::SUCCESS) return no_flat_object;
    if (pair.value().get(value) != simdjson::SUCCESS) return no_flat_object;
    if (const std::string_view fault = use(key, value); !fault.empty()) return fault;
  }
  const char* rest = nullptr;
  if (document.current_location().get(rest) == simdjson::SUCCESS) return "text after the JSON object";
  return {};
}

std::vector<std::string> JsonLines::collect_names() {
  while (next()) {
    (void)each_key([&](std::string_view key, simdjson::ondemand::value) -> std::string_view {
      if (key.find('\0') == std::string_view::npos) {
        if (column_of_.try_emplace(std::string(key), names_.size()).second) names_.emplace_back(key);
      }
      return {};
    });
    if (names_.size() > max_keys) {
      throw Error(ErrorKind::limit, "more than " + format_count(max_keys) + " different keys in JSON lines");
    }
  }
  position_ = 0;
  line_ = 0;
  fields_.resize(names_.size());
  set_on_.resize(names_.size());
  return names_;
}

std::string_view JsonLines::value_text(simdjson::ondemand::value value, std::string_view& text) {
  simdjson::ondemand::json_type type{};
  if (value.type().get(type) != simdjson::SUCCESS) return no_flat_object;
  bool truth = false;
  double number = 0;
  switch (type) {
    case simdjson::ondemand::json_type::string:
      if (value.get_string().get(text) != simdjson::SUCCESS) return "a string that is no JSON or no UTF-8";
      return text.find('\0') == std::string_view::npos ? "" : "a NUL character; text is wanted";
    case simdjson::ondemand::json_type::number:
      text = trim(value.raw_json_token());  // as written: ids keep their zeros, large ones their digits
      return value.get_double().get(number) == simdjson::SUCCESS ? "" : "this is no JSON number";
    case simdjson::ondemand::json_type::boolean:
      if (value.get_bool().get(truth) != simdjson::SUCCESS) return no_flat_object;
      text = truth ? "true" : "false";
      return {};
    case simdjson::ondemand::json_type::null: {
      bool is_null = false;
      text = {};
      return value.is_null().get(is_null) == simdjson::SUCCESS && is_null ? "" : no_flat_object;
    }
    default: return "an object inside an object; wanted text, numbers or lists of them";
  }
}

std::string_view JsonLines::list_text(simdjson::ondemand::array list, std::string_view& text) {
  std::string joined;
  for (auto item : list) {
    simdjson::ondemand::value value;
    std::string_view part;
    if (item.get(value) != simdjson::SUCCESS) return no_flat_object;
    if (const std::string_view fault = value_text(value, part); !fault.empty()) return fault;
    if (!joined.empty()) joined += ';';
    joined += part;
  }
  joined_.push_back(std::move(joined));
  text = joined_.back();
  return {};
}

std::string_view JsonLines::read() {
  std::fill(fields_.begin(), fields_.end(), std::string_view());
  joined_.clear();
  joined_.reserve(fields_.size());  // so that views of them stay valid
  return each_key([&](std::string_view key, simdjson::ondemand::value value) -> std::string_view {
    const auto column = column_of_.find(std::string(key));
    if (column == column_of_.end()) return "a key that holds NUL";
    if (set_on_[column->second] == line_) return "a key that stands twice";
    set_on_[column->second] = line_;
    std::string_view& text = fields_[column->second];
    simdjson::ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS) return no_flat_object;
    if (type != simdjson::ondemand::json_type::array) return value_text(value, text);
    simdjson::ondemand::array list;
    if (value.get_array().get(list) != simdjson::SUCCESS) return no_flat_object;
    return list_text(list, text);
  });
}

}  // namespace renmai::detail
