// SPDX-License-Identifier: Apache-2.0
#include "pass/core.hpp"

#include <doctest/doctest.h>

#include <boost/graph/core_numbers.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/bgl.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

/// By the definition: for every k, drop vertices of fewer than k neighbours until none is left to drop.
std::vector<std::int64_t> peeled(const Graph& graph) {
  const Graph simple = simple_undirected(graph);
  std::vector<std::int64_t> core(simple.vertex_count(), 0);
  for (std::int64_t k = 1;; ++k) {
    std::vector<bool> kept(simple.vertex_count(), true);
    for (bool changed = true; changed;) {
      changed = false;
      for (const Vertex v : simple.vertices()) {
        std::int64_t neighbours = 0;
        for (const Vertex u : simple.out(v)) neighbours += kept[u] ? 1 : 0;
        if (!kept[v] || neighbours >= k) continue;
        kept[v] = false;
        changed = true;
      }
    }
    bool any = false;
    for (const Vertex v : simple.vertices()) {
      if (!kept[v]) continue;
      core[v] = k;
      any = true;
    }
    if (!any) return core;
  }
}

}  // namespace

TEST_CASE("core numbers of the karate club") {
  // networkx 3.6.1: core_number(karate_club_graph())
  const std::vector<std::int64_t> expected{4, 4, 4, 4, 3, 3, 3, 4, 4, 2, 3, 1, 2, 4, 2, 2, 2,
                                           2, 2, 3, 2, 2, 2, 3, 3, 3, 2, 3, 3, 3, 4, 3, 4, 4};
  CHECK(core(oracle::karate()).column("score").integers() == expected);
}

TEST_CASE("core numbers ignore direction, loops and repeats") {
  const std::vector<Edge> edges{{0, 1}, {1, 0}, {0, 0}, {1, 2}, {1, 2}, {3, 3}};
  const auto numbers = core_numbers(oracle::as_written(4, edges, true));
  CHECK(numbers == std::vector<std::int64_t>{1, 1, 1, 0});
}

TEST_CASE("core numbers are those of peeling by the definition") {
  for (const auto& named : oracle::awkward_graphs()) {
    const std::string& name = named.name;
    const Graph& graph = named.graph;
    CAPTURE(name);
    CHECK(core_numbers(graph) == peeled(graph));
  }
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    CAPTURE(seed);
    const Graph graph = oracle::random_graph(40, 0.02 * static_cast<double>(seed), seed % 2 == 0, seed);
    CHECK(core_numbers(graph) == peeled(graph));
  }
}

TEST_CASE("core numbers are those of Boost.Graph") {
  for (std::uint64_t seed = 21; seed <= 23; ++seed) {
    CAPTURE(seed);
    const Graph graph = simple_undirected(oracle::sprinkled_graph(2000, 9000, false, seed));
    std::vector<std::int64_t> expected(graph.vertex_count());
    boost::core_numbers(graph, boost::make_iterator_property_map(expected.begin(), get(boost::vertex_index, graph)));
    CHECK(core_numbers(graph) == expected);
  }
}

}  // namespace renmai
