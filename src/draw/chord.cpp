// SPDX-License-Identifier: Apache-2.0
#include "draw/chord.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "draw/flow_table.hpp"
#include "draw/svg.hpp"

namespace renmai {
namespace {

using detail::Point;
using detail::Svg;

constexpr double turn = 2 * std::numbers::pi;
constexpr double outer = 190;  // radii, in points
constexpr double inner = 178;
constexpr double gap = 0.05;  // between arcs, in radians
constexpr double text_size = 11;
constexpr double ribbon_opacity = 0.55;
constexpr double possible_opacity = 0.3;

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

/// What moves between two groups, both directions in one.
struct Ribbon {
  double out = 0;   // from the first group
  double back = 0;  // from the second
  bool only_possible = true;
};

class Chord {
 public:
  Chord(const detail::Flows& all, std::size_t drawn, const DrawStyle& style) {
    add_flows(all, drawn, style);
    for (const Arc& arc : arcs_)
      label_room_ = std::max(label_room_, std::min(170.0, detail::text_width(arc.name, text_size)));
    centre_ = {size() / 2, size() / 2};
    place_arcs();
  }

  [[nodiscard]] double size() const { return 2 * (outer + label_room_ + 12); }
  [[nodiscard]] bool empty() const { return ribbons_.empty(); }

  void draw(Svg& svg) {
    for (const auto& [ends, ribbon] : ribbons_) draw_ribbon(svg, arcs_[ends.first], arcs_[ends.second], ribbon);
    for (const Arc& arc : arcs_) draw_arc(svg, arc);
  }

 private:
  void add_flows(const detail::Flows& all, std::size_t drawn, const DrawStyle& style) {
    detail::GroupHues hues(style);
    std::map<std::string, std::size_t> place;
    const auto arc_of = [&](const std::string& key) {
      const auto [found, added] = place.try_emplace(key, arcs_.size());
      const std::string& name = all.groups.at(key).name;
      if (added) arcs_.push_back({.key = key, .name = name, .color = hues.of(key, name)});
      return found->second;
    };
    for (std::size_t k = 0; k < drawn; ++k) {
      const detail::Flow& one = all.flows[k];
      if (one.from == one.to) continue;
      const std::size_t a = arc_of(one.from);
      const std::size_t b = arc_of(one.to);
      // What is only possible is as wide as it may be.
      const double size = one.total.moves > 0 ? one.total.moves : one.total.max;
      Ribbon& ribbon = ribbons_[{std::min(a, b), std::max(a, b)}];
      (a < b ? ribbon.out : ribbon.back) += size;
      ribbon.only_possible = ribbon.only_possible && one.total.moves == 0;
      arcs_[a].size += size;
      arcs_[b].size += size;
    }
  }

  void place_arcs() {
    double whole = 0;
    for (const Arc& arc : arcs_) whole += arc.size;
    angle_each_ = whole > 0 ? (turn - gap * static_cast<double>(arcs_.size())) / whole : 0;
    double angle = 0;
    for (Arc& arc : arcs_) {
      arc.begin = angle;
      angle += arc.size * angle_each_ + gap;
    }
  }

  /// The angles of the next part of an arc.
  std::pair<double, double> slice(Arc& arc, double width) const {
    const double begin = arc.begin + arc.used * angle_each_;
    arc.used += width;
    return {begin, begin + width * angle_each_};
  }

  void draw_ribbon(Svg& svg, Arc& a, Arc& b, const Ribbon& ribbon) const {
    const auto [a0, a1] = slice(a, ribbon.out + ribbon.back);
    const auto [b0, b1] = slice(b, ribbon.out + ribbon.back);
    const std::string over = " Q" + detail::svg_point(centre_) + " ";
    const std::string first = detail::svg_point(on_circle(centre_, inner, a0));
    const std::string second = detail::svg_point(on_circle(centre_, inner, b0));
    const std::string data = "M" + first + arc_to(centre_, inner, a0, a1) + over + second +
                             arc_to(centre_, inner, b0, b1) + over + first + " Z";
    const std::string tip = a.name + " → " + b.name + ": " + format_number(ribbon.out) + ", " + b.name + " → " +
                            a.name + ": " + format_number(ribbon.back) +
                            (ribbon.only_possible ? ", only possible" : "");
    const std::string_view color = a.size < b.size ? a.color : b.color;
    if (ribbon.only_possible)
      svg.path(data, {.fill = color, .line = color, .width = 1, .opacity = possible_opacity, .dashes = "4 3"}, tip);
    else
      svg.path(data, {.fill = color, .opacity = ribbon_opacity}, tip);
  }

  void draw_arc(Svg& svg, const Arc& arc) const {
    const double end = arc.begin + arc.size * angle_each_;
    const std::string data =
        "M" + detail::svg_point(on_circle(centre_, outer, arc.begin)) + arc_to(centre_, outer, arc.begin, end) + " L" +
        detail::svg_point(on_circle(centre_, inner + 2, end)) + arc_to(centre_, inner + 2, arc.begin, end, true) + " Z";
    const std::string name = arc.name == detail::unknown_group_name ? "? unknown" : arc.name;
    svg.path(data, {.fill = arc.color}, name + ": " + format_number(arc.size) + " moves in and out");
    const double middle = (arc.begin + end) / 2;
    // Along the radius, so that names of short arcs do not cross; never upside down.
    const bool right = middle < std::numbers::pi;
    const double degrees = middle * 360 / turn - 90;
    const Point at = on_circle(centre_, outer + 8, middle + (right ? 3.5 : -3.5) / outer);
    svg.text(at, detail::fit_text(name, label_room_, text_size),
             {.size = text_size,
              .anchor = right ? detail::Anchor::start : detail::Anchor::end,
              .turned = right ? degrees : degrees + 180});
  }

  std::vector<Arc> arcs_;
  std::map<std::pair<std::size_t, std::size_t>, Ribbon> ribbons_;
  double label_room_ = 40;
  double angle_each_ = 0;  // of one move
  Point centre_;
};

}  // namespace

std::string draw_chord(const Table& flow, const DrawStyle& style) {
  const detail::Flows all = detail::read_flows(flow);
  const std::size_t drawn = detail::drawn_flows(all, style);
  Chord chord(all, drawn, style);
  Svg svg(chord.size(), style);
  chord.draw(svg);
  std::vector<std::string> words;
  if (style.legend) {
    words = detail::flow_notes(all, drawn, flow);
    if (!chord.empty())
      words.insert(words.begin(),
                   "Arc: moves in and out. Ribbon: moves between two, in the hue of the smaller; pale and "
                   "dashed where they are only possible.");
  }
  return svg.finish(chord.size(), detail::title_of(all, style), words, flow.stamp);
}

}  // namespace renmai
