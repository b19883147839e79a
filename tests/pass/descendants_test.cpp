// SPDX-License-Identifier: Apache-2.0
#include "pass/descendants.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/error.hpp"
#include "oracle/graphs.hpp"
#include "oracle/reach.hpp"
#include "pass/distances.hpp"

namespace renmai {
namespace {

/// A random graph without cycles: edges lead from lower to higher vertices.
Graph random_dag(Vertex count, double chance, std::uint64_t seed) {
  return oracle::as_written(count, oracle::random_edges(count, chance, false, seed), true);
}

/// Diamonds in a row: every one doubles the lines from 0.
Graph diamonds(Vertex count) {
  std::vector<Edge> edges;
  for (Vertex i = 0; i < count; ++i) {
    for (const Vertex middle : {3 * i + 1, 3 * i + 2}) {
      edges.push_back({3 * i, middle});
      edges.push_back({middle, 3 * i + 3});
    }
  }
  return build_graph(3 * count + 1, edges);
}

}  // namespace

TEST_CASE("descendants with generations and lines") {
  const Graph graph = oracle::as_written(6, {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {3, 4}, {0, 4}, {0, 1}, {5, 0}}, true);
  const Table table = descendants(graph, {.of = 0});
  CHECK(table.column("vertex").vertices() == std::vector<Vertex>{1, 2, 4, 3});
  CHECK(table.column("distance").integers() == std::vector<std::int64_t>{1, 1, 1, 2});
  CHECK(table.column("lines").integers() == std::vector<std::int64_t>{1, 1, 3, 2});
}

TEST_CASE("lines are as many as there are paths to walk") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    const Graph graph = random_dag(14, 0.3, seed);
    const auto reach = oracle::closure(graph, false);
    const Table hops = distances(graph, {.source = 0});
    const Table table = descendants(graph, {.of = 0});
    const auto& found = table.column("vertex").vertices();
    CHECK(found.size() + 1 == static_cast<std::size_t>(std::count(reach[0].begin(), reach[0].end(), true)));
    for (std::size_t i = 0; i < found.size(); ++i) {
      std::vector<bool> used(graph.vertex_count(), false);
      CHECK(reach[0][found[i]]);
      CHECK(table.column("distance").number(i) == hops.column("distance").reals()[found[i]]);
      CHECK(table.column("lines").integers()[i] == oracle::count_paths(graph, 0, found[i], used));
    }
  }
}

TEST_CASE("lines on and below a cycle have no number, those beside it do") {
  // 0 -> 1 -> 2 -> 3 -> 2, 3 -> 4, 0 -> 5
  const Graph graph = oracle::as_written(6, {{0, 1}, {1, 2}, {2, 3}, {3, 2}, {3, 4}, {0, 5}}, true);
  const Table table = descendants(graph, {.of = 0});
  CHECK(table.column("vertex").vertices() == std::vector<Vertex>{1, 5, 2, 3, 4});
  CHECK(table.column("distance").integers() == std::vector<std::int64_t>{1, 1, 2, 3, 4});
  CHECK(table.column("lines").integers() ==
        std::vector<std::int64_t>{1, 1, Column::absent, Column::absent, Column::absent});
  const Table through = descendants(graph, {.of = 2});
  CHECK(through.column("vertex").vertices() == std::vector<Vertex>{3, 4});
  CHECK(through.column("lines").integers() == std::vector<std::int64_t>{Column::absent, Column::absent});
}

TEST_CASE("a cycle that does not lead from the start does not matter, nor does a loop") {
  const Graph graph = oracle::as_written(4, {{2, 3}, {3, 2}, {2, 1}, {0, 1}, {1, 1}, {0, 0}}, true);
  CHECK(descendants(graph, {.of = 0}).column("lines").integers() == std::vector<std::int64_t>{1});
}

TEST_CASE("lines stop at the greatest number") {
  const Table fits = descendants(diamonds(62), {.of = 0});
  CHECK(fits.column("lines").integers().back() == std::int64_t{1} << 62);
  const Table table = descendants(diamonds(80), {.of = 0});
  CHECK(table.column("lines").integers().back() == INT64_MAX);
}

TEST_CASE("descendants down a million generations") {
  CHECK(descendants(oracle::path(1'000'000, true), {.of = 0}).column("distance").integers().back() == 999'999);
}

TEST_CASE("descendants refuse a missing vertex and one outside the graph") {
  CHECK_THROWS_AS(descendants(oracle::path(3, true), {}), Error);
  CHECK_THROWS_AS(descendants(oracle::path(3, true), {.of = 3}), Error);
}

}  // namespace renmai
