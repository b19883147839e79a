// SPDX-License-Identifier: Apache-2.0
#include "pass/katz.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "base/error.hpp"
#include "oracle/dense.hpp"
#include "oracle/graphs.hpp"
#include "pass/support.hpp"

namespace renmai {
namespace {

using Reals = std::vector<double>;

Reals scores(const Graph& graph, const KatzOptions& options) { return katz(graph, options).column("score").reals(); }

/// Solves (I - alpha A^T) x = beta 1.
Reals by_elimination(const Graph& graph, bool weighted, double alpha, double beta) {
  oracle::Matrix m = oracle::transposed(oracle::adjacency(graph, weighted));
  for (std::size_t i = 0; i < m.size(); ++i) {
    for (double& entry : m[i]) entry *= -alpha;
    m[i][i] += 1;
  }
  return oracle::solve(m, Reals(m.size(), beta));
}

}  // namespace

TEST_CASE("katz centrality in the karate club agrees with NetworkX 3.6.1") {
  // katz_centrality_numpy(G, alpha=0.1, normalized=False), and normalized=True
  const Reals score = scores(oracle::karate(), {.alpha = 0.1, .tolerance = 1e-14});
  CHECK(oracle::near(score[0], 4.98299356654, 1e-10));
  CHECK(oracle::near(score[11], 1.49829935665, 1e-10));
  CHECK(oracle::near(score[33], 5.13933879643, 1e-10));
  const Reals normalized = scores(oracle::karate(), {.alpha = 0.1, .normalized = true, .tolerance = 1e-14});
  CHECK(oracle::near(normalized[0], 0.321324621912, 1e-10));
  CHECK(oracle::near(oracle::norm(normalized), 1));
  // the DiGraph with edges from the lower to the higher number
  const Reals directed = scores(oracle::as_written(34, oracle::karate_edges(), true), {.alpha = 0.1});
  CHECK(oracle::near(directed[33], 3.055182));
}

TEST_CASE("katz centrality agrees with elimination, weighted and with loops and parallels") {
  for (const bool directed : {true, false}) {
    for (const bool weighted : {true, false}) {
      const Graph graph = oracle::sprinkled_graph(20, 60, directed, 5, true);
      const KatzOptions options{.alpha = 0.02, .beta = 3, .weighted = weighted, .tolerance = 1e-14};
      CHECK(oracle::all_near(scores(graph, options), by_elimination(graph, weighted, 0.02, 3)));
    }
  }
}

TEST_CASE("alpha 0 chooses 0.85 over the lesser of the greatest row and column sums") {
  const Graph graph = oracle::as_written(5, {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {2, 3}, {3, 1}, {4, 2}}, true);
  // rows sum to 3 at most (vertex 0), columns to 3 at most (vertex 2)
  CHECK(oracle::all_near(scores(graph, {.tolerance = 1e-14}), by_elimination(graph, false, 0.85 / 3, 1)));
  const Graph star = oracle::star(6, true);  // rows 6, columns 1
  CHECK(oracle::all_near(scores(star, {}), {1, 1.85, 1.85, 1.85, 1.85, 1.85, 1.85}));
  CHECK(scores(oracle::as_written(3, {}, true), {}) == Reals{1, 1, 1});
}

TEST_CASE("katz centrality with alpha at or above 1 / lambda says that it did not converge") {
  for (const double alpha : {1.0 / 3, 0.5, 1e6}) {
    CAPTURE(alpha);
    const Table table = katz(oracle::complete(4), {.alpha = alpha});  // lambda is 3
    CHECK(table.column("residual").reals()[0] > 1e-9);
    for (const double score : table.column("score").reals()) CHECK(std::isfinite(score));
  }
  const Table table = katz(oracle::complete(4), {.alpha = 0.3});
  CHECK(table.column("residual").reals()[0] <= 1e-9);
}

TEST_CASE("a directed acyclic graph has katz centrality for any alpha") {
  CHECK(oracle::all_near(scores(oracle::path(4, true), {.alpha = 10}), {1, 11, 111, 1111}));
}

TEST_CASE("the unit of the weights does not change katz centrality with alpha chosen") {
  const std::vector<Edge> edges = oracle::random_edges(20, 0.3, true, 8);
  const Reals before = scores(oracle::as_written(20, edges, true, true), {.weighted = true});
  for (const double unit : {1e-90, 1e90}) {
    std::vector<Edge> scaled = edges;
    for (Edge& edge : scaled) edge.weight *= unit;
    CHECK(oracle::all_near(scores(oracle::as_written(20, scaled, true, true), {.weighted = true}), before));
  }
}

TEST_CASE("katz centrality with beta 0 is 0 and refuses negative weights") {
  CHECK(scores(oracle::path(3), {.beta = 0}) == Reals{0, 0, 0});
  const Graph graph = oracle::as_written(2, {{0, 1, -1}}, true, true);
  CHECK_THROWS_AS(katz(graph, {.weighted = true}), Error);
}

}  // namespace renmai
