// SPDX-License-Identifier: Apache-2.0
#include "pass/layout.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <vector>

#include "base/grouped.hpp"
#include "base/interrupt.hpp"
#include "pass/layout/forces.hpp"
#include "pass/layout/levels.hpp"
#include "pass/layout/packing.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/score/weights.hpp"
#include "pass/walk/weak_labels.hpp"

namespace renmai {
namespace {

constexpr double pair_length = 2;
constexpr double least_gap = 3;
constexpr double gap_share = 0.04;  // of the widest component

/// The vertices of a graph by component, and where each stands in its own.
struct Components {
  Grouped members;
  std::vector<Vertex> place;
};

Components components_of(const Graph& graph) {
  std::vector<Vertex> labels = weak_labels(graph);
  const Vertex count = renumber_labels(labels);
  Components components{Grouped(graph.vertex_count(), count, [&](Vertex v) { return labels[v]; }),
                        std::vector<Vertex>(graph.vertex_count())};
  for (Vertex component = 0; component < count; ++component) {
    Vertex place = 0;
    for (const Vertex v : components.members[component]) components.place[v] = place++;
  }
  return components;
}

Graph part_of(const Graph& graph, const Components& components, std::span<const Vertex> members) {
  std::vector<Edge> edges;
  for (const Vertex v : members) {
    for (EdgeIndex slot = graph.out_begin(v); slot < graph.out_begin(v) + graph.out_degree(v); ++slot) {
      const Vertex u = graph.target(slot);
      if (u > v) edges.push_back({components.place[v], components.place[u], graph.weight(slot)});
    }
  }
  return build_graph(static_cast<Vertex>(members.size()), edges, {.directed = false, .weighted = graph.weighted()});
}

std::vector<Spot> place_component(const Graph& graph, const Components& components, std::span<const Vertex> members,
                                  std::uint64_t seed) {
  if (members.size() == 1) return {Spot{}};
  if (members.size() == 2) return {Spot{}, Spot{pair_length, 0}};
  const Graph part = part_of(graph, components, members);
  std::vector<Spot> spots = place_connected(coarsen(make_level(part)), seed);
  lay_flat(spots);
  return spots;
}

double gap_between(const std::vector<std::vector<Spot>>& drawings) {
  double widest = 0;
  for (const std::vector<Spot>& drawing : drawings) {
    for (const Spot& spot : drawing) widest = std::max(widest, spot.x);
  }
  return std::max(least_gap, widest * gap_share);
}

}  // namespace

Table layout(const Graph& graph, const LayoutOptions& options) {
  const bool weighted = options.weighted && graph.weighted();
  if (weighted) require_weights(graph, "layout");
  const Graph simple = weighted ? undirected(graph) : simple_undirected(graph);
  const Components components = components_of(simple);
  std::vector<std::vector<Spot>> drawings;
  drawings.reserve(components.members.size());
  for (Vertex component = 0; component < components.members.size(); ++component) {
    check_stop();
    drawings.push_back(place_component(simple, components, components.members[component], options.seed));
  }
  const double height = pack(drawings, gap_between(drawings));
  std::vector<double> x(graph.vertex_count());
  std::vector<double> y(graph.vertex_count());
  for (Vertex component = 0; component < components.members.size(); ++component) {  // the first row is the highest
    for (const Vertex v : components.members[component])
      std::tie(x[v], y[v]) =
          std::pair(drawings[component][components.place[v]].x, height - drawings[component][components.place[v]].y);
  }
  Table table;
  table.add("vertex", vertex_column(graph)).add("x", std::move(x)).add("y", std::move(y));
  return table;
}

namespace {

constexpr std::array options{
    option<&LayoutOptions::weighted>("weighted", "edges pull in proportion to their weight"),
    option<&LayoutOptions::seed>("seed", "picks one of many layouts as good", 0, 9007199254740991),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"x", "", "place from left to right, at least 0"},
    ColumnRow{"y", "", "place upward, at least 0"},
};

}  // namespace

extern constinit const Pass layout_pass{
    .name = "layout",
    .family = "structure",
    .summary = "Places in the plane at which the graph can be drawn",
    .definition =
        "An edge pulls its ends with its weight times their distance, all vertices push each other with "
        "(degree + 1)(degree + 1) over distance; where the forces cancel is sought from coarse graphs down "
        "to the whole. Components stand beside each other. The unit is arbitrary.",
    .trap =
        "Only nearness means something: left and right, up and down do not, and another seed gives another picture.",
    .cost = "O((vertices log vertices + edges) rounds) time; about 200 bytes a vertex and 40 an edge",
    .paper = "Jacomy et al. 2014, doi:10.1371/journal.pone.0098679; Hu 2005; Barnes & Hut 1986, doi:10.1038/324446a0",
    .options = options,
    .columns = columns,
    .laws = law_never_negative,
    .example = {.edges = "a b\n", .options = "", .expected = "vertex,x,y\na,0,0\nb,2,0\n"},
    .run_graph = &Runner<&layout, options, LayoutOptions>::run_graph,
};

}  // namespace renmai
