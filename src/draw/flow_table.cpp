// SPDX-License-Identifier: Apache-2.0
#include "draw/flow_table.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "draw/label.hpp"
#include "draw/palette.hpp"

namespace renmai::detail {
namespace {

double count_in(const Table& table, std::string_view column, std::size_t row) {
  const double value = table.column(column).number(row);
  return value > 0 ? value : 0;  // absent cells too
}

}  // namespace

Flows read_flows(const Table& table) {
  Flows all;
  const Column* period = nullptr;
  for (const std::string_view name : {"year", "quarter", "month"}) {
    if (period == nullptr) period = table.find(name);
  }
  if (period != nullptr) all.period_name = period->name;
  const bool has_ids = table.find("from_id") != nullptr && table.find("to_id") != nullptr;
  const Column& from_keys = table.column(has_ids ? "from_id" : "from");
  const Column& to_keys = table.column(has_ids ? "to_id" : "to");
  std::map<std::pair<std::string, std::string>, FlowTotal> totals;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string from = from_keys.cell(row);
    const std::string to = to_keys.cell(row);
    const FlowTotal total{count_in(table, "moves", row), count_in(table, "min", row), count_in(table, "max", row)};
    totals[{from, to}].add(total);
    FlowGroup& source = all.groups[from];
    source.name = table.column("from").cell(row);
    source.out += total.moves;
    FlowGroup& target = all.groups[to];
    target.name = table.column("to").cell(row);
    target.in += total.moves;
    if (period == nullptr) continue;
    const std::string when = period->cell(row);
    if (when.empty())
      all.undated = true;
    else
      all.periods.insert(when);
  }
  for (const auto& [ends, total] : totals) all.flows.push_back({ends.first, ends.second, total});
  std::sort(all.flows.begin(), all.flows.end(), [](const Flow& a, const Flow& b) {
    return std::tuple(-a.total.moves, -a.total.max, std::tie(a.from, a.to)) <
           std::tuple(-b.total.moves, -b.total.max, std::tie(b.from, b.to));
  });
  return all;
}

std::string title_of(const Flows& all, const DrawStyle& style) {
  std::string title = style.title.empty() ? "Moves" : style.title;
  if (!all.periods.empty()) {
    title += ", " + *all.periods.begin();
    if (all.periods.size() > 1) title += " – " + *all.periods.rbegin();
    if (all.undated) title += " and undated";
  }
  return clean_text(title);
}

std::string bounds_text(const FlowTotal& total) {
  std::string text = format_number(total.moves);
  if (total.min != total.max) text += " (" + format_number(total.min) + "–" + format_number(total.max) + ")";
  return text;
}

std::size_t drawn_flows(const Flows& all, const DrawStyle& style) {
  return style.max_flows == 0 ? all.flows.size() : std::min(style.max_flows, all.flows.size());
}

std::vector<std::string> flow_notes(const Flows& all, std::size_t drawn, const Table& table) {
  std::vector<std::string> notes;
  if (all.flows.empty()) notes.emplace_back("No moves.");
  if (drawn < all.flows.size())
    notes.push_back("Not drawn: " + format_count(all.flows.size() - drawn) + " smaller flows.");
  std::size_t hidden = 0;
  const Column& moves = table.column("moves");
  for (std::size_t row = 0; row < table.row_count(); ++row) hidden += std::isnan(moves.number(row)) ? 1U : 0U;
  if (hidden > 0) notes.push_back("Suppressed: " + format_count(hidden) + " cells of small counts have no band.");
  if (all.periods.size() > 1) notes.emplace_back("Summed over periods; least and most are sums too.");
  return notes;
}

std::string_view GroupHues::of(const std::string& key, const std::string& name) {
  if (name.empty() || name == unknown_group_name) return theme_of(style_).unknown;
  const auto [found, added] = number_.try_emplace(key, number_.size());
  return hue(found->second, style_);
}

}  // namespace renmai::detail
