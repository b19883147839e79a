// SPDX-License-Identifier: Apache-2.0
#include "pass/distances.hpp"

#include <array>
#include <utility>

#include "base/pages.hpp"
#include "pass/input/checks.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/score/weights.hpp"
#include "pass/walk/hop_tree.hpp"
#include "pass/walk/length_tree.hpp"

namespace renmai {
Table distances(const Graph& graph, const DistancesOptions& options) {
  const Vertex source = require_vertex(graph, "source", options.source);
  if (options.weighted) require_weights(graph, "distances");
  PathTree tree;
  if (!options.weighted)
    tree = hop_tree(graph, source);
  else if (options.distances_only)
    tree.distance = lengths_from(graph, source);
  else
    tree = length_tree(graph, source);
  if (options.distances_only) tree.parent = filled(graph.vertex_count(), no_vertex);
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("distance", std::move(tree.distance));
  table.add("parent", std::move(tree.parent));
  return table;
}

namespace {

constexpr std::array options{
    required<&DistancesOptions::source>("source", "the vertex that paths start from"),
    option<&DistancesOptions::weighted>("weighted", "read weights as lengths instead of counting edges"),
    option<&DistancesOptions::distances_only>("distances-only",
                                              "leave parent empty: with weights it costs another reading of the edges"),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"distance", "", "edges on a shortest path from the source, or its length; undefined if there is none"},
    ColumnRow{"parent", "", "the vertex before it on a shortest path, the smallest of several; none for the source"},
};

}  // namespace

extern constinit const Pass distances_pass{
    .name = "distances",
    .family = "path",
    .summary = "Length of the shortest path from one vertex to every other",
    .definition =
        "The least number of edges on a path from the source along the direction of the edges, or with "
        "`weighted` the least sum of weights read as lengths. NaN if no path leads there.",
    .cost =
        "O(vertices + edges) time, weighted O(edges log edges) at worst; 5 numbers a vertex, weighted also one an edge",
    .paper =
        "Beamer, Asanovic & Patterson 2012, doi:10.1109/SC.2012.50; Meyer & Sanders 2003, "
        "doi:10.1016/S0196-6774(03)00076-2",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "",
    .options = options,
    .columns = columns,
    .laws = law_never_negative | law_may_be_nan,
    .example = {.edges = "a b\nb c\na d\nd c\nc e\n",
                .options = "source=a",
                .expected = "vertex,distance,parent\na,0,\nb,1,a\nc,2,b\nd,1,a\ne,3,c\n"},
    .run_graph = &Runner<&distances, options, DistancesOptions>::run_graph,
};

}  // namespace renmai
