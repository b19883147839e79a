// SPDX-License-Identifier: Apache-2.0
#include "pass/pagerank.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <vector>

#include "base/error.hpp"
#include "oracle/dense.hpp"
#include "oracle/graphs.hpp"
#include "pass/support.hpp"

namespace renmai {
namespace {

using Reals = std::vector<double>;

Reals scores(const Graph& graph, const PageRankOptions& options) {
  return pagerank(graph, options).column("score").reals();
}

/// Solves r = (1-d) t + d (P^T r), a row of P being t where a vertex has nowhere to go.
Reals by_elimination(const Graph& graph, bool weighted, double damping, const Reals& teleport) {
  const oracle::Matrix a = oracle::adjacency(graph, weighted);
  oracle::Matrix m = oracle::square(a.size(), 0);
  Reals right = teleport;
  for (std::size_t u = 0; u < a.size(); ++u) {
    const double sum = std::accumulate(a[u].begin(), a[u].end(), 0.0);
    for (std::size_t v = 0; v < a.size(); ++v) m[v][u] = -damping * (sum > 0 ? a[u][v] / sum : teleport[v]);
    m[u][u] += 1;
    right[u] *= 1 - damping;
  }
  return oracle::solve(m, right);
}

}  // namespace

TEST_CASE("pagerank in the karate club agrees with NetworkX 3.6.1") {
  const Reals score = scores(oracle::karate(), {.tolerance = 1e-14});  // pagerank(G, tol=1e-14)
  CHECK(oracle::near(score[0], 0.0969972853884, 1e-11));
  CHECK(oracle::near(score[11], 0.00956474549214, 1e-11));
  CHECK(oracle::near(score[33], 0.100919182333, 1e-11));
  // the DiGraph with edges from the lower to the higher number: member 34 has nowhere to go
  const Reals directed = scores(oracle::as_written(34, oracle::karate_edges(), true), {.tolerance = 1e-14});
  CHECK(oracle::near(directed[0], 0.0150604947629, 1e-11));
  CHECK(oracle::near(directed[33], 0.259047101151, 1e-11));
}

TEST_CASE("pagerank agrees with elimination, with weights, loops, parallels and dead ends") {
  for (const bool directed : {true, false}) {
    for (const bool weighted : {true, false}) {
      const Graph graph = oracle::sprinkled_graph(30, 40, directed, 2, true);
      const Reals uniform(30, 1.0 / 30);
      const PageRankOptions options{.damping = 0.7, .weighted = weighted, .tolerance = 1e-15};
      CHECK(oracle::all_near(scores(graph, options), by_elimination(graph, weighted, 0.7, uniform)));
    }
  }
}

TEST_CASE("personal pagerank jumps to the chosen vertices alone, each once") {
  const Graph graph = oracle::sprinkled_graph(30, 60, true, 2);
  Reals teleport(30, 0.0);
  teleport[4] = teleport[9] = 0.5;
  const Reals expected = by_elimination(graph, false, 0.85, teleport);
  CHECK(oracle::all_near(scores(graph, {.personal = {4, 9}, .tolerance = 1e-15}), expected));
  CHECK(oracle::all_near(scores(graph, {.personal = {9, 4, 9}, .tolerance = 1e-15}), expected));
  CHECK_THROWS_AS(pagerank(graph, {.personal = {30}}), Error);
}

TEST_CASE("pagerank loses no mass at any damping") {
  for (const double damping : {0.0, 0.5, 1.0}) {
    const Reals score = scores(oracle::sprinkled_graph(50, 60, true, 6), {.damping = damping});
    CHECK(oracle::near(std::accumulate(score.begin(), score.end(), 0.0), 1));
  }
}

TEST_CASE("pagerank that has not converged says so") {
  const Table table = pagerank(oracle::karate(), {.tolerance = 0, .max_rounds = 3});
  CHECK(table.column("rounds").integers()[0] == 3);
  CHECK(table.column("residual").reals()[0] > 1e-3);
}

TEST_CASE("pagerank refuses negative weights only if it reads them") {
  const Graph graph = oracle::as_written(2, {{0, 1, -1}}, true, true);
  CHECK_THROWS_AS(pagerank(graph, {.weighted = true}), Error);
  CHECK(scores(graph, {})[1] > 0.5);
}

}  // namespace renmai
