// SPDX-License-Identifier: Apache-2.0
#include "pass/clustering.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/triangles.hpp"

namespace renmai {
namespace {

double share(double part, double whole) { return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN(); }

}  // namespace

Table clustering(const Graph& graph, const ClusteringOptions&) {
  const Graph simple = simple_undirected(graph);
  const auto counts = triangle_counts(simple);
  std::vector<double> scores(counts.size());
  double all_triangles = 0;  // sums of whole numbers: exact below 2^53
  double all_pairs = 0;
  for (const Vertex v : simple.vertices()) {
    const auto degree = static_cast<double>(simple.out_degree(v));
    const double pairs = degree * (degree - 1) / 2;
    const auto closed = static_cast<double>(counts[v]);
    scores[v] = share(closed, pairs);
    all_triangles += closed;
    all_pairs += pairs;
  }
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(scores), "share");
  table.add("transitivity", std::vector<double>(counts.size(), share(all_triangles, all_pairs)), "share");
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "share", "local clustering coefficient; undefined for fewer than two neighbours"},
    ColumnRow{"transitivity", "share",
              "of the whole graph, the same in every row; undefined without connected triples"},
};

}  // namespace

extern constinit const Pass clustering_pass{
    .name = "clustering",
    .family = "structure",
    .summary = "Share of a vertex's pairs of neighbours that know each other",
    .definition =
        "c(v) = triangles(v) / (d(d-1)/2), NaN for d < 2 (as igraph; NetworkX and LDBC say 0). transitivity = "
        "sum of triangles(v) / sum of d(d-1)/2 over the graph. Direction, weights, loops and repeated edges "
        "are dropped.",
    .cost = "O(edges^1.5) time; two numbers a vertex and one an edge",
    .paper = "Watts & Strogatz 1998, doi:10.1038/30918; Newman, Watts & Strogatz 2002, doi:10.1073/pnas.012582999",
    .direction = Direction::undirected,
    .weights = Weights::ignored,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative | law_may_be_nan | law_adds_over_components,
    .example = {.edges = "a b\nb c\nc a\nc d\n",
                .options = "",
                .expected = "vertex,score,transitivity\na,1,0.6\nb,1,0.6\nc,0.333333,0.6\nd,,0.6\n"},
    .run_graph = &Runner<&clustering, options, ClusteringOptions>::run_graph,
};

}  // namespace renmai
