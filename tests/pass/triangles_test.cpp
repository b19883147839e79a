// SPDX-License-Identifier: Apache-2.0
#include "pass/triangles.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "base/parallel.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

std::vector<std::int64_t> by_triples(const Graph& graph) {
  const Graph simple = simple_undirected(graph);
  const auto linked = [&](Vertex u, Vertex v) {
    const auto row = simple.out(u);
    return std::binary_search(row.begin(), row.end(), v);
  };
  std::vector<std::int64_t> counts(simple.vertex_count(), 0);
  for (const Vertex a : simple.vertices()) {
    for (Vertex b = 0; b < a; ++b) {
      for (Vertex c = 0; c < b; ++c) {
        if (!linked(a, b) || !linked(b, c) || !linked(a, c)) continue;
        ++counts[a];
        ++counts[b];
        ++counts[c];
      }
    }
  }
  return counts;
}

}  // namespace

TEST_CASE("triangles of the karate club") {
  // networkx 3.6.1: triangles(karate_club_graph()); 45 in all
  const std::vector<std::int64_t> expected{18, 12, 11, 10, 2, 3, 3, 6, 5, 0, 2, 0, 1, 6, 1, 1,  1,
                                           1,  1,  1,  1,  1, 1, 4, 1, 1, 1, 1, 1, 4, 3, 3, 13, 15};
  CHECK(triangles(oracle::karate()).column("score").integers() == expected);
}

TEST_CASE("every vertex of a complete graph is in a triangle with every two others") {
  CHECK(triangles(oracle::complete(7)).column("score").integers() == std::vector<std::int64_t>(7, 15));
}

TEST_CASE("triangles are those found by trying all triples") {
  for (const auto& named : oracle::awkward_graphs()) {
    const std::string& name = named.name;
    const Graph& graph = named.graph;
    CAPTURE(name);
    CHECK(triangles(graph).column("score").integers() == by_triples(graph));
  }
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    CAPTURE(seed);
    const Graph graph = oracle::random_graph(45, 0.1 * static_cast<double>(seed), seed % 2 == 0, seed);
    CHECK(triangles(graph).column("score").integers() == by_triples(graph));
  }
}

TEST_CASE("triangles are the same at any thread count on a graph of many blocks") {
  const Graph graph = simple_undirected(oracle::sprinkled_graph(3000, 60000, false, 5));
  const int before = thread_count();
  set_thread_count(1);
  const auto alone = triangle_counts(graph);
  set_thread_count(7);
  CHECK(triangle_counts(graph) == alone);
  set_thread_count(before);
}

}  // namespace renmai
