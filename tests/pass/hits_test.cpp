// SPDX-License-Identifier: Apache-2.0
#include "pass/hits.hpp"

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

}  // namespace

TEST_CASE("hubs and authorities in the karate club agree with NetworkX 3.6.1, scaled to L2 norm 1") {
  // hits(D, tol=1e-14) of the DiGraph with edges from the lower to the higher number
  const Table table = hits(oracle::as_written(34, oracle::karate_edges(), true), {.tolerance = 1e-13});
  const Reals& authority = table.column("authority").reals();
  const Reals& hub = table.column("hub").reals();
  CHECK(oracle::near(authority[33], 0.691480269004, 1e-9));
  CHECK(oracle::near(authority[32], 0.549964615271, 1e-9));
  CHECK(authority[0] == 0);
  CHECK(oracle::near(hub[0], 0.311322734015, 1e-9));
  CHECK(oracle::near(hub[8], 0.262135826123, 1e-9));
  CHECK(hub[33] == 0);
  CHECK(oracle::near(oracle::norm(authority), 1));
  CHECK(oracle::near(oracle::norm(hub), 1));
}

TEST_CASE("authorities are the leading eigenvector of A^T A, hubs that of A A^T") {
  for (const bool weighted : {false, true}) {
    const Graph graph = oracle::random_graph(20, 0.3, true, 3, true);
    const oracle::Matrix a = oracle::adjacency(graph, weighted);
    const oracle::Matrix turned = oracle::transposed(a);
    oracle::Matrix authorities = oracle::square(20, 0);
    oracle::Matrix hubs = oracle::square(20, 0);
    for (std::size_t i = 0; i < 20; ++i) {
      for (std::size_t k = 0; k < 20; ++k) {
        for (std::size_t j = 0; j < 20; ++j) {
          authorities[i][j] += turned[i][k] * a[k][j];
          hubs[i][j] += a[i][k] * turned[k][j];
        }
      }
    }
    const Table table = hits(graph, {.weighted = weighted, .tolerance = 1e-13});
    CHECK(oracle::all_near(table.column("authority").reals(), oracle::leading_eigenvector(authorities), 1e-8));
    CHECK(oracle::all_near(table.column("hub").reals(), oracle::leading_eigenvector(hubs), 1e-8));
  }
}

TEST_CASE("in an undirected graph hubs are authorities") {
  const Table table = hits(oracle::karate(), {.tolerance = 1e-13});
  CHECK(oracle::all_near(table.column("authority").reals(), table.column("hub").reals()));
}

TEST_CASE("without edges nobody is hub or authority") {
  for (const Graph& graph : {oracle::as_written(3, {}, true), oracle::as_written(3, {{0, 1, 0}}, true, true)}) {
    const Table table = hits(graph, {.weighted = true});
    CHECK(table.column("authority").reals() == Reals{0, 0, 0});
    CHECK(table.column("hub").reals() == Reals{0, 0, 0});
    CHECK(table.column("residual").reals()[0] == 0);
  }
}

TEST_CASE("hits that have not converged say so, and negative weights are refused") {
  const Table table = hits(oracle::path(50, false), {.max_rounds = 2});
  CHECK(table.column("rounds").integers()[0] == 2);
  CHECK(table.column("residual").reals()[0] > 1e-9);
  const Graph graph = oracle::as_written(2, {{0, 1, -1}}, true, true);
  CHECK_THROWS_AS(hits(graph, {.weighted = true}), Error);
}

}  // namespace renmai
