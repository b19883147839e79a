// SPDX-License-Identifier: Apache-2.0
#include "pass/katz.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "base/interrupt.hpp"
#include "pass/pass.hpp"
#include "pass/score/matrix.hpp"
#include "pass/score/result.hpp"
#include "pass/score/sweep.hpp"
#include "pass/score/weights.hpp"

namespace renmai {
namespace {

/// The greatest sum of the weights of a vertex's in-edges.
double greatest_in_strength(const Graph& graph, bool weighted) {
  double greatest = 0;
  for (const Vertex v : graph.vertices()) {
    double strength = weighted ? 0.0 : static_cast<double>(graph.in_degree(v));
    if (weighted) {
      for (const double weight : graph.in_weights(v)) strength += weight;
    }
    greatest = std::max(greatest, strength);
  }
  return greatest;
}

double choose_alpha(const Graph& graph, bool weighted, double asked) {
  if (asked > 0) return asked;
  const double bound =
      std::min(greatest_in_strength(graph, weighted), greatest_in_strength(graph.reversed(), weighted));
  return bound > 0 ? 0.85 / bound : 0.0;
}

/// The sum for beta = 1, by place. A sum that leaves the range of doubles ends with an infinite residual and the round
/// before.
Convergence iterate(const Sweep& sweep, double alpha, const KatzOptions& options, std::vector<double>& x) {
  constexpr double far_too_much = 1e150;
  std::vector<double> next(x.size());
  Convergence convergence;
  while (convergence.rounds < options.max_rounds) {
    const SweepSums squares = sweep.run(x, [&](std::size_t i, double sum) {
      next[i] = 1 + alpha * sum;
      return SweepSums{next[i] * next[i], (next[i] - x[i]) * (next[i] - x[i])};
    });
    const double norm = std::sqrt(squares.first);
    if (!(norm < far_too_much)) {
      convergence.residual = std::numeric_limits<double>::infinity();
      break;
    }
    convergence.residual = norm > 0 ? std::sqrt(squares.second) / norm : 0;
    x.swap(next);
    ++convergence.rounds;
    report_progress("katz", convergence.rounds, options.max_rounds);
    if (convergence.residual <= options.tolerance) break;
  }
  return convergence;
}

}  // namespace

Table katz(const Graph& graph, const KatzOptions& options) {
  const bool weighted = options.weighted && graph.weighted();
  if (weighted) require_weights(graph, "katz");
  const Places places = choose_places(graph, sizeof(double));
  const Sweep sweep(graph, places, weighted);
  std::vector<double> x(graph.vertex_count(), 1.0);
  const Convergence convergence = iterate(sweep, choose_alpha(graph, weighted, options.alpha), options, x);
  std::vector<double> scores = by_vertex(std::move(x), places);
  const double norm = l2_norm(scores);
  scale(scores, options.normalized && norm > 0 ? 1 / norm : options.beta);
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(scores));
  add_convergence(table, convergence);
  return table;
}

namespace {

constexpr std::array options{
    option<&KatzOptions::alpha>("alpha", "what a step of a walk counts; 0 chooses 0.85 / (bound of lambda)", 0, 1e6),
    option<&KatzOptions::beta>("beta", "what a vertex has of itself", 0, 1e6),
    option<&KatzOptions::weighted>("weighted", "count an edge by its weight"),
    option<&KatzOptions::normalized>("normalized", "scale the score to L2 norm 1"),
    option<&KatzOptions::tolerance>("tolerance", "stop once the relative L2 change of a round is at most this", 0, 1),
    option<&KatzOptions::max_rounds>("max-rounds", "stop after this many rounds", 1, 1e9),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "", "walks that end here, weighted by alpha^length, times beta"},
    ColumnRow{"rounds", "rounds", "rounds done"},
    ColumnRow{"residual", "", "relative L2 change of the last round; above the tolerance if it did not converge"},
};

}  // namespace

extern constinit const Pass katz_pass{
    .name = "katz",
    .family = "centrality",
    .summary = "Number of walks that end at each vertex, long ones counted less",
    .definition =
        "x = alpha A^T x + beta 1. alpha = 0 chooses 0.85 / min(greatest row sum, greatest column sum of A), "
        "which is below 1 / lambda; at or above 1 / lambda the sum diverges and the residual says so.",
    .cost = "O(rounds * edges) time; 4 doubles a vertex and 4 bytes an edge, 12 if weighted",
    .paper = "Katz 1953, doi:10.1007/BF02289026",
    .direction = Direction::directed,
    .weights = Weights::used,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative,
    .example = {.edges = "a b\nb c\n", .options = "alpha=0.5", .expected = "vertex,score\na,1\nb,1.5\nc,1.75\n"},
    .run_graph = &Runner<&katz, options, KatzOptions>::run_graph,
};

}  // namespace renmai
