// SPDX-License-Identifier: Apache-2.0
#include "pass/constraint.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <vector>

#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/score/weights.hpp"
#include "pass/structure/ties.hpp"

namespace renmai {
namespace {

/// Sum over q of p(v,q) p(q,j), but for the division by the strength of v: two sorted rows walked together.
double indirect(const Graph& ties, const std::vector<double>& strengths, Vertex v, Vertex j) {
  const auto row = ties.out(v);
  const auto weights = ties.out_weights(v);
  const auto other_row = ties.out(j);
  const auto other_weights = ties.out_weights(j);
  double sum = 0;
  for_common(row, other_row,
             [&](std::size_t i, std::size_t k) { sum += weights[i] * (other_weights[k] / strengths[row[i]]); });
  return sum;
}

double constraint_of(const Graph& ties, const std::vector<double>& strengths, Vertex v) {
  const auto row = ties.out(v);
  const auto weights = ties.out_weights(v);
  if (row.empty()) return std::numeric_limits<double>::quiet_NaN();
  double sum = 0;
  for (std::size_t k = 0; k < row.size(); ++k) {
    const double local = (weights[k] + indirect(ties, strengths, v, row[k])) / strengths[v];
    sum += local * local;
  }
  return sum;
}

}  // namespace

Table constraint(const Graph& graph, const ConstraintOptions&) {
  require_weights(graph, "constraint");
  const Graph ties = mutual_ties(graph);
  const std::size_t n = ties.vertex_count();
  std::vector<double> strengths(n, 0.0);
  for (const Vertex v : ties.vertices()) {
    for (const double weight : ties.out_weights(v)) strengths[v] += weight;
  }
  std::vector<double> scores(n);
  for_vertices_in_slices(ties, "constraint", [&](Vertex v) { scores[v] = constraint_of(ties, strengths, v); });
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(scores));
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "", "constraint: low for brokers; undefined without ties"},
};

}  // namespace

extern constinit const Pass constraint_pass{
    .name = "constraint",
    .family = "structure",
    .summary = "Burt's constraint: how far a vertex's ties lead back to one another",
    .definition =
        "With m(u,v) = w(u->v) + w(v->u) and p(u,v) = m(u,v) / sum over q of m(u,q), the sum over neighbours j "
        "of (p(v,j) + sum over q of p(v,q) p(q,j))^2. Weights are used if the graph has them; loops and edges "
        "of weight 0 are dropped; NaN for a vertex without ties.",
    .cost = "O(sum of squared degrees) time; one number a vertex",
    .paper = "Burt 2004, doi:10.1086/421787",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative | law_may_be_nan | law_adds_over_components,
    .example = {.edges = "a b\nb c\n", .options = "", .expected = "vertex,score\na,1\nb,0.5\nc,1\n"},
    .run_graph = &Runner<&constraint, options, ConstraintOptions>::run_graph,
};

}  // namespace renmai
