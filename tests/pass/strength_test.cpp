// SPDX-License-Identifier: Apache-2.0
#include "pass/strength.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "oracle/dense.hpp"
#include "oracle/graphs.hpp"
#include "pass/degree.hpp"
#include "pass/support.hpp"

namespace renmai {
namespace {

using Reals = std::vector<double>;

}  // namespace

TEST_CASE("strength adds up weights, loops in both directions, negative weights too") {
  const Graph graph = oracle::as_written(3, {{0, 1, 2}, {0, 1, 0.5}, {2, 0, -1}, {2, 2, 4}}, true, true);
  const Table table = strength(graph);
  CHECK(table.column("in").reals() == Reals{-1, 2.5, 4});
  CHECK(table.column("out").reals() == Reals{2.5, 0, 3});
  CHECK(table.column("total").reals() == Reals{1.5, 2.5, 7});
}

TEST_CASE("strength of an undirected graph counts a loop twice") {
  const Graph graph = oracle::as_written(2, {{0, 1, 2}, {1, 1, 3}, {1, 1, 4}}, false, true);
  const Table table = strength(graph);
  CHECK(table.column("total").reals() == Reals{2, 16});
  CHECK(table.column("in").reals() == Reals{2, 16});
}

TEST_CASE("strength without weights is degree") {
  for (const oracle::NamedGraph& named : oracle::awkward_graphs()) {
    const Graph& graph = named.graph;
    if (graph.weighted()) continue;
    CAPTURE(named.name);
    const Table degrees = degree(graph);
    const Table strengths = strength(graph);
    for (const Vertex v : graph.vertices()) {
      CHECK(strengths.column("total").number(v) == degrees.column("total").number(v));
      CHECK(strengths.column("in").number(v) == degrees.column("in").number(v));
    }
  }
}

TEST_CASE("strengths are the row and column sums of the weight matrix") {
  const Graph graph = oracle::random_graph(30, 0.2, true, 4, true);
  const oracle::Matrix a = oracle::adjacency(graph, true);
  const Reals ones(30, 1.0);
  const Table table = strength(graph);
  CHECK(oracle::all_near(table.column("out").reals(), oracle::times(a, ones)));
  CHECK(oracle::all_near(table.column("in").reals(), oracle::times(oracle::transposed(a), ones)));
}

}  // namespace renmai
