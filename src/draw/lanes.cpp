// SPDX-License-Identifier: Apache-2.0
#include "draw/lanes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/text.hpp"
#include "draw/svg.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

using detail::Point;
using detail::Svg;

constexpr double picture_width = 760;
constexpr double bar_height = 15;
constexpr double bar_gap = 4;
constexpr double lane_gap = 12;
constexpr double text_size = 10;

/// A fact as a bar: days; unbounded ones are cut to the span of the picture.
struct Bar {
  Fact fact = 0;
  Day first = day_before_all;      // may hold from
  Day last = day_after_all;        // may hold up to
  Day sure_first = day_after_all;  // surely holds from
  Day sure_last = day_before_all;  // surely holds up to
  bool open = false;
  std::size_t row = 0;
};

struct Lane {
  Entity person;
  std::vector<Bar> bars;
  std::size_t rows = 1;
};

Bar bar_of(const Selected& selected, Fact fact) {
  const Spell spell = selected.spell(fact);
  Bar bar;
  bar.fact = fact;
  bar.first = spell.start.first;
  bar.last = spell.end.last;
  bar.sure_first = spell.start.last;
  bar.sure_last = spell.end.first;
  bar.open = spell.open;
  return bar;
}

/// The years that the dates of the bars span.
std::pair<int, int> years_of(const std::vector<Lane>& lanes, Day as_of) {
  Day first = day_after_all;
  Day last = day_before_all;
  const auto see = [&](Day day) {
    if (day <= day_before_all || day >= day_after_all) return;
    first = std::min(first, day);
    last = std::max(last, day);
  };
  for (const Lane& lane : lanes) {
    for (const Bar& bar : lane.bars) {
      for (const Day day : {bar.first, bar.last, bar.sure_first, bar.sure_last}) see(day);
      if (bar.open) see(as_of);
    }
  }
  if (first > last) return {year_of(as_of), year_of(as_of)};
  return {year_of(first), std::max(year_of(first), year_of(std::min(last, std::max(first, as_of))))};
}

/// Days to places.
class Axis {
 public:
  Axis(double left, double right, int first_year, int last_year)
      : left_(left),
        right_(right),
        first_(day_from_civil(first_year, 1, 1)),
        last_(day_from_civil(last_year + 1, 1, 1)) {}
  [[nodiscard]] double operator()(Day day) const {
    const double share =
        (static_cast<double>(std::clamp(day, first_, last_)) - first_) / (static_cast<double>(last_) - first_);
    return left_ + share * (right_ - left_);
  }
  [[nodiscard]] double left() const { return left_; }
  [[nodiscard]] double right() const { return right_; }

 private:
  double left_;
  double right_;
  Day first_;
  Day last_;
};

/// Where a bar ends, the arrow of an open one and a name behind it included.
double end_of(const Axis& axis, const Bar& bar, const std::string& name, Day as_of) {
  const double x1 = axis(bar.open ? std::max(as_of, bar.sure_last) : bar.last);
  const double width = detail::text_width(name, 9) + 6;
  return x1 - axis(bar.first) >= width ? x1 + (bar.open ? 7 : 0) : x1 + (bar.open ? 9 : 4) + width;
}

/// Puts bars that would cross below each other: each into the first row that is free.
void stack(Lane& lane, const Axis& axis, const Selected& selected) {
  std::stable_sort(lane.bars.begin(), lane.bars.end(), [](const Bar& a, const Bar& b) {
    return std::tie(a.first, a.sure_first, a.fact) < std::tie(b.first, b.sure_first, b.fact);
  });
  std::vector<double> free_from;
  for (Bar& bar : lane.bars) {
    std::size_t row = 0;
    while (row < free_from.size() && free_from[row] > axis(bar.first)) ++row;
    if (row == free_from.size()) free_from.push_back(0);
    free_from[row] = end_of(axis, bar, shown_name(selected.records, selected.to(bar.fact)), selected.records.as_of());
    bar.row = row;
  }
  lane.rows = std::max<std::size_t>(1, free_from.size());
}

void draw_years(Svg& svg, const Axis& axis, int first, int last, double height) {
  const int years = last - first + 1;
  const int step = years <= 15 ? 1 : years <= 40 ? 5 : 10;
  for (int year = first; year <= last + 1; ++year) {
    if (year % step != 0) continue;
    const double x = axis(day_from_civil(year, 1, 1));
    svg.line({x, 16}, {x, height}, {.line = detail::theme_of(svg.style()).rule, .width = 0.6});
    if (year <= last)
      svg.text({x + 2, 11}, std::to_string(year), {.size = 9, .color = detail::theme_of(svg.style()).faint});
  }
}

void draw_bar(Svg& svg, const Axis& axis, const Selected& selected, const Bar& bar, double y, std::string_view color,
              Day as_of) {
  const Records& records = selected.records;
  const double x0 = axis(bar.first);
  const double x1 = axis(bar.open ? std::max(as_of, bar.sure_last) : bar.last);
  const std::string place = shown_name(records, selected.to(bar.fact));
  std::string tip = place + ": " + selected.kind(bar.fact).name;
  const std::string role = selected.roles(bar.fact);
  if (!role.empty()) tip += ", " + role;
  const Relation r = selected.relation(bar.fact);
  tip += " (" + std::string(records.date_text(records.relations().start[r])) + " – " +
         std::string(records.date_text(records.relations().end[r])) + ")";
  const bool undated = bar.first <= day_before_all && bar.last >= day_after_all;
  svg.rect({x0, y}, std::max(2.0, x1 - x0), bar_height, {.fill = color, .opacity = undated ? 0.08 : 0.25}, tip, 2);
  if (undated) {
    svg.rect({x0, y}, x1 - x0, bar_height, {.line = color, .width = 1, .dashes = "4 3"}, tip, 2);
  } else if (bar.sure_first < bar.sure_last || bar.open) {
    const double s0 = axis(bar.sure_first);
    const double s1 = axis(bar.open ? std::max(as_of, bar.sure_last) : bar.sure_last);
    if (s1 > s0) svg.rect({s0, y}, s1 - s0, bar_height, {.fill = color, .opacity = 0.8}, tip, 2);
  }
  if (bar.open) {
    svg.path("M" + detail::svg_point({x1, y + 2}) + " L" + detail::svg_point({x1 + 6, y + bar_height / 2}) + " L" +
                 detail::svg_point({x1, y + bar_height - 2}) + " Z",
             {.fill = color, .opacity = 0.8});
  }
  // A name inside a bar that holds it, else behind it, where there is room.
  const double width = detail::text_width(place, 9) + 6;
  if (x1 - x0 >= width) {
    const bool full = bar.sure_last > bar.sure_first && axis(bar.sure_last) - axis(bar.sure_first) > (x1 - x0) / 2;
    svg.text({x0 + 4, y + 11}, place,
             {.size = 9,
              .color = full && !svg.style().dark  ? "#FFFFFF"
                       : svg.style().dark && full ? "#14171C"
                                                  : ""});
  } else {
    const double room = picture_width - x1 - 10;
    svg.text({x1 + (bar.open ? 9 : 4), y + 11}, detail::fit_text(place, room, 9), {.size = 9});
  }
}

}  // namespace

std::string draw_timeline(const Selected& selected, std::span<const Entity> persons, const DrawStyle& style) {
  constexpr std::size_t most_persons = 60;
  constexpr std::size_t most_facts = 400;
  const Records& records = selected.records;
  std::vector<Lane> lanes;
  std::size_t facts = 0;
  for (const Entity person : persons) {
    const Entity shown = selected.identity(person);
    if (records.has_flag(shown, flag_redacted)) continue;
    Lane lane{shown, {}, 1};
    for (const Fact fact : selected.facts_of(shown)) {
      if (selected.from(fact) == shown) lane.bars.push_back(bar_of(selected, fact));
    }
    facts += lane.bars.size();
    lanes.push_back(std::move(lane));
  }
  if (lanes.size() > most_persons || facts > most_facts)
    throw Error(ErrorKind::limit,
                "a timeline of " + format_count(lanes.size()) + " persons and " + format_count(facts) +
                    " facts is too long to read",
                {}, "at most 60 persons and 400 facts; narrow the selection");
  double label = 60;
  for (const Lane& lane : lanes)
    label = std::max(label, std::min(170.0, detail::text_width(shown_name(records, lane.person), text_size) + 10));
  const auto [first, last] = years_of(lanes, records.as_of());
  const Axis axis(label, picture_width - 110, first, last);
  for (Lane& lane : lanes) stack(lane, axis, selected);
  double height = 22;
  for (const Lane& lane : lanes) height += static_cast<double>(lane.rows) * (bar_height + bar_gap) + lane_gap;
  Svg svg(picture_width, style);
  draw_years(svg, axis, first, last, height);
  std::map<Entity, std::size_t> number;
  double y = 22;
  for (const Lane& lane : lanes) {
    const double lane_height = static_cast<double>(lane.rows) * (bar_height + bar_gap);
    svg.text({0, y + 11}, detail::fit_text(shown_name(records, lane.person), label - 8, text_size),
             {.size = text_size, .bold = true});
    for (const Bar& bar : lane.bars) {
      const auto [found, added] = number.try_emplace(selected.to(bar.fact), number.size());
      draw_bar(svg, axis, selected, bar, y + static_cast<double>(bar.row) * (bar_height + bar_gap),
               detail::hue(found->second, style), records.as_of());
    }
    y += lane_height + lane_gap / 2;
    svg.line({0, y}, {picture_width, y}, {.line = detail::theme_of(style).rule, .width = 0.6});
    y += lane_gap / 2;
  }
  std::vector<std::string> words;
  if (style.legend) {
    words.emplace_back(
        "Full: holds whatever the unknown dates turn out to be. Pale: may hold. Dashed: no date is known. "
        "Arrow: still so.");
    words.emplace_back("A hue is an organisation.");
  }
  return svg.finish(height, style.title.empty() ? "Careers" : style.title, words, selected.stamp());
}

std::string draw_bump(const Table& ranks, std::size_t drawn, const DrawStyle& style) {
  const Column& period = ranks.column("period");
  const Column& id = ranks.column("id");
  const Column& name = ranks.column("name");
  const Column& rank = ranks.column("rank");
  std::set<std::string> periods;
  struct Line {
    std::string name;
    std::map<std::string, double> places;
    double best = 1e9;
    double last = 1e9;
  };
  std::map<std::string, Line> lines;
  for (std::size_t row = 0; row < ranks.row_count(); ++row) {
    const std::string when = period.cell(row);
    periods.insert(when);
    Line& line = lines[id.cell(row)];
    line.name = name.cell(row);
    line.places[when] = rank.number(row);
  }
  std::map<std::string, double> x_of;
  constexpr double right_room = 170;
  const double step =
      periods.size() > 1 ? (picture_width - right_room - 30) / static_cast<double>(periods.size() - 1) : 0;
  for (const std::string& when : periods) x_of[when] = 24 + step * static_cast<double>(x_of.size());
  constexpr double row_height = 24;
  const auto y_of = [](double place) { return 26 + (place - 1) * row_height; };
  Svg svg(picture_width, style);
  const double height = 26 + static_cast<double>(drawn) * row_height;
  for (const auto& [when, x] : x_of) {
    svg.line({x, 18}, {x, height - 14}, {.line = detail::theme_of(style).rule, .width = 0.6});
    svg.text({x, 12}, when, {.size = 9, .anchor = detail::Anchor::middle, .color = detail::theme_of(style).faint});
  }
  for (std::size_t k = 1; k <= drawn; ++k)
    svg.text({4, y_of(static_cast<double>(k)) + 3}, std::to_string(k),
             {.size = 9, .anchor = detail::Anchor::middle, .color = detail::theme_of(style).faint});
  std::vector<const Line*> order;
  for (auto& [key, line] : lines) {
    for (const auto& [when, place] : line.places) line.best = std::min(line.best, place);
    line.last = line.places.rbegin()->second;
    if (line.best <= static_cast<double>(drawn)) order.push_back(&line);
  }
  std::stable_sort(order.begin(), order.end(), [](const Line* a, const Line* b) { return a->best < b->best; });
  for (std::size_t k = 0; k < order.size(); ++k) {
    const Line& line = *order[k];
    const auto color = detail::hue(k, style);
    std::string data;
    Point before;
    bool joined = false;
    Point last{};
    for (const auto& [when, x] : x_of) {
      const auto place = line.places.find(when);
      if (place == line.places.end() || place->second > static_cast<double>(drawn)) {
        joined = false;
        continue;
      }
      const Point at{x, y_of(place->second)};
      const double bend = (at.x - before.x) / 2;
      data += joined ? " C" + detail::svg_point({before.x + bend, before.y}) + " " +
                           detail::svg_point({at.x - bend, at.y}) + " " + detail::svg_point(at)
                     : " M" + detail::svg_point(at);
      svg.circle(at, 4.5, {.fill = color}, line.name + ", " + when + ": " + format_number(place->second));
      before = last = at;
      joined = true;
    }
    svg.path(data, {.line = color, .width = 2.2}, line.name);
    svg.text({last.x + 9, last.y + 3.5}, detail::fit_text(line.name, picture_width - last.x - 12, text_size),
             {.size = text_size, .color = color, .halo = true});
  }
  std::vector<std::string> words;
  if (style.legend && order.empty()) words.emplace_back("No ranks.");
  if (style.legend && !order.empty())
    words.push_back(
        "Equal scores stand as they did the year before. Lines break where somebody is not among the first " +
        std::to_string(drawn) + ".");
  return svg.finish(height, style.title.empty() ? "Ranks" : style.title, words, ranks.stamp);
}

}  // namespace renmai
