// SPDX-License-Identifier: Apache-2.0
#include "pass/effective_size.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <utility>
#include <vector>

#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/score/weights.hpp"
#include "pass/structure/ties.hpp"

namespace renmai {
namespace {

double size_of(const Graph& ties, const std::vector<double>& greatest, Vertex v) {
  const auto row = ties.out(v);
  const auto weights = ties.out_weights(v);
  if (row.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double strength = std::accumulate(weights.begin(), weights.end(), 0.0);
  double size = 0;
  for (const Vertex j : row) {
    double told_twice = 0;
    const auto other_weights = ties.out_weights(j);
    for_common(row, ties.out(j), [&](std::size_t i, std::size_t k) {
      told_twice += weights[i] / strength * (other_weights[k] / greatest[j]);
    });
    size += 1 - told_twice;
  }
  return size;
}

}  // namespace

Table effective_size(const Graph& graph, const EffectiveSizeOptions&) {
  require_weights(graph, "effective-size");
  const Graph ties = mutual_ties(graph);
  const std::size_t n = ties.vertex_count();
  std::vector<double> greatest(n, 0.0);
  for (const Vertex v : ties.vertices()) {
    for (const double weight : ties.out_weights(v)) greatest[v] = std::max(greatest[v], weight);
  }
  std::vector<double> score(n);
  std::vector<double> efficiency(n);
  for_vertices_in_slices(ties, "effective-size", [&](Vertex v) {
    score[v] = size_of(ties, greatest, v);
    efficiency[v] = score[v] / static_cast<double>(ties.out_degree(v));
  });
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(score));
  table.add("efficiency", std::move(efficiency));
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "", "effective size: neighbours less what they have in common; undefined without ties"},
    ColumnRow{"efficiency", "", "effective size over the number of neighbours"},
};

}  // namespace

extern constinit const Pass effective_size_pass{
    .name = "effective-size",
    .family = "structure",
    .summary = "Burt's effective size: neighbours that tell a vertex something the others do not",
    .definition =
        "With m(u,v) = w(u->v) + w(v->u), the sum over neighbours j of 1 - sum over q of m(v,q) / strength(v) * m(j,q) "
        "/ "
        "greatest m(j,.), q neither v nor j; without weights n - 2 t / n for n neighbours with t ties among them. "
        "Loops "
        "and edges of weight 0 are dropped; NaN for a vertex without ties.",
    .trap =
        "NetworkX 3.6 gives other values for all nodes of a weighted graph at once than node by node; those node by "
        "node are the definition.",
    .cost = "O(sum of squared degrees) time; 3 numbers a vertex",
    .paper = "Burt 1992, Structural Holes; Borgatti 1997, Connections 20(1):35-38",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative | law_may_be_nan | law_adds_over_components,
    .example = {.edges = "a b\nb c\na c\nb d\n",
                .options = "",
                .expected = "vertex,score,efficiency\na,1,0.5\nb,2.333333,0.777778\nc,1,0.5\nd,1,1\n"},
    .run_graph = &Runner<&effective_size, options, EffectiveSizeOptions>::run_graph,
};

}  // namespace renmai
