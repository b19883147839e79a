// SPDX-License-Identifier: Apache-2.0
#include "format/json_objects.hpp"

#include <algorithm>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"

namespace renmai::detail {
namespace {

using simdjson::ondemand::json_type;
using simdjson::ondemand::value;

/// Looks at a value and all that is in it; the fault, empty if there is none.
std::string_view walk(value any, std::size_t depth) {
  if (depth > most_nested) return "values are nested more than 64 deep";
  json_type type{};
  if (any.type().get(type) != simdjson::SUCCESS) return no_flat_object;
  if (type == json_type::array) {
    simdjson::ondemand::array list;
    if (any.get_array().get(list) != simdjson::SUCCESS) return no_flat_object;
    for (auto item : list) {
      value inner;
      if (item.get(inner) != simdjson::SUCCESS) return no_flat_object;
      if (const std::string_view fault = walk(inner, depth + 1); !fault.empty()) return fault;
    }
    return {};
  }
  if (type == json_type::object) {
    simdjson::ondemand::object object;
    if (any.get_object().get(object) != simdjson::SUCCESS) return no_flat_object;
    for (auto pair : object) {
      value inner;
      if (pair.value().get(inner) != simdjson::SUCCESS) return no_flat_object;
      if (const std::string_view fault = walk(inner, depth + 1); !fault.empty()) return fault;
    }
    return {};
  }
  std::string_view text;
  return plain_text(any, text);
}

}  // namespace

std::string_view plain_text(value any, std::string_view& text) {
  json_type type{};
  if (any.type().get(type) != simdjson::SUCCESS) return no_flat_object;
  bool truth = false;
  double number = 0;
  switch (type) {
    case json_type::string:
      if (any.get_string().get(text) != simdjson::SUCCESS) return "a string that is no JSON or no UTF-8";
      return text.find('\0') == std::string_view::npos ? "" : "a NUL character; text is wanted";
    case json_type::number:
      text = trim(any.raw_json_token());  // as written: ids keep their zeros, large ones their digits
      return any.get_double().get(number) == simdjson::SUCCESS ? "" : "this is no JSON number";
    case json_type::boolean:
      if (any.get_bool().get(truth) != simdjson::SUCCESS) return no_flat_object;
      text = truth ? "true" : "false";
      return {};
    case json_type::null: {
      bool is_null = false;
      text = {};
      return any.is_null().get(is_null) == simdjson::SUCCESS && is_null ? "" : no_flat_object;
    }
    default: return "an object inside an object; wanted text, numbers or lists of them";
  }
}

std::string_view joined_text(simdjson::ondemand::array list, std::string& joined) {
  for (auto item : list) {
    value inner;
    std::string_view part;
    if (item.get(inner) != simdjson::SUCCESS) return no_flat_object;
    if (const std::string_view fault = plain_text(inner, part); !fault.empty()) return fault;
    if (!joined.empty()) joined += ';';
    joined += part;
  }
  return {};
}

std::string_view any_text(value any, std::string_view& text) {
  json_type type{};
  if (any.type().get(type) != simdjson::SUCCESS) return no_flat_object;
  if (type != json_type::array && type != json_type::object) return plain_text(any, text);
  const char* const begin = any.raw_json_token().data();
  if (const std::string_view fault = walk(any, 1); !fault.empty()) return fault;
  const char* end = nullptr;
  if (any.current_location().get(end) != simdjson::SUCCESS) return no_flat_object;
  text = trim({begin, static_cast<std::size_t>(end - begin)});
  return {};
}

/// simdjson reads some bytes beyond the end; near the end of the text that needs a copy.
simdjson::padded_string_view JsonObjects::padded(std::string_view part) {
  const auto offset = static_cast<std::size_t>(part.data() - text_.data());
  const std::size_t room = text_.size() - offset;
  if (room >= part.size() + simdjson::SIMDJSON_PADDING)
    return simdjson::padded_string_view(part.data(), part.size(), room);
  tail_.assign(part);
  tail_.resize(part.size() + simdjson::SIMDJSON_PADDING, ' ');
  return simdjson::padded_string_view(tail_.data(), part.size(), tail_.size());
}

bool all_different(std::vector<std::string_view>& keys) {
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) == keys.end();
}

void KeysMet::add(std::string_view key) {
  if (keys_.contains(std::string(key))) return;
  if (keys_.size() == most) {
    throw Error(ErrorKind::limit, "more than " + format_count(most) + " different keys in JSON");
  }
  keys_.emplace(key);
}

}  // namespace renmai::detail
