// SPDX-License-Identifier: Apache-2.0
#include "pass/ancestors.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

#include "base/error.hpp"
#include "oracle/graphs.hpp"
#include "pass/descendants.hpp"

namespace renmai {

TEST_CASE("ancestors with generations and lines") {
  const Graph graph = oracle::as_written(6, {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {3, 4}, {0, 4}, {4, 5}}, true);
  const Table table = ancestors(graph, {.of = 4});
  CHECK(table.column("vertex").vertices() == std::vector<Vertex>{0, 3, 1, 2});
  CHECK(table.column("distance").integers() == std::vector<std::int64_t>{1, 1, 2, 2});
  CHECK(table.column("lines").integers() == std::vector<std::int64_t>{3, 1, 1, 1});
}

TEST_CASE("u is an ancestor of v exactly if v descends from u, by as many lines") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    const Graph graph = oracle::as_written(20, oracle::random_edges(20, 0.15, false, seed), true);
    std::vector<std::vector<std::int64_t>> up(20, std::vector<std::int64_t>(20, 0));
    auto down = up;
    for (const Vertex v : graph.vertices()) {
      const Table above = ancestors(graph, {.of = v});
      for (std::size_t i = 0; i < above.row_count(); ++i) {
        up[above.column("vertex").vertices()[i]][v] = above.column("lines").integers()[i];
      }
      const Table below = descendants(graph, {.of = v});
      for (std::size_t i = 0; i < below.row_count(); ++i) {
        down[v][below.column("vertex").vertices()[i]] = below.column("lines").integers()[i];
      }
    }
    CHECK(up == down);
  }
}

TEST_CASE("ancestors on and above a cycle have lines without number") {
  const Graph graph = oracle::as_written(5, {{0, 1}, {1, 2}, {2, 1}, {2, 3}, {4, 3}}, true);
  const Table table = ancestors(graph, {.of = 3});
  CHECK(table.column("vertex").vertices() == std::vector<Vertex>{2, 4, 1, 0});
  CHECK(table.column("lines").integers() ==
        std::vector<std::int64_t>{Column::absent, 1, Column::absent, Column::absent});
}

TEST_CASE("ancestors refuse a missing vertex and one outside the graph") {
  CHECK_THROWS_AS(ancestors(oracle::path(3, true), {}), Error);
  CHECK_THROWS_AS(ancestors(oracle::path(3, true), {.of = 3}), Error);
}

}  // namespace renmai
