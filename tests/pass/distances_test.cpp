// SPDX-License-Identifier: Apache-2.0
#include "pass/distances.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "oracle/graphalytics.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Relaxes every edge until nothing changes (Bellman-Ford).
std::vector<double> relaxed(const Graph& graph, Vertex source, bool weighted) {
  std::vector<double> distance(graph.vertex_count(), infinity);
  distance[source] = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (const Vertex v : graph.vertices()) {
      EdgeIndex slot = graph.out_begin(v);
      for (const Vertex u : graph.out(v)) {
        const double through = distance[v] + (weighted ? graph.weight(slot) : 1);
        ++slot;
        if (through >= distance[u]) continue;
        distance[u] = through;
        changed = true;
      }
    }
  }
  return distance;
}

double least_length(const Graph& graph, Vertex from, Vertex to, bool weighted) {
  double least = infinity;
  EdgeIndex slot = graph.out_begin(from);
  for (const Vertex u : graph.out(from)) {
    if (u == to) least = std::min(least, weighted ? graph.weight(slot) : 1);
    ++slot;
  }
  return least;
}

void check_distances(const Graph& graph, Vertex source, bool weighted, const std::vector<double>& expected) {
  const Table table = distances(graph, {.source = source, .weighted = weighted});
  const auto& distance = table.column("distance").reals();
  const auto& parent = table.column("parent").vertices();
  for (const Vertex v : graph.vertices()) {
    CAPTURE(v);
    if (expected[v] == infinity) {
      CHECK(std::isnan(distance[v]));
      CHECK(parent[v] == no_vertex);
      continue;
    }
    CHECK(distance[v] == doctest::Approx(expected[v]));
    if (v == source) {
      CHECK(parent[v] == no_vertex);
      continue;
    }
    CHECK(distance[v] == distance[parent[v]] + least_length(graph, parent[v], v, weighted));
    Vertex steps = 0;
    for (Vertex u = v; u != source && steps <= graph.vertex_count(); u = parent[u]) ++steps;
    CHECK(steps <= graph.vertex_count());  // parents lead to the source
  }
}

}  // namespace

TEST_CASE("distances and parents of a small directed graph") {
  const Graph graph = oracle::as_written(5, {{0, 2}, {0, 1}, {1, 3}, {2, 3}, {4, 0}}, true);
  const Table table = distances(graph, {.source = 0});
  CHECK(table.column("parent").vertices() == std::vector<Vertex>{no_vertex, 0, 0, 1, no_vertex});
  CHECK(table.column("distance").cell(3) == "2");
  CHECK(table.column("distance").cell(4).empty());
}

TEST_CASE("distances are those of relaxing every edge") {
  auto graphs = oracle::awkward_graphs();
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    graphs.push_back({"seed " + std::to_string(seed), oracle::random_graph(60, 0.05, seed % 2 == 0, seed, true)});
  }
  for (const auto& named : graphs) {
    const std::string& name = named.name;
    const Graph& graph = named.graph;
    for (const Vertex source : {0U, 5U}) {
      if (source >= graph.vertex_count()) continue;
      for (const bool weighted : {false, true}) {
        CAPTURE(name);
        CAPTURE(source);
        CAPTURE(weighted);
        check_distances(graph, source, weighted, relaxed(graph, source, weighted));
      }
    }
  }
}

TEST_CASE("edges of length 0 make no circle of parents") {
  const Graph graph = oracle::as_written(4, {{3, 1, 1}, {3, 0, 1}, {0, 1, 0}, {1, 2, 0}, {0, 2, 0}}, false, true);
  check_distances(graph, 3, true, {1, 1, 1, 0});
}

TEST_CASE("distances alone are those of the tree, whose parents are left out") {
  const Graph graph = oracle::as_written(4, {{0, 1, 4}, {0, 2, 1}, {2, 1, 1}, {1, 3, 1}}, true, true);
  for (const bool weighted : {false, true}) {
    const Table whole = distances(graph, {.source = 0, .weighted = weighted});
    const Table alone = distances(graph, {.source = 0, .weighted = weighted, .distances_only = true});
    CHECK(alone.column("distance").reals() == whole.column("distance").reals());
    CHECK(alone.column("parent").vertices() == std::vector<Vertex>(4, no_vertex));
  }
}

TEST_CASE("distances of the LDBC Graphalytics examples") {
  for (const bool directed : {true, false}) {
    const auto example = oracle::graphalytics_example(directed);
    if (!example) {
      MESSAGE("skipped: the Graphalytics examples are not there");
      return;
    }
    const Vertex source = example->vertex(directed ? 1 : 2);
    check_distances(example->graph, source, false, example->expected("BFS"));
    check_distances(example->graph, source, true, example->expected("SSSP"));
  }
}

TEST_CASE("distances refuse a missing source, one outside the graph and negative lengths") {
  const Graph graph = oracle::as_written(2, {{0, 1, -1}}, false, true);
  CHECK_THROWS_AS(distances(graph, {}), Error);
  CHECK_THROWS_AS(distances(graph, {.source = 2}), Error);
  CHECK_THROWS_AS(distances(graph, {.source = 0, .weighted = true}), Error);
  CHECK(distances(graph, {.source = 0}).column("distance").reals()[1] == 1);
}

}  // namespace renmai
