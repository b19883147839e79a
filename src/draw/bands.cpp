// SPDX-License-Identifier: Apache-2.0
#include "draw/bands.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
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

constexpr double picture_width = 720;
constexpr double bar_width = 14;
constexpr double text_size = 11;
constexpr double band_opacity = 0.55;
constexpr double bound_opacity = 0.16;

/// A node of a column of bars.
struct Bar {
  std::string key;
  std::string name;
  double size = 0;  // sum of its bands
  double most = 0;  // sum of what they may be at most
  std::string_view color;
  double y = 0;
  double left_used = 0;   // of its height, by bands that enter
  double right_used = 0;  // by bands that leave
};

struct Band {
  std::size_t column = 0;  // leads to the next
  std::size_t from = 0;    // places in the columns
  std::size_t to = 0;
  double value = 0;
  double least = 0;
  double most = 0;
};

/// Bars in columns with bands between neighbouring columns.
class Alluvium {
 public:
  std::vector<std::vector<Bar>> columns;
  std::vector<Band> bands;
  std::vector<std::string> heads;
  std::string unit;

  /// Sorts the bars from the largest down, the unknown ones last.
  void sort_bars() {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      std::vector<std::size_t> order(columns[c].size());
      for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
      std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Bar& x = columns[c][a];
        const Bar& y = columns[c][b];
        return std::tuple(is_unknown(x), -height_value(x), x.key) < std::tuple(is_unknown(y), -height_value(y), y.key);
      });
      std::vector<std::size_t> place(order.size());
      std::vector<Bar> sorted;
      for (std::size_t k = 0; k < order.size(); ++k) {
        place[order[k]] = k;
        sorted.push_back(columns[c][order[k]]);
      }
      columns[c] = std::move(sorted);
      for (Band& band : bands) {
        if (band.column == c) band.from = place[band.from];
        if (band.column + 1 == c) band.to = place[band.to];
      }
    }
    std::stable_sort(bands.begin(), bands.end(), [](const Band& a, const Band& b) {
      return std::tie(a.column, a.from, a.to) < std::tie(b.column, b.from, b.to);
    });
  }

  [[nodiscard]] static bool is_unknown(const Bar& bar) {
    return bar.name.empty() || bar.name == detail::unknown_group_name;
  }
  [[nodiscard]] static double height_value(const Bar& bar) { return std::max(bar.size, bar.most); }

  /// Draws it; returns the height.
  double draw(Svg& svg) {
    constexpr double gap = 10;
    constexpr double least_height = 240;
    constexpr double head_height = 22;
    make_room();
    double whole = 0;
    std::size_t most_bars = 0;
    for (const auto& column : columns) {
      double sum = 0;
      for (const Bar& bar : column) sum += height_value(bar);
      whole = std::max(whole, sum);
      most_bars = std::max(most_bars, column.size());
    }
    const double room = std::max(least_height, 26.0 * static_cast<double>(most_bars));
    scale_ = whole > 0 ? room / whole : 0;
    double height = 0;
    for (auto& column : columns) {
      double y = head_height;
      for (Bar& bar : column) {
        bar.y = y;
        y += std::max(2.0, height_value(bar) * scale_) + gap;
      }
      height = std::max(height, y - gap);
    }
    for (std::size_t c = 0; c < heads.size(); ++c) {
      svg.text({x_of(c, svg) + bar_width / 2, text_size}, heads[c],
               {.size = text_size, .anchor = detail::Anchor::middle, .color = detail::theme_of(svg.style()).faint});
    }
    for (const bool behind : {true, false}) draw_bands(svg, behind);
    for (std::size_t c = 0; c < columns.size(); ++c) draw_bars(svg, c);
    return height;
  }

 private:
  [[nodiscard]] double x_of(std::size_t column, const Svg& svg) const {
    const double room = svg.width() - left_ - right_ - bar_width;
    return left_ +
           room / static_cast<double>(std::max<std::size_t>(1, columns.size() - 1)) * static_cast<double>(column);
  }
  [[nodiscard]] static std::string label_of(const Bar& bar) { return shown(bar) + "  " + format_number(bar.size); }
  /// Room beside the outer columns for their names.
  void make_room() {
    constexpr double most = 190;
    const auto room_of = [&](const std::vector<Bar>& column) {
      double room = 30;
      for (const Bar& bar : column) room = std::max(room, detail::text_width(label_of(bar), text_size) + 8);
      return std::min(room, most);
    };
    left_ = room_of(columns.front());
    right_ = room_of(columns.back());
  }

  void draw_bands(Svg& svg, bool behind) {
    for (auto& column : columns) {
      for (Bar& bar : column) bar.left_used = bar.right_used = 0;
    }
    for (const Band& band : bands) {
      Bar& from = columns[band.column][band.from];
      Bar& to = columns[band.column + 1][band.to];
      const double room = std::max(band.value, band.most) * scale_;
      const double thick = (behind ? std::max(band.value, band.most) : band.value) * scale_;
      const double y0 = from.y + from.right_used;
      const double y1 = to.y + to.left_used;
      from.right_used += room;
      to.left_used += room;
      if (behind && band.most <= band.value) continue;
      if (!behind && band.value <= 0) {
        draw_possible(svg, band, y0 + room / 2, y1 + room / 2, from.color);
        continue;
      }
      const double x0 = x_of(band.column, svg) + bar_width;
      const double x1 = x_of(band.column + 1, svg);
      const double bend = (x1 - x0) / 2;
      const std::string data = "M" + detail::svg_point({x0, y0}) + " C" + detail::svg_point({x0 + bend, y0}) + " " +
                               detail::svg_point({x1 - bend, y1}) + " " + detail::svg_point({x1, y1}) + " L" +
                               detail::svg_point({x1, y1 + thick}) + " C" + detail::svg_point({x1 - bend, y1 + thick}) +
                               " " + detail::svg_point({x0 + bend, y0 + thick}) + " " +
                               detail::svg_point({x0, y0 + thick}) + " Z";
      const std::string_view color = columns[band.column].size() > 1 ? from.color : to.color;
      svg.path(data, {.fill = color, .opacity = behind ? bound_opacity : band_opacity}, tip_of(band, from, to));
      if (!behind && band.least == 0 && band.most > band.least)
        draw_possible(svg, band, y0 + thick / 2, y1 + thick / 2, detail::theme_of(svg.style()).ink);
    }
  }

  /// A dashed line along a flow that may be none.
  void draw_possible(Svg& svg, const Band& band, double y0, double y1, std::string_view color) const {
    const double x0 = x_of(band.column, svg) + bar_width;
    const double x1 = x_of(band.column + 1, svg);
    const double bend = (x1 - x0) / 2;
    svg.path("M" + detail::svg_point({x0, y0}) + " C" + detail::svg_point({x0 + bend, y0}) + " " +
                 detail::svg_point({x1 - bend, y1}) + " " + detail::svg_point({x1, y1}),
             {.line = color, .width = 1, .dashes = "5 4"});
  }

  [[nodiscard]] std::string tip_of(const Band& band, const Bar& from, const Bar& to) const {
    return shown(from) + " → " + shown(to) + ": " +
           detail::bounds_text({.moves = band.value, .min = band.least, .max = band.most}) + " " + unit;
  }
  [[nodiscard]] static std::string shown(const Bar& bar) {
    return bar.name.empty() ? "not known" : bar.name == detail::unknown_group_name ? "? unknown" : bar.name;
  }

  void draw_bars(Svg& svg, std::size_t c) const {
    const double x = x_of(c, svg);
    const bool last = c + 1 == columns.size();
    for (const Bar& bar : columns[c]) {
      const double height = std::max(2.0, height_value(bar) * scale_);
      svg.rect({x, bar.y}, bar_width, height, {.fill = bar.color},
               shown(bar) + ": " + format_number(bar.size) + " " + unit);
      const std::string count = "  " + format_number(bar.size);
      const bool outside = c == 0 || last;
      const double space = outside ? (last ? right_ : left_) - 8 : 150;
      const std::string label =
          detail::fit_text(shown(bar), space - detail::text_width(count, text_size), text_size) + count;
      svg.text({c == 0 ? x - 6 : x + bar_width + 6, bar.y + height / 2 + text_size * 0.35}, label,
               {.size = text_size, .anchor = c == 0 ? detail::Anchor::end : detail::Anchor::start, .halo = !outside});
    }
  }

  double scale_ = 0;
  double left_ = 0;
  double right_ = 0;
};

/// The hue of each group, the same wherever it stands: by its place among all, the unknown one grey.
class Hues {
 public:
  explicit Hues(const DrawStyle& style) : style_(style) {}
  std::string_view of(const std::string& key, const std::string& name) {
    if (name.empty() || name == detail::unknown_group_name) return detail::theme_of(style_).unknown;
    const auto [found, added] = number_.try_emplace(key, number_.size());
    return detail::hue(found->second, style_);
  }

 private:
  const DrawStyle& style_;
  std::map<std::string, std::size_t> number_;
};

std::vector<std::string> words_of(const detail::Flows& all, std::size_t drawn, const Table& table) {
  std::vector<std::string> words;
  bool bounded = false;
  bool possible = false;
  for (const detail::Flow& flow : all.flows) {
    bounded = bounded || flow.total.min != flow.total.max;
    possible = possible || (flow.total.min == 0 && flow.total.max > 0);
  }
  if (all.flows.empty()) words.emplace_back("No moves.");
  if (bounded) words.emplace_back("Pale behind a band: what it may be at most. Numbers: moves (least–most).");
  if (possible) words.emplace_back("Dashed: a flow that may be none.");
  if (drawn < all.flows.size())
    words.push_back("Not drawn: " + format_count(all.flows.size() - drawn) + " smaller flows.");
  std::size_t hidden = 0;
  const Column& moves = table.column("moves");
  for (std::size_t row = 0; row < table.row_count(); ++row) hidden += std::isnan(moves.number(row)) ? 1U : 0U;
  if (hidden > 0) words.push_back("Suppressed: " + format_count(hidden) + " cells of small counts have no band.");
  if (all.periods.size() > 1) words.emplace_back("Summed over periods; least and most are sums too.");
  return words;
}

std::size_t drawn_of(const detail::Flows& all, const DrawStyle& style) {
  return style.max_flows == 0 ? all.flows.size() : std::min(style.max_flows, all.flows.size());
}

}  // namespace

std::string draw_sankey(const Table& flow, const DrawStyle& style) {
  const detail::Flows all = detail::read_flows(flow);
  const std::size_t drawn = drawn_of(all, style);
  Alluvium picture;
  picture.columns.resize(2);
  picture.heads = {"from", "to"};
  picture.unit = "moves";
  Hues hues(style);
  std::array<std::map<std::string, std::size_t>, 2> place;
  const auto bar_of = [&](std::size_t column, const std::string& key) {
    const auto [found, added] = place.at(column).try_emplace(key, picture.columns[column].size());
    const std::string& name = all.groups.at(key).name;
    if (added) picture.columns[column].push_back({.key = key, .name = name, .color = hues.of(key, name)});
    return found->second;
  };
  for (std::size_t k = 0; k < drawn; ++k) {
    const detail::Flow& one = all.flows[k];
    Band band{0, bar_of(0, one.from), bar_of(1, one.to), one.total.moves, one.total.min, one.total.max};
    for (Bar* bar : {&picture.columns[0][band.from], &picture.columns[1][band.to]}) {
      bar->size += band.value;
      bar->most += std::max(band.value, band.most);
    }
    picture.bands.push_back(band);
  }
  picture.sort_bars();
  Svg svg(picture_width, style);
  const double height = picture.draw(svg);
  return svg.finish(height, detail::title_of(all, style),
                    style.legend ? words_of(all, drawn, flow) : std::vector<std::string>(), flow.stamp);
}

std::string draw_stages(const Table& stages, const DrawStyle& style) {
  constexpr std::array<std::string_view, 3> names{"study", "graduate", "work"};
  const Column& people = stages.column("people");
  Alluvium picture;
  picture.columns.resize(names.size());
  picture.unit = "people";
  Hues hues(style);
  std::array<std::map<std::string, std::size_t>, names.size()> place;
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, double> bands;
  for (std::size_t row = 0; row < stages.row_count(); ++row) {
    const double count = people.number(row);
    std::array<std::size_t, names.size()> at{};
    for (std::size_t c = 0; c < names.size(); ++c) {
      const std::string key = stages.column(std::string(names.at(c)) + "_id").cell(row);
      const std::string name = stages.column(names.at(c)).cell(row);
      const auto [found, added] = place.at(c).try_emplace(key, picture.columns[c].size());
      if (added) picture.columns[c].push_back({.key = key, .name = name, .color = hues.of(key, name)});
      at.at(c) = found->second;
      picture.columns[c][at.at(c)].size += count;
    }
    for (std::size_t c = 0; c + 1 < names.size(); ++c) bands[{c, at.at(c), at.at(c + 1)}] += count;
  }
  for (const auto& [ends, count] : bands)
    picture.bands.push_back({std::get<0>(ends), std::get<1>(ends), std::get<2>(ends), count, count, count});
  picture.heads.assign(names.begin(), names.end());
  picture.sort_bars();
  Svg svg(picture_width, style);
  const double height = picture.draw(svg);
  std::vector<std::string> words;
  if (stages.row_count() == 0) words.emplace_back("Nobody has a known course of study.");
  return svg.finish(height, style.title.empty() ? "From study to work" : style.title,
                    style.legend ? words : std::vector<std::string>(), stages.stamp);
}

namespace {

constexpr double turn = 2 * std::numbers::pi;

Point on_circle(Point centre, double radius, double angle) {
  return {centre.x + radius * std::sin(angle), centre.y - radius * std::cos(angle)};
}

/// An arc along the circle from one angle to a later one.
std::string arc_to(Point centre, double radius, double from, double to, bool backward = false) {
  const Point end = on_circle(centre, radius, backward ? from : to);
  const std::string large = to - from > std::numbers::pi ? "1" : "0";
  return " A" + detail::svg_number(radius) + " " + detail::svg_number(radius) + " 0 " + large +
         (backward ? " 0 " : " 1 ") + detail::svg_point(end);
}

struct Arc {
  std::string key;
  std::string name;
  double size = 0;
  double begin = 0;
  double used = 0;  // of its size, by ribbons
  std::string_view color;
};

}  // namespace

std::string draw_chord(const Table& flow, const DrawStyle& style) {
  const detail::Flows all = detail::read_flows(flow);
  const std::size_t drawn = drawn_of(all, style);
  std::vector<Arc> arcs;
  std::map<std::string, std::size_t> place;
  Hues hues(style);
  // A pair has one ribbon for both directions; a flow that is only possible is as wide as it may be, and dashed.
  struct Ribbon {
    double out = 0;   // from the first group
    double back = 0;  // from the second
    bool only_possible = true;
  };
  std::map<std::pair<std::size_t, std::size_t>, Ribbon> ribbons;
  const auto arc_of = [&](const std::string& key) {
    const auto [found, added] = place.try_emplace(key, arcs.size());
    const std::string& name = all.groups.at(key).name;
    if (added) arcs.push_back({.key = key, .name = name, .color = hues.of(key, name)});
    return found->second;
  };
  for (std::size_t k = 0; k < drawn; ++k) {
    const detail::Flow& one = all.flows[k];
    if (one.from == one.to) continue;
    const std::size_t a = arc_of(one.from);
    const std::size_t b = arc_of(one.to);
    const double size = one.total.moves > 0 ? one.total.moves : one.total.max;
    Ribbon& ribbon = ribbons[{std::min(a, b), std::max(a, b)}];
    (a < b ? ribbon.out : ribbon.back) += size;
    ribbon.only_possible = ribbon.only_possible && one.total.moves == 0;
    arcs[a].size += size;
    arcs[b].size += size;
  }
  constexpr double outer = 190;
  constexpr double inner = 178;
  constexpr double gap = 0.05;
  double label_room = 40;
  for (const Arc& arc : arcs)
    label_room = std::max(label_room, std::min(170.0, detail::text_width(arc.name, text_size)));
  const double size = 2 * (outer + label_room + 12);
  const Point centre{size / 2, size / 2};
  double whole = 0;
  for (const Arc& arc : arcs) whole += arc.size;
  const double angle_each = whole > 0 ? (turn - gap * static_cast<double>(arcs.size())) / whole : 0;
  double angle = 0;
  for (Arc& arc : arcs) {
    arc.begin = angle;
    angle += arc.size * angle_each + gap;
  }
  Svg svg(size, style);
  const auto slice = [&](Arc& arc, double width) {
    const double begin = arc.begin + arc.used * angle_each;
    arc.used += width;
    return std::pair(begin, begin + width * angle_each);
  };
  for (const auto& [ends, ribbon] : ribbons) {
    Arc& a = arcs[ends.first];
    Arc& b = arcs[ends.second];
    const auto [a0, a1] = slice(a, ribbon.out + ribbon.back);
    const auto [b0, b1] = slice(b, ribbon.out + ribbon.back);
    const std::string data = "M" + detail::svg_point(on_circle(centre, inner, a0)) + arc_to(centre, inner, a0, a1) +
                             " Q" + detail::svg_point(centre) + " " + detail::svg_point(on_circle(centre, inner, b0)) +
                             arc_to(centre, inner, b0, b1) + " Q" + detail::svg_point(centre) + " " +
                             detail::svg_point(on_circle(centre, inner, a0)) + " Z";
    const std::string tip = a.name + " → " + b.name + ": " + format_number(ribbon.out) + ", " + b.name + " → " +
                            a.name + ": " + format_number(ribbon.back) +
                            (ribbon.only_possible ? ", only possible" : "");
    const std::string_view color = a.size < b.size ? a.color : b.color;
    if (ribbon.only_possible)
      svg.path(data, {.fill = color, .line = color, .width = 1, .opacity = 0.3, .dashes = "4 3"}, tip);
    else
      svg.path(data, {.fill = color, .opacity = band_opacity}, tip);
  }
  for (const Arc& arc : arcs) {
    const double end = arc.begin + arc.size * angle_each;
    const std::string data =
        "M" + detail::svg_point(on_circle(centre, outer, arc.begin)) + arc_to(centre, outer, arc.begin, end) + " L" +
        detail::svg_point(on_circle(centre, inner + 2, end)) + arc_to(centre, inner + 2, arc.begin, end, true) + " Z";
    const std::string name = arc.name == detail::unknown_group_name ? "? unknown" : arc.name;
    svg.path(data, {.fill = arc.color}, name + ": " + format_number(arc.size) + " moves in and out");
    const double middle = (arc.begin + end) / 2;
    // Along the radius, so that names of short arcs do not cross; never upside down.
    const bool right = middle < std::numbers::pi;
    const double degrees = middle * 360 / turn - 90;
    const Point at = on_circle(centre, outer + 8, middle + (right ? 3.5 : -3.5) / outer);
    svg.text(at, detail::fit_text(name, label_room, text_size),
             {.size = text_size,
              .anchor = right ? detail::Anchor::start : detail::Anchor::end,
              .turned = right ? degrees : degrees + 180});
  }
  std::vector<std::string> words;
  if (style.legend) {
    words = words_of(all, drawn, flow);
    std::erase_if(words,
                  [](const std::string& line) { return line.starts_with("Pale") || line.starts_with("Dashed"); });
    if (!ribbons.empty())
      words.insert(words.begin(),
                   "Arc: moves in and out. Ribbon: moves between two, in the hue of the smaller; pale and "
                   "dashed where they are only possible.");
  }
  return svg.finish(size, detail::title_of(all, style), words, flow.stamp);
}

}  // namespace renmai
