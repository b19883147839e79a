// SPDX-License-Identifier: Apache-2.0
#include "format/ftm_entity.hpp"

#include <algorithm>
#include <utility>

#include "base/date.hpp"
#include "format/ftm_model.hpp"

namespace renmai::detail {
namespace {

using simdjson::ondemand::json_type;
using simdjson::ondemand::value;

/// Adds the values of a property, a list or a single one; returns the fault, empty if there is none.
std::string_view add_values(value any, std::vector<std::string>& texts) {
  json_type type{};
  if (any.type().get(type) != simdjson::SUCCESS) return no_flat_object;
  const auto add = [&](value one) {
    std::string_view text;
    const std::string_view fault = plain_text(one, text);
    if (fault.empty() && !text.empty()) texts.emplace_back(text);
    return fault;
  };
  if (type != json_type::array) return add(any);
  simdjson::ondemand::array list;
  if (any.get_array().get(list) != simdjson::SUCCESS) return no_flat_object;
  for (auto item : list) {
    value one;
    if (item.get(one) != simdjson::SUCCESS) return no_flat_object;
    if (const std::string_view fault = add(one); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace

std::string_view FtmEntity::read(JsonObjects& objects, std::string_view line) {
  id.clear();
  schema.clear();
  values.clear();
  std::vector<std::string_view> keys;
  const std::string_view fault = objects.each_key(line, [&](std::string_view key, value any) -> std::string_view {
    keys.push_back(key);
    if (key == "properties") return read_properties(any);
    if (key != "id" && key != "schema") return {};
    std::string_view text;
    const std::string_view bad = plain_text(any, text);
    (key == "id" ? id : schema) = text;
    return bad;
  });
  if (!fault.empty()) return fault;
  id = from_ftm_id(id);
  return all_different(keys) ? "" : "a key that stands twice";
}

std::string_view FtmEntity::read_properties(value any) {
  simdjson::ondemand::object object;
  if (any.get_object().get(object) != simdjson::SUCCESS) return "properties are an object";
  for (auto pair : object) {
    std::string_view key;
    value one;
    if (pair.unescaped_key().get(key) != simdjson::SUCCESS) return no_flat_object;
    if (key.find('\0') != std::string_view::npos) return "a key that holds NUL";
    if (pair.value().get(one) != simdjson::SUCCESS) return no_flat_object;
    Values& property = values.emplace_back();
    property.name = key;
    if (const std::string_view fault = add_values(one, property.texts); !fault.empty()) return fault;
  }
  std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  const auto twice =
      std::adjacent_find(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.name == b.name; });
  return twice == values.end() ? std::string_view() : "a property that stands twice";
}

std::vector<std::string> FtmEntity::take(std::string_view property) {
  for (Values& one : values) {
    if (one.name == property) return std::exchange(one.texts, {});
  }
  return {};
}

std::string without_time(std::string date) {
  date.resize(std::min(date.find_first_of("T "), date.size()));
  return date;
}

std::string ftm_date_of(std::vector<std::string> texts) {
  DayRange all;
  DayRange finest;
  std::string text;
  for (std::string& one : texts) {
    one = without_time(std::move(one));
    const DateParse parse = parse_date(one);
    if (!parse.date || !parse.date->known()) return one;
    const DayRange days = parse.date->written;
    all = text.empty() ? days : hull(all, days);
    if (text.empty() || days.last - days.first < finest.last - finest.first) finest = days, text = one;
  }
  const bool contained = std::all_of(texts.begin(), texts.end(), [&](const std::string& one) {
    const DayRange days = parse_date(one).date->written;
    return days.first <= finest.first && finest.last <= days.last;
  });
  return contained ? text : "[" + format_day(all.first) + ".." + format_day(all.last) + "]";
}

}  // namespace renmai::detail
