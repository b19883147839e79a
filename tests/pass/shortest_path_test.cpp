// SPDX-License-Identifier: Apache-2.0
#include "pass/path/shortest_path.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

using Path = std::vector<Vertex>;

void walk(const Graph& graph, Vertex to, Path& path, std::vector<Path>& found) {
  if (path.back() == to) {
    found.push_back(path);
    return;
  }
  for (const Vertex u : graph.out(path.back())) {
    if (std::find(path.begin(), path.end(), u) != path.end()) continue;
    path.push_back(u);
    walk(graph, to, path, found);
    path.pop_back();
  }
}

/// Every simple path walked, the shortest kept, sorted.
std::vector<Path> by_walking(const Graph& graph, Vertex from, Vertex to) {
  std::vector<Path> paths;
  Path start{from};
  walk(graph, to, start, paths);
  std::size_t least = SIZE_MAX;
  for (const Path& path : paths) least = std::min(least, path.size());
  std::erase_if(paths, [&](const Path& path) { return path.size() != least; });
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

/// A square grid whose edges lead right and down.
Graph grid(Vertex side) {
  std::vector<Edge> edges;
  for (Vertex row = 0; row < side; ++row) {
    for (Vertex column = 0; column < side; ++column) {
      const Vertex v = row * side + column;
      if (column + 1 < side) edges.push_back({v, v + 1});
      if (row + 1 < side) edges.push_back({v, v + side});
    }
  }
  return build_graph(side * side, edges);
}

}  // namespace

TEST_CASE("of the shortest paths the first in order of vertices is taken") {
  const Graph graph = oracle::as_written(6, {{0, 4}, {4, 1}, {0, 2}, {2, 5}, {5, 1}, {2, 1}, {0, 3}, {3, 1}}, false);
  CHECK(shortest_path(graph, 0, 1) == Path{0, 2, 1});
  CHECK(all_shortest_paths(graph, 0, 1, 10) == std::vector<Path>{{0, 2, 1}, {0, 3, 1}, {0, 4, 1}});
  CHECK(all_shortest_paths(graph, 0, 1, 2) == std::vector<Path>{{0, 2, 1}, {0, 3, 1}});
  CHECK(all_shortest_paths(graph, 0, 1, 0).empty());
  CHECK(count_shortest_paths(graph, 0, 1) == 3);
}

TEST_CASE("shortest paths follow direction, and from a vertex to itself stay there") {
  const Graph graph = oracle::path(3, true);
  CHECK(shortest_path(graph, 0, 2) == Path{0, 1, 2});
  CHECK(shortest_path(graph, 2, 0).empty());
  CHECK(count_shortest_paths(graph, 2, 0) == 0);
  CHECK(shortest_path(graph, 1, 1) == Path{1});
  CHECK(count_shortest_paths(graph, 1, 1) == 1);
}

TEST_CASE("shortest paths are those found by walking all paths") {
  std::vector<oracle::NamedGraph> graphs;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    graphs.push_back({"seed " + std::to_string(seed), oracle::random_graph(9, 0.3, seed % 2 == 0, seed)});
    graphs.push_back({"sprinkled, seed " + std::to_string(seed), oracle::sprinkled_graph(8, 14, seed % 2 == 0, seed)});
  }
  for (const auto& named : graphs) {
    const std::string& name = named.name;
    const Graph& graph = named.graph;
    for (const Vertex from : graph.vertices()) {
      for (const Vertex to : graph.vertices()) {
        CAPTURE(name);
        CAPTURE(from);
        CAPTURE(to);
        const auto expected = by_walking(graph, from, to);
        CHECK(all_shortest_paths(graph, from, to, SIZE_MAX) == expected);
        CHECK(shortest_path(graph, from, to) == (expected.empty() ? Path() : expected.front()));
        CHECK(count_shortest_paths(graph, from, to) == expected.size());
      }
    }
  }
}

TEST_CASE("paths through a grid are counted by binomial coefficients and stop at the greatest number") {
  CHECK(count_shortest_paths(grid(6), 0, 35) == 252);                            // 10 over 5
  CHECK(count_shortest_paths(grid(33), 0, 33 * 33 - 1) == 1832624140942590534);  // 64 over 32
  CHECK(count_shortest_paths(grid(40), 0, 40 * 40 - 1) == UINT64_MAX);
  CHECK(all_shortest_paths(grid(40), 0, 40 * 40 - 1, 3).size() == 3);
}

TEST_CASE("a shortest path may be a million vertices long") {
  CHECK(shortest_path(oracle::path(1'000'000), 0, 999'999).size() == 1'000'000);
}

TEST_CASE("shortest paths refuse ends outside the graph") {
  CHECK_THROWS_AS(static_cast<void>(shortest_path(oracle::path(3), 0, 3)), Error);
  CHECK_THROWS_AS(static_cast<void>(count_shortest_paths(oracle::path(3), 3, 0)), Error);
}

}  // namespace renmai
