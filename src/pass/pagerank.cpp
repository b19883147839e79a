// SPDX-License-Identifier: Apache-2.0
#include "pass/pagerank.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "pass/input/checks.hpp"
#include "pass/pass.hpp"
#include "pass/score/matrix.hpp"
#include "pass/score/result.hpp"
#include "pass/score/weights.hpp"

namespace renmai {
namespace {

std::vector<double> out_strengths(const Graph& graph, bool weighted) {
  std::vector<double> strengths(graph.vertex_count());
  for (const Vertex v : graph.vertices()) {
    if (!weighted || !graph.weighted()) {
      strengths[v] = static_cast<double>(graph.out_degree(v));
      continue;
    }
    for (const double weight : graph.out_weights(v)) strengths[v] += weight;
  }
  return strengths;
}

std::vector<double> teleport_of(const Graph& graph, const PageRankOptions& options) {
  const double n = graph.vertex_count();
  std::vector<double> teleport(graph.vertex_count(), 1.0 / n);
  if (options.personal.empty()) return teleport;
  require_vertices(graph, "personal", options.personal);
  teleport.assign(graph.vertex_count(), 0.0);
  for (const Vertex v : options.personal) teleport[v] = 1;
  const auto chosen = static_cast<double>(std::count(teleport.begin(), teleport.end(), 1.0));
  scale(teleport, 1 / chosen);
  return teleport;
}

}  // namespace

Table pagerank(const Graph& graph, const PageRankOptions& options) {
  const std::size_t n = graph.vertex_count();
  const bool weighted = options.weighted && graph.weighted();
  if (weighted) require_weights(graph, "pagerank");
  const auto strengths = out_strengths(graph, weighted);
  const auto teleport = teleport_of(graph, options);
  std::vector<double> rank = teleport;
  std::vector<double> share(n);  // what each vertex sends along an out-edge of weight 1
  std::vector<double> next(n);
  Convergence convergence;
  while (n > 0 && convergence.rounds < options.max_rounds) {
    const double dangling = parallel_sum(n, [&](std::size_t v) { return strengths[v] > 0 ? 0.0 : rank[v]; });
    parallel_for(n, [&](std::size_t v) { share[v] = strengths[v] > 0 ? rank[v] / strengths[v] : 0.0; });
    parallel_for(n, [&](std::size_t v) {
      const double followed = in_sum(graph, static_cast<Vertex>(v), weighted, share) + dangling * teleport[v];
      next[v] = (1 - options.damping) * teleport[v] + options.damping * followed;
    });
    convergence.residual = parallel_sum(n, [&](std::size_t v) { return std::abs(next[v] - rank[v]); });
    rank.swap(next);
    ++convergence.rounds;
    report_progress("pagerank", convergence.rounds, options.max_rounds);
    if (convergence.residual <= options.tolerance) break;
  }
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(rank), "probability");
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
    .cost = "O(rounds * edges) time; 5 doubles a vertex",
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
