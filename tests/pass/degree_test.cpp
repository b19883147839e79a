// SPDX-License-Identifier: Apache-2.0
#include "pass/degree.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <vector>

#include "oracle/graphs.hpp"

namespace renmai {
namespace {

using Integers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("degree of a directed graph counts loops in both directions and parallels as written") {
  const Table table = degree(oracle::as_written(4, {{0, 1}, {0, 1}, {2, 0}, {2, 2}}, true));
  CHECK(table.column("in").integers() == Integers{1, 2, 1, 0});
  CHECK(table.column("out").integers() == Integers{2, 0, 2, 0});
  CHECK(table.column("total").integers() == Integers{3, 2, 3, 0});
}

TEST_CASE("degree of an undirected graph counts a loop twice") {
  const Table table = degree(oracle::as_written(4, {{0, 1}, {0, 1}, {2, 0}, {2, 2}, {2, 2}}, false));
  CHECK(table.column("total").integers() == Integers{3, 2, 5, 0});
  CHECK(table.column("in").integers() == table.column("total").integers());
  CHECK(table.column("out").integers() == table.column("total").integers());
}

TEST_CASE("degree in the karate club: the instructor knows 16, the administrator 17") {
  const Table table = degree(oracle::karate());
  const auto& total = table.column("total").integers();
  CHECK(total[0] == 16);
  CHECK(total[33] == 17);
  CHECK(total[11] == 1);
}

TEST_CASE("degrees add up to twice the edges") {
  for (const oracle::NamedGraph& named : oracle::awkward_graphs()) {
    const Graph& graph = named.graph;
    CAPTURE(named.name);
    const Table table = degree(graph);
    const auto& total = table.column("total").integers();
    CHECK(std::accumulate(total.begin(), total.end(), std::int64_t{0}) ==
          2 * static_cast<std::int64_t>(graph.edge_count()));
  }
}

}  // namespace renmai
