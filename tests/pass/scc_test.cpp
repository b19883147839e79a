// SPDX-License-Identifier: Apache-2.0
#include "pass/scc.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/bgl.hpp"
#include "oracle/graphs.hpp"
#include "oracle/reach.hpp"

namespace renmai {

TEST_CASE("strong components are counted from 1 by size downward, then by smallest vertex") {
  const Table table = scc(oracle::as_written(6, {{0, 1}, {1, 2}, {2, 1}, {2, 3}, {3, 4}, {4, 5}, {5, 3}}, true));
  CHECK(table.column("component").integers() == std::vector<std::int64_t>{3, 2, 2, 1, 1, 1});
  CHECK(table.column("size").integers() == std::vector<std::int64_t>{1, 2, 2, 3, 3, 3});
}

TEST_CASE("vertices share a strong component if the transitive closure leads both ways") {
  auto graphs = oracle::awkward_graphs();
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    graphs.push_back(
        {"seed " + std::to_string(seed), oracle::random_graph(40, 0.01 * static_cast<double>(seed), true, seed)});
  }
  for (const auto& named : graphs) {
    const std::string& name = named.name;
    const Graph& graph = named.graph;
    CAPTURE(name);
    const auto reach = oracle::closure(graph, false);
    const auto labels = strong_labels(graph);
    bool same = true;
    for (const Vertex u : graph.vertices()) {
      for (const Vertex v : graph.vertices()) same = same && (reach[u][v] && reach[v][u]) == (labels[u] == labels[v]);
    }
    CHECK(same);
  }
}

TEST_CASE("strong components are as many as Boost.Graph finds") {
  for (std::uint64_t seed = 11; seed <= 13; ++seed) {
    CAPTURE(seed);
    const Graph graph = oracle::sprinkled_graph(5000, 8000, true, seed);
    std::vector<int> expected(graph.vertex_count());
    const int count = boost::strong_components(
        graph, boost::make_iterator_property_map(expected.begin(), get(boost::vertex_index, graph)));
    const Table table = scc(graph);
    const auto& component = table.column("component").integers();
    CHECK(*std::max_element(component.begin(), component.end()) == count);
    // The same partition: labels of one side decide those of the other.
    const auto labels = strong_labels(graph);
    for (const Vertex v : graph.vertices()) REQUIRE(expected[v] == expected[labels[v]]);
  }
}

TEST_CASE("strong components of a path and a cycle of a million vertices") {
  constexpr Vertex count = 1'000'000;
  const Table path = scc(oracle::path(count, true));
  CHECK(path.column("component").integers()[count - 1] == count);
  const Table cycle = scc(oracle::cycle(count, true));
  CHECK(cycle.column("size").integers()[count - 1] == count);
}

}  // namespace renmai
