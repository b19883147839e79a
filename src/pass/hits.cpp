// SPDX-License-Identifier: Apache-2.0
#include "pass/hits.hpp"

#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include "base/interrupt.hpp"
#include "pass/pass.hpp"
#include "pass/score/matrix.hpp"
#include "pass/score/result.hpp"
#include "pass/score/sweep.hpp"
#include "pass/score/weights.hpp"

namespace renmai {
namespace {

/// y = A^T x with every weight multiplied by `factor`, then L2 norm 1 unless it is zero. Tells how far y went.
double pull(const Sweep& sweep, double factor, std::span<const double> x, std::vector<double>& next,
            std::vector<double>& y) {
  const SweepSums squares = sweep.run(x, [&](std::size_t i, double sum) {
    next[i] = factor * sum;
    return SweepSums{next[i] * next[i]};
  });
  const double change = scale_to(next, squares.first > 0 ? 1 / std::sqrt(squares.first) : 1.0, y);
  y.swap(next);
  return change;
}

}  // namespace

Table hits(const Graph& graph, const HitsOptions& options) {
  const std::size_t n = graph.vertex_count();
  const bool weighted = options.weighted && graph.weighted();
  if (weighted) require_weights(graph, "hits");
  const double greatest = greatest_weight_of(graph, weighted);
  const double factor = greatest > 0 ? 1 / greatest : 0;
  const Places places = choose_places(graph, sizeof(double));
  const Sweep inward(graph, places, weighted);
  std::optional<Sweep> outward;  // an undirected graph is its own reverse
  if (graph.directed()) outward.emplace(graph.reversed(), places, weighted);
  std::vector<double> hubs(n, 1.0);
  std::vector<double> authorities(n, 0.0);
  std::vector<double> next(n);
  Convergence convergence;
  while (convergence.rounds < options.max_rounds) {
    convergence.residual = pull(inward, factor, hubs, next, authorities);
    pull(outward ? *outward : inward, factor, authorities, next, hubs);
    ++convergence.rounds;
    report_progress("hits", convergence.rounds, options.max_rounds);
    if (convergence.residual <= options.tolerance) break;
  }
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("authority", by_vertex(std::move(authorities), places));
  table.add("hub", by_vertex(std::move(hubs), places));
  add_convergence(table, convergence);
  return table;
}

namespace {

constexpr std::array options{
    option<&HitsOptions::weighted>("weighted", "count an edge by its weight"),
    option<&HitsOptions::tolerance>("tolerance", "stop once the L2 change of a round is at most this", 0, 1),
    option<&HitsOptions::max_rounds>("max-rounds", "stop after this many rounds", 1, 1e9),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"authority", "", "pointed to by good hubs; L2 norm 1, or 0 without edges"},
    ColumnRow{"hub", "", "points to good authorities; L2 norm 1, or 0 without edges"},
    ColumnRow{"rounds", "rounds", "rounds done"},
    ColumnRow{"residual", "", "L2 change of the last round; above the tolerance if it did not converge"},
};

}  // namespace

extern constinit const Pass hits_pass{
    .name = "hits",
    .family = "centrality",
    .summary = "Hubs that point to authorities, authorities that hubs point to",
    .definition =
        "a = A^T h and h = A a for the greatest singular value of A, by iteration from equal hubs; each has L2 "
        "norm 1, or is 0 in a graph without edges. The score is the authority.",
    .cost = "O(rounds * edges) time; 6 doubles a vertex and 8 bytes an edge, 24 if weighted",
    .paper = "Kleinberg 1999, doi:10.1145/324133.324140",
    .direction = Direction::directed,
    .weights = Weights::used,
    .score = "authority",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative,
    .example = {.edges = "a c\nb c\nb d\n",
                .options = "",
                .expected = "vertex,authority,hub\na,0,0.525731\nc,0.850651,0\nb,0,0.850651\nd,0.525731,0\n"},
    .run_graph = &Runner<&hits, options, HitsOptions>::run_graph,
};

}  // namespace renmai
