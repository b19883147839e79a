// SPDX-License-Identifier: Apache-2.0
#include "draw/bands.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
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

/// What the paleness and the dashes of bands mean.
std::vector<std::string> bound_words(const detail::Flows& all) {
  const auto bounded = [](const detail::Flow& flow) { return flow.total.min != flow.total.max; };
  const auto possible = [](const detail::Flow& flow) { return flow.total.min == 0 && flow.total.max > 0; };
  std::vector<std::string> words;
  if (std::any_of(all.flows.begin(), all.flows.end(), bounded))
    words.emplace_back("Pale behind a band: what it may be at most. Numbers: moves (least–most).");
  if (std::any_of(all.flows.begin(), all.flows.end(), possible)) words.emplace_back("Dashed: a flow that may be none.");
  return words;
}

}  // namespace

std::string draw_sankey(const Table& flow, const DrawStyle& style) {
  const detail::Flows all = detail::read_flows(flow);
  const std::size_t drawn = detail::drawn_flows(all, style);
  Alluvium picture;
  picture.columns.resize(2);
  picture.heads = {"from", "to"};
  picture.unit = "moves";
  detail::GroupHues hues(style);
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
  std::vector<std::string> words;
  if (style.legend) {
    words = bound_words(all);
    const auto notes = detail::flow_notes(all, drawn, flow);
    words.insert(words.end(), notes.begin(), notes.end());
  }
  return svg.finish(height, detail::title_of(all, style), words, flow.stamp);
}

std::string draw_stages(const Table& stages, const DrawStyle& style) {
  constexpr std::array<std::string_view, 3> names{"study", "graduate", "work"};
  const Column& people = stages.column("people");
  Alluvium picture;
  picture.columns.resize(names.size());
  picture.unit = "people";
  detail::GroupHues hues(style);
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

}  // namespace renmai
