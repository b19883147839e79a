// SPDX-License-Identifier: Apache-2.0
#include "pass/closeness.hpp"

#include <array>
#include <vector>

#include "base/error.hpp"
#include "pass/input/checks.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/score/weights.hpp"
#include "pass/shortest/closeness_within.hpp"
#include "pass/shortest/hop_sums.hpp"
#include "pass/shortest/search.hpp"
#include "pass/shortest/sources.hpp"

namespace renmai {
namespace {

/// Sums of the lengths of shortest paths to each vertex.
HopSums length_sums(const Graph& graph) {
  HopSums reach{std::vector<double>(graph.vertex_count()), std::vector<std::int64_t>(graph.vertex_count())};
  search_from_all<LengthSearch>(graph.reversed(), "closeness", [&](const LengthSearch& search, Vertex source) {
    double sum = 0;
    for (const Vertex v : search.order()) sum += search.distance(v);
    reach.sums[source] = sum;
    reach.reached[source] = static_cast<std::int64_t>(search.order().size()) - 1;
  });
  return reach;
}

Table bounded(const Graph& graph, const ClosenessOptions& options) {
  if (options.weighted || graph.directed()) {
    throw Error(
        ErrorKind::usage, "`within` bounds what distances in edges of an undirected graph add up to", {},
        options.weighted ? "leave out --weighted" : "--undirected, or harmonic, which estimates directed graphs too");
  }
  require_error(options.within);
  BoundedCloseness estimate = closeness_within(graph, options.within, options.seed);
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(estimate.score));
  table.add("reached", std::move(estimate.reached), "vertices");
  table.add("error", std::move(estimate.error));
  return table;
}

}  // namespace

Table closeness(const Graph& graph, const ClosenessOptions& options) {
  const bool weighted = options.weighted && graph.weighted();
  if (weighted) require_lengths(graph, "closeness");
  if (options.within > 0) return bounded(graph, options);
  const Graph along = options.direction == DistanceDirection::in ? graph : graph.reversed();
  HopSums reach = weighted ? length_sums(along) : hop_sums(along, vertex_column(graph), HopTerm::distance, "closeness");
  std::vector<double> scores(graph.vertex_count(), 0.0);
  for (const Vertex v : graph.vertices()) {
    const auto reached = static_cast<double>(reach.reached[v]);
    if (reached > 0) scores[v] = reached / (graph.vertex_count() - 1.0) * (reached / reach.sums[v]);
  }
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(scores));
  table.add("reached", std::move(reach.reached), "vertices");
  table.add("error", std::vector<double>(graph.vertex_count(), 0));
  return table;
}

namespace {

constexpr std::array<std::string_view, 2> directions{"in", "out"};
constexpr std::array options{
    choice<&ClosenessOptions::direction>("direction", "distances to the vertex (in) or from it (out)", directions),
    option<&ClosenessOptions::weighted>("weighted", "take weights as lengths"),
    option<&ClosenessOptions::within>("within", "estimate so that every score is this close; 0 is exact", 0, 0.5),
    option<&ClosenessOptions::seed>("seed", "of what is drawn at random"),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "", "reached / (n-1) over the mean distance; 0 if nothing is reached"},
    ColumnRow{"reached", "vertices", "other vertices at a finite distance"},
    ColumnRow{"error", "", "0 if exact; else every score is this close with probability 0.95 or more"},
};

}  // namespace

extern constinit const Pass closeness_pass{
    .name = "closeness",
    .family = "centrality",
    .summary = "How near each vertex is to the others, on average",
    .definition =
        "c(v) = (r/(n-1)) * (r / sum of d over the r other vertices at a finite distance d) (Wasserman and "
        "Faust, for graphs that need not be connected); 0 if r = 0. Directed: distances to v, or from v with "
        "direction out. Weighted: weights are lengths above 0.",
    .trap = "Without a rule for what is out of reach, scores of different components are nonsense.",
    .cost =
        "O(vertices * edges) time, 512 sources at a time, and 208 bytes a vertex for each thread; weighted: times log, "
        "32 buffers of 16 bytes a vertex",
    .paper = "Wasserman & Faust 1994, doi:10.1017/CBO9780511815478",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative,
    .example = {.edges = "a b\nb c\nd e\n",
                .options = "",
                .expected = "vertex,score,reached\na,0.333333,2\nb,0.5,2\nc,0.333333,2\nd,0.25,1\ne,0.25,1\n"},
    .run_graph = &Runner<&closeness, options, ClosenessOptions>::run_graph,
};

}  // namespace renmai
