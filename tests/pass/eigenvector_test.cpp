// SPDX-License-Identifier: Apache-2.0
#include "pass/eigenvector.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/error.hpp"
#include "oracle/dense.hpp"
#include "oracle/graphs.hpp"
#include "pass/support.hpp"

namespace renmai {
namespace {

using Reals = std::vector<double>;

Reals scores(const Graph& graph, const EigenvectorOptions& options = {}) {
  return eigenvector(graph, options).column("score").reals();
}

bool undefined(const Table& table) {
  const Reals& score = table.column("score").reals();
  return !score.empty() && std::all_of(score.begin(), score.end(), [](double x) { return std::isnan(x); }) &&
         table.column("rounds").integers()[0] == 0 && std::isnan(table.column("residual").reals()[0]);
}

}  // namespace

TEST_CASE("eigenvector centrality in the karate club agrees with NetworkX 3.6.1") {
  const Table table = eigenvector(oracle::karate(), {.tolerance = 1e-13});  // eigenvector_centrality_numpy(G)
  const Reals& score = table.column("score").reals();
  CHECK(oracle::near(score[0], 0.355491444525, 1e-11));
  CHECK(oracle::near(score[11], 0.0528556974935, 1e-11));
  CHECK(oracle::near(score[33], 0.373363470291, 1e-11));
  CHECK(oracle::near(oracle::norm(score), 1));
  CHECK(table.column("residual").reals()[0] <= 1e-13);
}

TEST_CASE("eigenvector centrality converges on graphs of two sides, where powers of A alone swing") {
  // persons 1..8 at organisation 0: the middle weighs sqrt(8) times a leaf
  const Reals score = scores(oracle::star(8));
  CHECK(oracle::near(score[0], std::sqrt(0.5), 1e-7));
  CHECK(oracle::near(score[3], 0.25, 1e-7));
}

TEST_CASE("eigenvector centrality agrees with dense powers of A + I") {
  for (const bool weighted : {false, true}) {
    const Graph undirected = oracle::random_graph(25, 0.25, false, 6, true);
    const Graph directed = oracle::random_graph(25, 0.25, true, 7, true);
    for (const Graph& graph : {undirected, directed}) {
      const auto expected = oracle::leading_eigenvector(oracle::transposed(oracle::adjacency(graph, weighted)));
      CHECK(oracle::all_near(scores(graph, {.weighted = weighted, .tolerance = 1e-13}), expected, 1e-8));
    }
  }
}

TEST_CASE("eigenvector centrality is undefined without a cycle") {
  CHECK(undefined(eigenvector(oracle::path(6, true))));
  CHECK(undefined(eigenvector(oracle::complete(5, true))));
  CHECK(undefined(eigenvector(oracle::as_written(3, {}, false))));
  CHECK(undefined(eigenvector(oracle::as_written(2, {{0, 1, 0}, {1, 0, 1}}, true, true), {.weighted = true})));
  CHECK_FALSE(undefined(eigenvector(oracle::as_written(2, {{0, 1, 0}, {1, 0, 1}}, true, true))));
  CHECK_FALSE(undefined(eigenvector(oracle::cycle(3, true))));
  CHECK(scores(oracle::as_written(1, {{0, 0}}, true)) == Reals{1});
}

TEST_CASE("the unit of the weights does not change eigenvector centrality") {
  std::vector<Edge> edges = oracle::random_edges(20, 0.3, false, 8);
  const Reals before = scores(oracle::as_written(20, edges, false, true), {.weighted = true});
  for (const double unit : {1e-90, 1e90}) {
    std::vector<Edge> scaled = edges;
    for (Edge& edge : scaled) edge.weight *= unit;
    CHECK(oracle::all_near(scores(oracle::as_written(20, scaled, false, true), {.weighted = true}), before, 1e-7));
  }
}

TEST_CASE("eigenvector centrality that has not converged says so") {
  const Table table = eigenvector(oracle::path(60), {.max_rounds = 3});
  CHECK(table.column("rounds").integers()[0] == 3);
  CHECK(table.column("residual").reals()[0] > 1e-9);
  CHECK(oracle::near(oracle::norm(table.column("score").reals()), 1));
}

TEST_CASE("eigenvector centrality refuses negative weights") {
  const Graph graph = oracle::as_written(2, {{0, 1, -1}}, false, true);
  CHECK_THROWS_AS(eigenvector(graph, {.weighted = true}), Error);
}

}  // namespace renmai
