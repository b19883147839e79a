// SPDX-License-Identifier: Apache-2.0
#include "pass/cut_vertices.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/graph/biconnected_components.hpp>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "graph/bgl.hpp"
#include "oracle/graphs.hpp"
#include "oracle/reach.hpp"

namespace renmai {

TEST_CASE("the only cut vertex of the karate club is its instructor") {
  // networkx 3.6.1: articulation_points; 3 components once vertex 0 is removed
  const Table table = cut_vertices(oracle::karate());
  CHECK(table.column("vertex").vertices() == std::vector<Vertex>{0});
  CHECK(table.column("parts").integers() == std::vector<std::int64_t>{3});
}

TEST_CASE("the middle of a star parts as many as it has leaves") {
  const Table table = cut_vertices(oracle::star(5));
  CHECK(table.column("vertex").vertices() == std::vector<Vertex>{0});
  CHECK(table.column("parts").integers() == std::vector<std::int64_t>{5});
}

TEST_CASE("cut vertices are those whose removal leaves more pieces") {
  auto graphs = oracle::awkward_graphs();
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    graphs.push_back({"seed " + std::to_string(seed), oracle::random_graph(25, 0.08, seed % 2 == 0, seed)});
  }
  for (const auto& named : graphs) {
    const std::string& name = named.name;
    const Graph& graph = named.graph;
    if (graph.vertex_count() > 50) continue;
    CAPTURE(name);
    const auto all_edges = [](const Edge&) { return true; };
    const std::size_t whole = oracle::pieces(graph, all_edges, [](Vertex) { return true; });
    std::vector<Vertex> expected;
    std::vector<std::int64_t> parts;
    for (const Vertex v : graph.vertices()) {
      const std::size_t rest = oracle::pieces(graph, all_edges, [&](Vertex u) { return u != v; });
      if (rest <= whole) continue;
      expected.push_back(v);
      parts.push_back(static_cast<std::int64_t>(rest - whole + 1));
    }
    const Table table = cut_vertices(graph);
    CHECK(table.column("vertex").vertices() == expected);
    CHECK(table.column("parts").integers() == parts);
  }
}

TEST_CASE("cut vertices are Boost.Graph's articulation points") {
  for (std::uint64_t seed = 61; seed <= 63; ++seed) {
    CAPTURE(seed);
    const Graph graph = simple_undirected(oracle::sprinkled_graph(3000, 4000, false, seed));
    std::vector<Vertex> expected;
    boost::articulation_points(UndirectedGraph(graph), std::back_inserter(expected));
    std::sort(expected.begin(), expected.end());
    CHECK(cut_vertices(graph).column("vertex").vertices() == expected);
  }
}

TEST_CASE("all but the ends of a path of a million vertices are cut vertices") {
  constexpr Vertex count = 1'000'000;
  CHECK(cut_vertices(oracle::path(count)).row_count() == count - 2);
}

}  // namespace renmai
