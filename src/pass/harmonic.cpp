// SPDX-License-Identifier: Apache-2.0
#include "pass/harmonic.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/error.hpp"
#include "pass/input/checks.hpp"
#include "pass/pass.hpp"
#include "pass/score/matrix.hpp"
#include "pass/score/result.hpp"
#include "pass/score/weights.hpp"
#include "pass/shortest/hop_sums.hpp"
#include "pass/shortest/search.hpp"
#include "pass/shortest/sources.hpp"

namespace renmai {
namespace {

/// Sums of the reciprocal lengths of shortest paths to each vertex.
std::vector<double> length_sums(const Graph& graph) {
  std::vector<double> sums(graph.vertex_count());
  search_from_all<LengthSearch>(graph.reversed(), "harmonic", [&](const LengthSearch& search, Vertex source) {
    double sum = 0;
    for (const Vertex v : search.order().subspan(1)) sum += 1 / search.distance(v);
    sums[source] = sum;
  });
  return sums;
}

/// How many vertices to take; 0: all. The terms of one sum lie in [0, 1].
Vertex sample_size(double n, const HarmonicOptions& options) {
  if (!(options.within > 0) || n < 2) return 0;
  if (options.weighted)
    throw Error(ErrorKind::usage, "`within` bounds what distances in edges add, so `weighted` does not go with it");
  require_error(options.within);
  const double error = options.within * (n - 1) / n;
  return static_cast<Vertex>(std::min(n, std::ceil(std::log(40 * n) / (2 * error * error))));
}

}  // namespace

Table harmonic(const Graph& graph, const HarmonicOptions& options) {
  const bool weighted = options.weighted && graph.weighted();
  if (weighted) require_lengths(graph, "harmonic");
  const Vertex sample = sample_size(graph.vertex_count(), options);
  const Graph along = options.direction == DistanceDirection::in ? graph : graph.reversed();
  const auto sources = random_vertices(graph.vertex_count(), sample, options.seed);
  auto scores = weighted ? length_sums(along) : hop_sums(along, sources, HopTerm::reciprocal, "harmonic").sums;
  const bool exact = sources.size() == graph.vertex_count();
  if (!exact) scale(scores, static_cast<double>(graph.vertex_count()) / static_cast<double>(sources.size()));
  std::vector<double> normalized = scores;
  if (graph.vertex_count() > 1) scale(normalized, 1 / (graph.vertex_count() - 1.0));
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(scores));
  table.add("normalized", std::move(normalized));
  table.add("error", std::vector<double>(graph.vertex_count(), exact ? 0 : options.within));
  return table;
}

namespace {

constexpr std::array<std::string_view, 2> directions{"in", "out"};
constexpr std::array options{
    choice<&HarmonicOptions::direction>("direction", "distances to the vertex (in) or from it (out)", directions),
    option<&HarmonicOptions::weighted>("weighted", "take weights as lengths"),
    option<&HarmonicOptions::within>("within", "estimate so that every `normalized` is this close; 0 is exact", 0, 0.5),
    option<&HarmonicOptions::seed>("seed", "of what is drawn at random"),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "", "sum of 1 / distance over the other vertices"},
    ColumnRow{"normalized", "", "score / (n-1); 0 if there is no other vertex"},
    ColumnRow{"error", "", "0 if exact; else every `normalized` is this close with probability 0.95 or more"},
};

}  // namespace

extern constinit const Pass harmonic_pass{
    .name = "harmonic",
    .family = "centrality",
    .summary = "Sum of the reciprocal distances to the other vertices",
    .definition =
        "h(v) = sum over u != v of 1 / d, 0 for vertices out of reach. Directed: d is the distance to v, or from "
        "v with direction out. normalized = h / (n-1). Weighted: weights are lengths above 0. Within an error: from "
        "ln(40 n) / (2 error^2) random vertices, scaled.",
    .cost =
        "O(vertices * edges) time, 512 sources at a time, and 208 bytes a vertex for each thread; weighted: times log, "
        "32 buffers of 16 bytes a vertex",
    .paper = "Boldi & Vigna 2014, doi:10.1080/15427951.2013.865686",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative,
    .example =
        {.edges = "a b\nb c\nc d\n",
         .options = "",
         .expected =
             "vertex,score,normalized\na,1.833333,0.611111\nb,2.5,0.833333\nc,2.5,0.833333\nd,1.833333,0.611111\n"},
    .run_graph = &Runner<&harmonic, options, HarmonicOptions>::run_graph,
};

}  // namespace renmai
