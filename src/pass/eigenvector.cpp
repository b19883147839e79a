// SPDX-License-Identifier: Apache-2.0
#include "pass/eigenvector.hpp"

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

bool counts(std::span<const double> weights, std::size_t k, bool weighted) { return !weighted || weights[k] > 0; }

/// Whether some closed walk exists along edges that count. Undirected: any edge, there and back. Directed: taking away
/// vertices without incoming edges, again and again, leaves some (Kahn 1962).
bool has_cycle(const Graph& graph, bool weighted) {
  if (!weighted && !graph.directed()) return graph.slot_count() > 0;
  std::vector<EdgeIndex> open(graph.vertex_count(), 0);
  EdgeIndex edges = 0;
  for (const Vertex v : graph.vertices()) {
    const auto row = graph.out(v);
    const auto weights = graph.out_weights(v);
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (!counts(weights, k, weighted)) continue;
      ++open[row[k]];
      ++edges;
    }
  }
  if (!graph.directed()) return edges > 0;
  std::vector<Vertex> taken;
  for (const Vertex v : graph.vertices()) {
    if (open[v] == 0) taken.push_back(v);
  }
  for (std::size_t head = 0; head < taken.size(); ++head) {
    const auto row = graph.out(taken[head]);
    const auto weights = graph.out_weights(taken[head]);
    for (std::size_t k = 0; k < row.size(); ++k) {
      if (counts(weights, k, weighted) && --open[row[k]] == 0) taken.push_back(row[k]);
    }
  }
  return taken.size() < graph.vertex_count();
}

/// Scores by place.
Convergence iterate(const Sweep& sweep, double scale_down, const EigenvectorOptions& options, std::vector<double>& x) {
  std::vector<double> next(x.size());
  Convergence convergence;
  while (convergence.rounds < options.max_rounds) {
    const SweepSums squares = sweep.run(x, [&](std::size_t i, double sum) {
      next[i] = x[i] + scale_down * sum;
      return SweepSums{next[i] * next[i]};
    });
    convergence.residual = scale_to(next, 1 / std::sqrt(squares.first), x);
    x.swap(next);
    ++convergence.rounds;
    report_progress("eigenvector", convergence.rounds, options.max_rounds);
    if (convergence.residual <= options.tolerance) break;
  }
  return convergence;
}

}  // namespace

Table eigenvector(const Graph& graph, const EigenvectorOptions& options) {
  const std::size_t n = graph.vertex_count();
  const bool weighted = options.weighted && graph.weighted();
  if (weighted) require_weights(graph, "eigenvector");
  constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> scores(n, undefined);
  Convergence convergence{.rounds = 0, .residual = undefined};
  if (has_cycle(graph, weighted)) {
    const Places places = choose_places(graph, sizeof(double));
    const Sweep sweep(graph, places, weighted);
    std::vector<double> x(n, 1 / std::sqrt(static_cast<double>(n)));
    convergence = iterate(sweep, 1 / greatest_weight_of(graph, weighted), options, x);
    scores = by_vertex(std::move(x), places);
  }
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(scores));
  add_convergence(table, convergence);
  return table;
}

namespace {

constexpr std::array options{
    option<&EigenvectorOptions::weighted>("weighted", "count an edge by its weight"),
    option<&EigenvectorOptions::tolerance>("tolerance", "stop once the L2 change of a round is at most this", 0, 1),
    option<&EigenvectorOptions::max_rounds>("max-rounds", "stop after this many rounds", 1, 1e9),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "", "entry of the leading eigenvector, L2 norm 1; undefined without a cycle"},
    ColumnRow{"rounds", "rounds", "rounds done"},
    ColumnRow{"residual", "", "L2 change of the last round; above the tolerance if it did not converge"},
};

}  // namespace

extern constinit const Pass eigenvector_pass{
    .name = "eigenvector",
    .family = "centrality",
    .summary = "A vertex counts as much as those that point to it, added up",
    .definition =
        "x = A^T x / lambda for the greatest eigenvalue lambda, by iterating A^T + I (weights over the greatest "
        "one) from equal entries; L2 norm 1. Undefined (NaN) without a cycle: directed acyclic graphs and "
        "graphs without edges.",
    .trap = "Plain power iteration swings between the two sides of a bipartite graph; A + I settles.",
    .cost = "O(rounds * edges) time; 4 doubles a vertex and 4 bytes an edge, 12 if weighted",
    .paper = "Bonacich 1972, doi:10.1080/0022250X.1972.9989806",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative | law_may_be_nan,
    .example = {.edges = "a b\nb c\n", .options = "", .expected = "vertex,score\na,0.5\nb,0.707107\nc,0.5\n"},
    .run_graph = &Runner<&eigenvector, options, EigenvectorOptions>::run_graph,
};

}  // namespace renmai
