// SPDX-License-Identifier: Apache-2.0
#include "draw/grids.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "draw/flow_table.hpp"
#include "draw/svg.hpp"

namespace renmai {
namespace {

using detail::Point;
using detail::Svg;

struct Cell {
  double moves = 0;
  double min = 0;
  double max = 0;
  bool hidden = false;
};
using Cells = std::map<std::pair<std::string, std::string>, Cell>;

/// The cells of a table, or of its rows of one period; suppressed ones are known as such.
Cells cells_of(const Table& table, const Column* period, const std::string& wanted) {
  const bool has_ids = table.find("from_id") != nullptr && table.find("to_id") != nullptr;
  const Column& from = table.column(has_ids ? "from_id" : "from");
  const Column& to = table.column(has_ids ? "to_id" : "to");
  const auto number = [&](std::string_view name, std::size_t row) {
    const double value = table.column(name).number(row);
    return value > 0 ? value : 0;
  };
  Cells cells;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (period != nullptr && period->cell(row) != wanted) continue;
    Cell& cell = cells[{from.cell(row), to.cell(row)}];
    cell.hidden = cell.hidden || std::isnan(table.column("moves").number(row));
    cell.moves += number("moves", row);
    cell.min += number("min", row);
    cell.max += number("max", row);
  }
  return cells;
}

/// The groups with the most moves, the largest first, the unknown one last.
std::vector<std::string> groups_of(const detail::Flows& all, std::size_t most) {
  std::vector<std::string> keys;
  keys.reserve(all.groups.size());
  for (const auto& [key, group] : all.groups) keys.push_back(key);
  const auto order = [&](const std::string& key) {
    const detail::FlowGroup& group = all.groups.at(key);
    return std::tuple(group.name == detail::unknown_group_name, -(group.in + group.out), key);
  };
  std::sort(keys.begin(), keys.end(), [&](const std::string& a, const std::string& b) { return order(a) < order(b); });
  if (keys.size() > most) keys.resize(most);
  return keys;
}

std::string shown(const detail::FlowGroup& group) {
  return group.name == detail::unknown_group_name ? "? unknown" : group.name;
}

double share_of(double moves, double most) { return most > 0 ? std::log1p(moves) / std::log1p(most) : 0; }

/// A mark that no shade can be taken for.
void hatch(Svg& svg, Point corner, double size) {
  const auto rule = detail::theme_of(svg.style()).faint;
  for (const double at : {0.25, 0.5, 0.75, 1.0}) {
    svg.line({corner.x, corner.y + at * size}, {corner.x + at * size, corner.y}, {.line = rule, .width = 0.8});
    svg.line({corner.x + at * size, corner.y + size}, {corner.x + size, corner.y + at * size},
             {.line = rule, .width = 0.8});
  }
}

/// What a matrix shares with the others of its picture.
struct MatrixLook {
  double size;  // of a cell
  double most;  // moves of the darkest
  bool with_numbers;
};

void draw_cell(Svg& svg, Point corner, const Cell& cell, const MatrixLook& look, const std::string& tip) {
  const double size = look.size - 1;
  const double share = share_of(cell.moves, look.most);
  svg.rect(corner, size, size, {.fill = cell.moves > 0 ? detail::shade(share, svg.style()) : "none"}, tip);
  if (cell.hidden) return hatch(svg, corner, size);
  if (cell.min == 0 && cell.max > 0)
    svg.rect({corner.x + 1.5, corner.y + 1.5}, size - 3, size - 3,
             {.line = detail::theme_of(svg.style()).faint, .width = 0.9, .dashes = "3 2"});
  if (!look.with_numbers || (cell.moves == 0 && cell.max == 0)) return;
  // Text keeps its contrast: light on the darker half of the shades, and the reverse on a dark paper.
  const bool deep = share > 0.5 && cell.moves > 0;
  const std::string_view color = deep ? detail::theme_of(svg.style()).paper : detail::theme_of(svg.style()).ink;
  const Point middle{corner.x + size / 2, corner.y + size / 2};
  const bool bounded = cell.min != cell.max;
  svg.text({middle.x, middle.y + (bounded ? 0 : 3.5)}, format_number(cell.moves),
           {.size = 10, .anchor = detail::Anchor::middle, .color = color});
  if (bounded)
    svg.text({middle.x, middle.y + 10}, format_number(cell.min) + "–" + format_number(cell.max),
             {.size = 7.5, .anchor = detail::Anchor::middle, .color = color});
}

void draw_matrix(Svg& svg, Point corner, const std::vector<std::string>& keys, const Cells& cells,
                 const detail::Flows& all, const MatrixLook& look) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    for (std::size_t j = 0; j < keys.size(); ++j) {
      const Point at{corner.x + look.size * static_cast<double>(j), corner.y + look.size * static_cast<double>(i)};
      svg.rect(at, look.size - 1, look.size - 1,
               {.fill = i == j ? detail::theme_of(svg.style()).rule : "none",
                .line = detail::theme_of(svg.style()).rule,
                .width = 0.5});
      const auto cell = cells.find({keys[i], keys[j]});
      if (cell == cells.end()) continue;
      const std::string tip =
          shown(all.groups.at(keys[i])) + " → " + shown(all.groups.at(keys[j])) + ": " +
          (cell->second.hidden
               ? "suppressed"
               : detail::bounds_text({.moves = cell->second.moves, .min = cell->second.min, .max = cell->second.max}) +
                     " moves");
      draw_cell(svg, at, cell->second, look, tip);
    }
  }
}

/// Shades from few moves to most.
double draw_scale(Svg& svg, Point corner, double most) {
  constexpr int steps = 24;
  constexpr double step = 5;
  svg.text({corner.x, corner.y + 8}, "moves", {.size = 9});
  const double left = corner.x + 48;
  svg.text({left - 4, corner.y + 8}, "1", {.size = 9, .anchor = detail::Anchor::end});
  for (int k = 0; k < steps; ++k) {
    svg.rect({left + step * k, corner.y}, step + 0.5, 10,
             {.fill = detail::shade(static_cast<double>(k) / (steps - 1), svg.style())});
  }
  svg.text({left + step * steps + 5, corner.y + 8}, format_number(most) + " (by the logarithm)", {.size = 9});
  return 20;
}

double most_of(const Cells& cells) {
  double most = 0;
  for (const auto& [ends, cell] : cells) most = std::max(most, cell.moves);
  return most;
}

std::vector<std::string> words_of(const Cells& cells, std::size_t groups, std::size_t drawn, bool with_numbers) {
  std::vector<std::string> words;
  bool bounded = false;
  bool possible = false;
  bool hidden = false;
  for (const auto& [ends, cell] : cells) {
    bounded = bounded || cell.min != cell.max;
    possible = possible || (cell.min == 0 && cell.max > 0 && !cell.hidden);
    hidden = hidden || cell.hidden;
  }
  if (cells.empty()) words.emplace_back("No moves.");
  if (bounded && with_numbers) words.emplace_back("Small numbers: least–most.");
  std::string marks;
  if (possible) marks += "Dashed frame: may be none. ";
  if (hidden) marks += "Hatched: suppressed. ";
  if (!cells.empty()) marks += "Grey: who stays is not counted.";
  if (!marks.empty()) words.push_back(marks);
  if (drawn < groups) words.push_back("Not drawn: " + format_count(groups - drawn) + " smaller groups.");
  return words;
}

}  // namespace

std::string draw_heat_map(const Table& flow, const DrawStyle& style) {
  constexpr std::size_t most_groups = 40;
  const detail::Flows all = detail::read_flows(flow);
  const std::vector<std::string> keys = groups_of(all, most_groups);
  const Cells cells = cells_of(flow, nullptr, {});
  const auto count = static_cast<double>(keys.size());
  const bool with_numbers = keys.size() <= 20;
  const MatrixLook look{with_numbers ? 38.0 : 20.0, most_of(cells), with_numbers};
  constexpr double text_size = 10;
  double label = 40;
  for (const std::string& key : keys)
    label = std::max(label, std::min(150.0, detail::text_width(shown(all.groups.at(key)), text_size) + 8));
  // Names of columns rise to the right at half a right angle.
  const double rise = label * 0.72;
  const double width = std::max(320.0, label + look.size * count + rise);
  Svg svg(width, style);
  const double top = rise + 24;
  svg.text({0, top - 6}, "from ↓   to →", {.size = 9, .color = detail::theme_of(style).faint});
  for (std::size_t k = 0; k < keys.size(); ++k) {
    const std::string name = detail::fit_text(shown(all.groups.at(keys[k])), label - 8, text_size);
    const double middle = look.size * (static_cast<double>(k) + 0.5);
    svg.text({label - 6, top + middle + 3}, name, {.size = text_size, .anchor = detail::Anchor::end});
    svg.text({label + middle, top - 6}, name, {.size = text_size, .turned = -45});
  }
  draw_matrix(svg, {label, top}, keys, cells, all, look);
  double height = top + look.size * count + 12;
  if (style.legend && look.most > 1) height += draw_scale(svg, {label, height}, look.most);
  return svg.finish(
      height, detail::title_of(all, style),
      style.legend ? words_of(cells, all.groups.size(), keys.size(), with_numbers) : std::vector<std::string>(),
      flow.stamp);
}

std::string draw_multiples(const Table& flow, const DrawStyle& style) {
  constexpr std::size_t most_groups = 12;
  constexpr std::size_t most_periods = 40;
  const detail::Flows all = detail::read_flows(flow);
  if (all.period_name.empty())
    throw Error(ErrorKind::usage, "small multiples want a flow by periods", {}, "--per year");
  const std::vector<std::string> keys = groups_of(all, most_groups);
  std::vector<std::string> periods(all.periods.begin(), all.periods.end());
  if (periods.size() > most_periods) periods.erase(periods.begin(), periods.end() - most_periods);
  const Column& period = flow.column(all.period_name);
  std::vector<Cells> cells;
  MatrixLook look{keys.size() > 6 ? 13.0 : 20.0, 0, false};
  for (const std::string& one : periods) {
    cells.push_back(cells_of(flow, &period, one));
    look.most = std::max(look.most, most_of(cells.back()));
  }
  const double side = look.size * static_cast<double>(keys.size());
  constexpr double gap = 22;
  constexpr double width = 720;
  constexpr double number_width = 18;
  const auto across = static_cast<std::size_t>(std::max(1.0, std::floor((width + gap) / (side + number_width + gap))));
  Svg svg(width, style);
  double bottom = 0;
  for (std::size_t k = 0; k < periods.size(); ++k) {
    const std::size_t line = k / across;
    const std::size_t place = k % across;
    const Point corner{static_cast<double>(place) * (side + number_width + gap) + number_width,
                       static_cast<double>(line) * (side + 30 + gap) + 18};
    svg.text({corner.x, corner.y - 14 + 2}, periods[k], {.size = 11, .bold = true});
    for (std::size_t g = 0; g < keys.size(); ++g) {
      const double middle = look.size * (static_cast<double>(g) + 0.5);
      const std::string number = std::to_string(g + 1);
      svg.text({corner.x - 4, corner.y + middle + 3}, number,
               {.size = 8, .anchor = detail::Anchor::end, .color = detail::theme_of(style).faint});
      svg.text({corner.x + middle, corner.y + side + 9}, number,
               {.size = 8, .anchor = detail::Anchor::middle, .color = detail::theme_of(style).faint});
    }
    draw_matrix(svg, corner, keys, cells[k], all, look);
    bottom = std::max(bottom, corner.y + side + 16);
  }
  double height = bottom + 8;
  if (style.legend && look.most > 1) height += draw_scale(svg, {number_width, height}, look.most);
  std::vector<std::string> words;
  if (style.legend) {
    std::string names = "Rows from, columns to: ";
    for (std::size_t g = 0; g < keys.size(); ++g)
      names += (g > 0 ? ", " : "") + std::to_string(g + 1) + " " + shown(all.groups.at(keys[g]));
    words.push_back(names + ".");
    for (std::string& line : words_of(cells_of(flow, nullptr, {}), all.groups.size(), keys.size(), false))
      words.push_back(std::move(line));
    if (all.undated) words.emplace_back("Undated moves are not drawn.");
  }
  return svg.finish(height, detail::title_of(all, style), words, flow.stamp);
}

}  // namespace renmai
