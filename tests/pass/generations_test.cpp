// SPDX-License-Identifier: Apache-2.0
#include "pass/generations.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <set>
#include <vector>

#include "base/random.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

TEST_CASE("generations: longest chains and grandstudents against walking every chain") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<Edge> edges;
    for (std::uint64_t k = 0; k < 14; ++k) {
      const auto from = static_cast<Vertex>(random.below(9));
      edges.push_back({from, from + 1 + static_cast<Vertex>(random.below(10 - from))});  // only downward: no circle
    }
    const Graph graph = oracle::as_written(11, edges, true);
    const Table table = generations(graph);
    const std::function<std::int64_t(Vertex, bool)> longest = [&](Vertex v, bool up) {
      std::int64_t best = 0;
      for (const Vertex u : up ? graph.in(v) : graph.out(v)) best = std::max(best, 1 + longest(u, up));
      return best;
    };
    for (const Vertex v : graph.vertices()) {
      std::set<Vertex> grand;
      for (const Vertex u : graph.out(v)) grand.insert(graph.out(u).begin(), graph.out(u).end());
      CHECK(table.column("generation").integers()[v] == longest(v, true));
      CHECK(table.column("chain").integers()[v] == longest(v, false));
      CHECK(table.column("grandstudents").integers()[v] == static_cast<std::int64_t>(grand.size()));
    }
  }
}

TEST_CASE("generations: a circle leaves what is on it, below it and above it undefined") {
  const Table table = generations(oracle::as_written(6, {{0, 1}, {1, 2}, {2, 1}, {2, 3}, {4, 5}, {5, 5}}, true));
  CHECK(table.column("generation").integers() ==
        std::vector<std::int64_t>{0, Column::absent, Column::absent, Column::absent, 0, 1});
  CHECK(table.column("chain").integers() ==
        std::vector<std::int64_t>{Column::absent, Column::absent, Column::absent, 0, 1, 0});
}

}  // namespace
}  // namespace renmai
