// SPDX-License-Identifier: Apache-2.0
#include "pass/components.hpp"

#include <doctest/doctest.h>

#include <boost/graph/connected_components.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "graph/bgl.hpp"
#include "oracle/graphalytics.hpp"
#include "oracle/graphs.hpp"
#include "oracle/reach.hpp"

namespace renmai {

TEST_CASE("components are counted from 1 by size downward, then by smallest vertex") {
  const Table table = components(oracle::as_written(8, {{1, 6}, {2, 3}, {3, 7}, {5, 0}}, true));
  CHECK(table.column("component").integers() == std::vector<std::int64_t>{2, 3, 1, 1, 4, 2, 3, 1});
  CHECK(table.column("size").integers() == std::vector<std::int64_t>{2, 2, 3, 3, 1, 2, 2, 3});
}

TEST_CASE("vertices share a component if the transitive closure joins them") {
  auto graphs = oracle::awkward_graphs();
  for (std::uint64_t seed = 31; seed <= 36; ++seed) {
    graphs.push_back({"seed " + std::to_string(seed), oracle::random_graph(50, 0.02, seed % 2 == 0, seed)});
  }
  for (const auto& named : graphs) {
    const std::string& name = named.name;
    const Graph& graph = named.graph;
    CAPTURE(name);
    const auto reach = oracle::closure(graph, true);
    const Table table = components(graph);
    const auto& component = table.column("component").integers();
    bool same = true;
    for (const Vertex u : graph.vertices()) {
      for (const Vertex v : graph.vertices()) same = same && reach[u][v] == (component[u] == component[v]);
    }
    CHECK(same);
  }
}

TEST_CASE("components are as many as Boost.Graph finds") {
  for (std::uint64_t seed = 41; seed <= 43; ++seed) {
    CAPTURE(seed);
    const Graph graph = oracle::sprinkled_graph(20000, 14000, false, seed);
    std::vector<int> expected(graph.vertex_count());
    const UndirectedGraph view(graph);
    const int count = boost::connected_components(
        view, boost::make_iterator_property_map(expected.begin(), get(boost::vertex_index, view)));
    const Table table = components(graph);
    const auto& component = table.column("component").integers();
    CHECK(*std::max_element(component.begin(), component.end()) == count);
  }
}

TEST_CASE("components of the LDBC Graphalytics examples") {
  for (const bool directed : {true, false}) {
    const auto example = oracle::graphalytics_example(directed);
    if (!example) {
      MESSAGE("skipped: the Graphalytics examples are not there");
      return;
    }
    const auto expected = example->expected("WCC");
    const auto labels = component_labels(example->graph);
    for (const Vertex v : example->graph.vertices()) {
      CHECK(static_cast<double>(example->names[labels[v]]) == expected[v]);  // both name it by its smallest vertex
    }
  }
}

}  // namespace renmai
