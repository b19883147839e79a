// SPDX-License-Identifier: Apache-2.0
#include "pass/effective_size.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "base/error.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

std::vector<double> scores(const Graph& graph) { return effective_size(graph).column("score").reals(); }

TEST_CASE("effective size: the values of NetworkX 3.6 on the karate club") {
  const std::vector<double> expected{13.75, 6.333333, 7.8, 2.666667, 1.666667, 2.5,      2.5,      1,        3,
                                     2,     1.666667, 1,   1,        2.6,      1,        1,        1,        1,
                                     1,     2.333333, 1,   1,        1,        3.4,      2.333333, 2.333333, 1,
                                     3.5,   2.333333, 2,   2.5,      5,        9.833333, 15.235294};
  const std::vector<double> met = scores(oracle::karate());
  for (std::size_t v = 0; v < expected.size(); ++v) {
    CAPTURE(v);
    CHECK(met[v] == doctest::Approx(expected[v]).epsilon(1e-6));
  }
}

TEST_CASE("effective size: the values of NetworkX 3.6.1 with weights and direction") {
  // effective_size(G, nodes=[v], weight="weight"): node by node, as defined. Its path for all nodes at once through
  // SciPy divides by the maxima of the wrong side, and gives others.
  std::vector<Edge> edges = oracle::karate_edges();
  for (Edge& edge : edges) edge.weight = 1 + (edge.from * 7 + edge.to * 3) % 5;
  const std::vector<double> met = scores(oracle::as_written(34, edges, true, true));
  const std::vector<double> expected{14.436275, 7.272414, 8.385185, 3.739815, 2.316667, 3.335, 3};
  for (std::size_t v = 0; v < expected.size(); ++v) CHECK(met[v] == doctest::Approx(expected[v]).epsilon(1e-6));
}

TEST_CASE("effective size: all of a star's rays count, one of a clique's members, and without ties nothing") {
  CHECK(scores(oracle::as_written(5, {{0, 1}, {0, 2}, {0, 3}}, false))[0] == 3);
  CHECK(std::isnan(scores(oracle::as_written(5, {{0, 1}, {4, 4}}, false))[4]));
  for (const double size : scores(oracle::as_written(4, {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}}, false)))
    CHECK(size == doctest::Approx(1));
  CHECK_THROWS_AS(effective_size(oracle::as_written(2, {{0, 1, -1}}, false, true)), Error);
}

}  // namespace
}  // namespace renmai
