// SPDX-License-Identifier: Apache-2.0
#include "pass/pagerank.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "pass/input/checks.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/score/sweep.hpp"
#include "pass/score/weights.hpp"

namespace renmai {
namespace {

/// What each place sends along an out-edge of weight 1, as a share of its rank; 0 if it has nowhere to send.
std::vector<double> shares(const Graph& graph, const Places& places, bool weighted) {
  std::vector<double> share(graph.vertex_count());
  parallel_for(graph.vertex_count(), [&](std::size_t i) {
    const Vertex v = vertex_at(places, i);
    double strength = weighted ? 0.0 : static_cast<double>(graph.out_degree(v));
    if (weighted) {
      for (const double weight : graph.out_weights(v)) strength += weight;
    }
    share[i] = strength > 0 ? 1 / strength : 0.0;
  });
  return share;
}

/// The chance of each place to be jumped to, if only some vertices are.
std::vector<double> personal_teleport(const Graph& graph, const Places& places, const std::vector<Vertex>& personal) {
  require_vertices(graph, "personal", personal);
  std::vector<double> chosen(graph.vertex_count(), 0.0);
  for (const Vertex v : personal) chosen[v] = 1;
  const auto count = static_cast<double>(std::count(chosen.begin(), chosen.end(), 1.0));
  std::vector<double> teleport(graph.vertex_count());
  for (std::size_t i = 0; i < graph.vertex_count(); ++i) teleport[i] = chosen[vertex_at(places, i)] / count;
  return teleport;
}

/// Ranks by place. A round is one sweep: beside the new ranks it gives what they send in the next round, the change,
/// and the mass that has nowhere to go.
template <class Teleport>
Convergence iterate(const Sweep& sweep, std::span<const double> share, const Teleport& teleport,
                    const PageRankOptions& options, std::vector<double>& rank) {
  const std::size_t n = sweep.size();
  std::vector<double> sent(n);
  std::vector<double> next_sent(n);
  parallel_for(n, [&](std::size_t i) { sent[i] = rank[i] * share[i]; });
  double dangling = parallel_sum(n, [&](std::size_t i) { return share[i] > 0 ? 0.0 : rank[i]; });
  Convergence convergence;
  while (n > 0 && convergence.rounds < options.max_rounds) {
    const double jumped = 1 - options.damping + options.damping * dangling;
    const SweepSums sums = sweep.run(sent, [&](std::size_t i, double followed) {
      const double next = jumped * teleport(i) + options.damping * followed;
      const double change = std::abs(next - rank[i]);
      rank[i] = next;
      next_sent[i] = next * share[i];
      return SweepSums{change, share[i] > 0 ? 0.0 : next};
    });
    sent.swap(next_sent);
    convergence.residual = sums.first;
    dangling = sums.second;
    ++convergence.rounds;
    report_progress("pagerank", convergence.rounds, options.max_rounds);
    if (convergence.residual <= options.tolerance) break;
  }
  return convergence;
}

}  // namespace

Table pagerank(const Graph& graph, const PageRankOptions& options) {
  const bool weighted = options.weighted && graph.weighted();
  if (weighted) require_weights(graph, "pagerank");
  const Places places = choose_places(graph, sizeof(double));
  const Sweep sweep(graph, places, weighted);
  const auto share = shares(graph, places, weighted);
  std::vector<double> rank;
  Convergence convergence;
  if (options.personal.empty()) {
    const double uniform = 1.0 / graph.vertex_count();
    rank.assign(graph.vertex_count(), uniform);
    convergence = iterate(
        sweep, share, [&](std::size_t) { return uniform; }, options, rank);
  } else {
    const auto teleport = personal_teleport(graph, places, options.personal);
    rank = teleport;
    convergence = iterate(
        sweep, share, [&](std::size_t i) { return teleport[i]; }, options, rank);
  }
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", by_vertex(std::move(rank), places), "probability");
  add_convergence(table, convergence);
  return table;
}

namespace {

constexpr std::array options{
    option<&PageRankOptions::damping>("damping", "chance of following an edge rather than jumping", 0, 1),
    option<&PageRankOptions::weighted>("weighted", "follow edges in proportion to their weight"),
    option<&PageRankOptions::personal>("personal", "jump to these vertices alone"),
    option<&PageRankOptions::tolerance>("tolerance", "stop once the L1 change of a round is at most this", 0, 1),
    option<&PageRankOptions::max_rounds>("max-rounds", "stop after this many rounds", 1, 1e9),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "probability", "share of time spent there; sums to 1"},
    ColumnRow{"rounds", "rounds", "rounds done"},
    ColumnRow{"residual", "", "L1 change of the last round; above the tolerance if it did not converge"},
};

}  // namespace

extern constinit const Pass pagerank_pass{
    .name = "pagerank",
    .family = "centrality",
    .summary = "Share of time a random surfer spends at each vertex",
    .definition =
        "r = (1-d) t + d (A^T D^-1 r + dangling mass * t); t is uniform, or uniform over `personal`; sums to 1. "
        "The mass of vertices without out-edges is kept.",
    .trap = "Mass of vertices without out-edges must not leak, or scores do not sum to 1.",
    .cost = "O(rounds * edges) time; 7 doubles a vertex and 4 bytes an edge, 12 if weighted",
    .paper = "Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X",
    .direction = Direction::directed,
    .weights = Weights::used,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_sums_to_one | law_never_negative,
    .example = {.edges = "a b\nb c\nc a\n",
                .options = "",
                .expected = "vertex,score\na,0.333333\nb,0.333333\nc,0.333333\n"},
    .run_graph = &Runner<&pagerank, options, PageRankOptions>::run_graph,
};

}  // namespace renmai
