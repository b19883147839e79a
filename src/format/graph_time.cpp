// SPDX-License-Identifier: Apache-2.0
#include "format/graph_time.hpp"

#include <cmath>

#include "base/date.hpp"
#include "base/text.hpp"

namespace renmai::detail {
namespace {

constexpr double last_year = 9999;
constexpr std::size_t day_length = 10;  // of 2010-05-17

std::string year_text(double year) {
  const std::string digits = std::to_string(static_cast<int>(year));
  return std::string(4 - digits.size(), '0') + digits;
}

/// Whether a day stands first, with its time of day or its zone behind it.
bool is_timed_day(std::string_view text) {
  if (text.size() <= day_length || std::string_view("T Z+-").find(text[day_length]) == std::string_view::npos)
    return false;
  const DateParse day = parse_date(text.substr(0, day_length));
  return day.date && day.date->precision == Precision::day;
}

/// Without the brackets around it.
std::string_view bare(std::string_view text) {
  text = trim(text);
  while (!text.empty() && std::string_view("<[(").find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  while (!text.empty() && std::string_view(">])").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return trim(text);
}

}  // namespace

std::optional<std::string> edtf_of(std::string_view text) {
  text = trim(text);
  const std::string word = lower_ascii(text);
  if (word.empty() || word == "none" || word == "-infinity" || word == "-inf") return std::string();
  if (word == "infinity" || word == "inf") return std::string("..");
  if (const auto number = to_number(text); number && *number >= 1 && *number <= last_year) {
    if (std::floor(*number) == *number) return year_text(*number);
  }
  if (is_timed_day(text)) return std::string(text.substr(0, day_length));
  if (parse_date(text).date) return std::string(text);
  return std::nullopt;
}

std::vector<TextSpan> split_intervals(std::string_view text) {
  std::vector<TextSpan> spans;
  for (const std::string_view part : split_list(bare(text), ';')) {
    const auto ends = split_list(bare(part), ',');
    if (ends.size() >= 2) spans.push_back({std::string(ends[0]), std::string(ends[1])});
  }
  return spans;
}

std::vector<std::string> split_times(std::string_view text) {
  std::vector<std::string> times;
  for (const std::string_view part : split_list(bare(text), ',')) times.emplace_back(part);
  return times;
}

std::string join_spells(const std::vector<TextSpan>& spells) {
  std::vector<std::string> texts;
  texts.reserve(spells.size());
  for (const TextSpan& spell : spells)
    texts.push_back(edtf_of(spell.start).value_or(spell.start) + "/" + edtf_of(spell.end).value_or(spell.end));
  return join(texts, "; ");
}

std::string TimeReader::read(const std::string& text, std::string_view kept_as, bool may_be_open,
                             AttributeRow& attributes, const RowPlace& place) const {
  const auto date = edtf_of(text);
  if (date && (may_be_open || *date != "..")) return *date;
  report_.notice(form_, place.at({}),
                 "'" + text + "' is no year and no date; kept as the property '" + std::string(kept_as) + "'");
  attributes.add(kept_as, text);
  return {};
}

}  // namespace renmai::detail
