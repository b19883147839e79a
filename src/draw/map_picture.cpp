// SPDX-License-Identifier: Apache-2.0
#include "draw/map_picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "draw/svg.hpp"
#include "pass/layout.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

using detail::Point;
using detail::Svg;

constexpr double picture_width = 1000;
constexpr double most_height = 1000;
constexpr double least_height = 120;
constexpr std::size_t most_names = 60;
constexpr double name_size = 10;
constexpr std::array<double, 5> diameters{2.5, 3.5, 5, 7.5, 10};

/// Points shrink where there are so many that they would cover the paper.
double shrink(std::size_t vertices) {
  constexpr double roomy = 2000;
  return std::clamp(std::sqrt(roomy / std::max<double>(1, static_cast<double>(vertices))), 0.3, 1.0);
}

/// Where the vertices stand on the paper.
struct Paper {
  std::vector<Point> points;
  double height = least_height;
};

Paper paper_of(const Graph& graph) {
  const Table places = layout(graph);
  const std::vector<double>& x = places.column("x").reals();
  const std::vector<double>& y = places.column("y").reals();
  Paper paper;
  if (x.empty()) return paper;
  constexpr double edge = 14;  // room for the points at the rim
  const double width = std::max(*std::max_element(x.begin(), x.end()), 1e-9);
  const double height = *std::max_element(y.begin(), y.end());
  const double scale = std::min((picture_width - 2 * edge) / width, (most_height - 2 * edge) / std::max(height, 1e-9));
  paper.height = std::max(least_height, height * scale + 2 * edge);
  const double left = (picture_width - width * scale) / 2;
  const double top = (paper.height - height * scale) / 2;
  paper.points.reserve(x.size());
  for (std::size_t v = 0; v < x.size(); ++v)
    paper.points.push_back({left + x[v] * scale, top + (height - y[v]) * scale});
  return paper;
}

/// The edges that stand highest among those of one of their ends.
std::vector<Edge> backbone_of(const Graph& graph, std::size_t most) {
  std::vector<Edge> edges = graph.edges();
  std::erase_if(edges, [](const Edge& edge) { return edge.from == edge.to; });
  if (edges.size() <= most) return edges;
  const auto neighbours = [&](const Edge& edge) { return graph.out_degree(edge.from) + graph.out_degree(edge.to); };
  std::stable_sort(edges.begin(), edges.end(), [&](const Edge& a, const Edge& b) {
    return std::tuple(-a.weight, neighbours(a)) < std::tuple(-b.weight, neighbours(b));
  });
  std::vector<std::uint32_t> met(graph.vertex_count(), 0);
  std::vector<std::pair<std::uint32_t, std::size_t>> ranked(edges.size());
  for (std::size_t k = 0; k < edges.size(); ++k) ranked[k] = {std::min(met[edges[k].from]++, met[edges[k].to]++), k};
  std::sort(ranked.begin(), ranked.end());
  std::vector<Edge> kept;
  kept.reserve(most);
  for (std::size_t k = 0; k < most; ++k) kept.push_back(edges[ranked[k].second]);
  return kept;
}

void draw_lines(Svg& svg, const Paper& paper, std::span<const Edge> edges) {
  std::vector<std::pair<Point, Point>> ends;
  ends.reserve(edges.size());
  for (const Edge& edge : edges) ends.emplace_back(paper.points[edge.from], paper.points[edge.to]);
  const double opacity = edges.size() < 1000 ? 0.5 : edges.size() < 10'000 ? 0.3 : 0.18;
  svg.lines(ends, {.line = detail::theme_of(svg.style()).faint, .width = 0.6, .opacity = opacity});
}

std::size_t size_class(EdgeIndex degree, double unit) {
  const double grade = std::log2(static_cast<double>(degree) + 1) / unit;
  return std::min(diameters.size() - 1, static_cast<std::size_t>(grade * static_cast<double>(diameters.size())));
}

/// Kinds by how many vertices they have, then by name.
std::vector<std::string> kinds_of(const Records& records, const Projection& projection,
                                  std::map<std::string, std::size_t>& counts) {
  for (const Entity entity : projection.entities) ++counts[std::string(records.entity_kind(entity).name)];
  std::vector<std::string> kinds;
  kinds.reserve(counts.size());
  for (const auto& [kind, count] : counts) kinds.push_back(kind);
  std::stable_sort(kinds.begin(), kinds.end(),
                   [&](const std::string& a, const std::string& b) { return counts[a] > counts[b]; });
  return kinds;
}

void draw_points(Svg& svg, const Paper& paper, const Records& records, const Projection& projection,
                 const std::vector<std::string>& kinds) {
  std::map<std::string, std::size_t> number;
  for (const std::string& kind : kinds) number.emplace(kind, number.size());
  const Graph& graph = projection.graph;
  const double scale = shrink(graph.vertex_count());
  const double unit = std::log2(static_cast<double>(graph.max_out_degree()) + 2);
  std::vector<std::array<std::vector<Point>, diameters.size()>> points(kinds.size());
  for (const Vertex v : graph.vertices()) {
    const auto kind = number.at(std::string(records.entity_kind(projection.entities[v]).name));
    points[kind].at(size_class(graph.out_degree(v), unit)).push_back(paper.points[v]);
  }
  for (std::size_t size = 0; size < diameters.size(); ++size) {
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
      svg.dots(points[kind].at(size), diameters.at(size) * scale, detail::hue(kind, svg.style()));
    }
  }
}

struct Box {
  double left, right, top, bottom;
};

/// The most connected first; a name that would cover another is left out.
std::size_t draw_names(Svg& svg, const Paper& paper, const Records& records, const Projection& projection) {
  const Graph& graph = projection.graph;
  std::vector<Vertex> order(graph.vertex_count());
  std::iota(order.begin(), order.end(), Vertex{0});
  const std::size_t tried = std::min<std::size_t>(order.size(), most_names * 4);
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(tried), order.end(),
                    [&](Vertex a, Vertex b) {
                      return std::tuple(-static_cast<double>(graph.out_degree(a)), a) <
                             std::tuple(-static_cast<double>(graph.out_degree(b)), b);
                    });
  std::vector<Box> taken;
  for (std::size_t k = 0; k < tried && taken.size() < most_names; ++k) {
    const Entity entity = projection.entities[order[k]];
    if (records.has_flag(entity, flag_redacted)) continue;
    const std::string name = detail::fit_text(records.entity_name(entity), 170, name_size);
    const double half = detail::text_width(name, name_size) / 2;
    const Point at{std::clamp(paper.points[order[k]].x, half, picture_width - half),
                   std::max(paper.points[order[k]].y - 7, name_size)};
    const Box box{at.x - half - 2, at.x + half + 2, at.y - name_size, at.y + 3};
    const bool covers = std::any_of(taken.begin(), taken.end(), [&](const Box& other) {
      return box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
    });
    if (covers) continue;
    taken.push_back(box);
    svg.text(at, name, {.size = name_size, .anchor = detail::Anchor::middle, .halo = true});
  }
  return taken.size();
}

/// A row of coloured points with the names of kinds, below the picture; returns its height.
double draw_legend(Svg& svg, double top, const std::vector<std::string>& kinds,
                   const std::map<std::string, std::size_t>& counts) {
  constexpr double row_height = 16;
  double x = 0;
  double y = top + row_height;
  for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
    const std::string words = kinds[kind] + " " + format_count(counts.at(kinds[kind]));
    const double width = detail::text_width(words, name_size) + 28;
    if (x > 0 && x + width > picture_width) {
      x = 0;
      y += row_height;
    }
    svg.circle({x + 5, y - 3.5}, 4, {.fill = detail::hue(kind, svg.style())});
    svg.text({x + 13, y}, words, {.size = name_size});
    x += width;
  }
  return kinds.empty() ? 0 : y - top + 6;
}

}  // namespace

std::string draw_map(const Selected& selected, const Projection& projection, const DrawStyle& style) {
  const Graph& graph = projection.graph;
  const Paper paper = paper_of(graph);
  const std::vector<Edge> edges = backbone_of(graph, style.max_edges);
  Svg svg(picture_width, style);
  draw_lines(svg, paper, edges);
  std::map<std::string, std::size_t> counts;
  const std::vector<std::string> kinds = kinds_of(selected.records, projection, counts);
  draw_points(svg, paper, selected.records, projection, kinds);
  const std::size_t names = draw_names(svg, paper, selected.records, projection);
  double height = paper.height;
  std::vector<std::string> words;
  if (style.legend) {
    height += draw_legend(svg, height, kinds, counts);
    const std::size_t all = graph.edge_count() - graph.loop_count();
    words.push_back(format_count(graph.vertex_count()) + " vertices, larger with more neighbours; " +
                    (edges.size() < all ? "of " + format_count(all) + " edges the " + format_count(edges.size()) +
                                              " that stand highest among those of one of their ends"
                                        : format_count(all) + " edges") +
                    "; the names of the " + format_count(names) +
                    " most connected for which there is room. Nearness tells of links, directions of nothing.");
  }
  return svg.finish(height, style.title, words, projection.stamp);
}

}  // namespace renmai
