// SPDX-License-Identifier: Apache-2.0
#include "pass/label_propagation.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <vector>

#include "base/parallel.hpp"
#include "oracle/communities.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

/// Whether every vertex is in a group to which it has as much weight as to any other: where the labels come to rest.
bool at_rest(const Graph& graph, const std::vector<std::int64_t>& label) {
  std::vector<std::map<std::int64_t, double>> ties(graph.vertex_count());
  for (const Edge& edge : graph.edges()) {
    if (edge.from == edge.to || edge.weight == 0) continue;
    ties[edge.from][label[edge.to]] += edge.weight;
    ties[edge.to][label[edge.from]] += edge.weight;
  }
  for (const Vertex v : graph.vertices()) {
    for (const auto& [other, weight] : ties[v]) {
      if (weight > ties[v][label[v]]) return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("labels come to rest where each vertex has most weight to its own group") {
  for (const auto& named : oracle::awkward_graphs()) {
    if (named.graph.directed()) continue;
    CAPTURE(named.name);
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
      const Table table = label_propagation(named.graph, {.seed = seed});
      CHECK(at_rest(named.graph, table.column("community").integers()));
    }
  }
}

TEST_CASE("labels leave planted groups whole") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const Table table = label_propagation(oracle::planted(10, 30, 0.5, 0.01, seed), {.seed = seed});
    const auto& community = table.column("community").integers();
    for (Vertex v = 0; v < 300; ++v) REQUIRE((community[v] == community[v / 30 * 30]));
    CHECK(table.column("size").integers()[0] < 300);
  }
}

TEST_CASE("a vertex without neighbours, or with edges of weight 0 alone, keeps its label") {
  const Table table = label_propagation(oracle::as_written(5, {{0, 1, 1}, {1, 2, 0}, {3, 3, 9}}, false, true));
  CHECK(table.column("community").integers() == std::vector<std::int64_t>{1, 1, 2, 3, 4});
}

TEST_CASE("labels do not depend on the order of edges or the thread count") {
  const Graph graph = oracle::sprinkled_graph(30'000, 90'000, false, 7, true);
  const auto expected = label_propagation(graph, {.seed = 3}).column("community").integers();
  CHECK(label_propagation(oracle::reshuffled(graph, 5), {.seed = 3}).column("community").integers() == expected);
  const int before = thread_count();
  for (const int threads : {1, 2, 5}) {
    set_thread_count(threads);
    CHECK(label_propagation(graph, {.seed = 3}).column("community").integers() == expected);
  }
  set_thread_count(before);
}

}  // namespace renmai
