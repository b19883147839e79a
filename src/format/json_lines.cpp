// SPDX-License-Identifier: Apache-2.0
#include "format/json_lines.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"

namespace renmai::detail {

bool TextLines::next() {
  while (position_ < text_.size()) {
    const std::size_t end = std::min(text_.find('\n', position_), text_.size());
    current_.text = text_.substr(position_, end - position_);
    position_ = end + 1;
    ++current_.number;
    if (!trim(current_.text).empty()) return true;
  }
  if (again_ == later_.size()) return false;
  current_ = later_[again_++];
  return true;
}

void TextLines::rewind() {
  position_ = 0;
  current_ = {};
}

bool first_line_has(std::string_view text, std::span<const std::string_view> keys) {
  TextLines lines(text);
  if (!lines.next() || !trim(lines.current()).starts_with('{')) return false;
  std::vector<std::string_view> met;
  JsonObjects objects(text);
  (void)objects.each_key(lines.current(), [&](std::string_view key, simdjson::ondemand::value) -> std::string_view {
    met.push_back(key);
    return {};
  });
  return std::all_of(keys.begin(), keys.end(),
                     [&](std::string_view key) { return std::find(met.begin(), met.end(), key) != met.end(); });
}

JsonLines::JsonLines(std::string_view text) : lines_(text), objects_(text) {}

std::vector<std::string> JsonLines::collect_names() {
  while (next()) {
    const auto collect = [&](std::string_view key, simdjson::ondemand::value) -> std::string_view {
      if (key.find('\0') == std::string_view::npos) {
        if (column_of_.try_emplace(std::string(key), names_.size()).second) names_.emplace_back(key);
      }
      return {};
    };
    (void)objects_.each_key(lines_.current(), collect);
    if (names_.size() > max_keys) {
      throw Error(ErrorKind::limit, "more than " + format_count(max_keys) + " different keys in JSON lines");
    }
  }
  lines_.rewind();
  fields_.resize(names_.size());
  set_on_.resize(names_.size());
  return names_;
}

std::string_view JsonLines::read() {
  std::fill(fields_.begin(), fields_.end(), std::string_view());
  joined_.clear();
  joined_.reserve(fields_.size());  // so that views of them stay valid
  const auto take = [&](std::string_view key, simdjson::ondemand::value value) -> std::string_view {
    const auto column = column_of_.find(std::string(key));
    if (column == column_of_.end()) return "a key that holds NUL";
    if (set_on_[column->second] == line()) return "a key that stands twice";
    set_on_[column->second] = line();
    std::string_view& text = fields_[column->second];
    simdjson::ondemand::json_type type{};
    if (value.type().get(type) != simdjson::SUCCESS) return no_flat_object;
    if (type != simdjson::ondemand::json_type::array) return plain_text(value, text);
    simdjson::ondemand::array list;
    if (value.get_array().get(list) != simdjson::SUCCESS) return no_flat_object;
    std::string& joined = joined_.emplace_back();
    const std::string_view fault = joined_text(list, joined);
    text = joined;
    return fault;
  };
  return objects_.each_key(lines_.current(), take);
}

}  // namespace renmai::detail
