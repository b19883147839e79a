// SPDX-License-Identifier: Apache-2.0
#include "graph/neighbourhood.hpp"

#include <doctest/doctest.h>

#include <climits>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/random.hpp"

using renmai::build_graph;
using renmai::Edge;
using renmai::Error;
using renmai::ErrorKind;
using renmai::Graph;
using renmai::neighbourhood;
using renmai::Vertex;

namespace {

using Vertices = std::vector<Vertex>;

Vertices around(const Graph& graph, const Vertices& centres, unsigned hops) {
  return neighbourhood(graph, centres, hops);
}

// 0 -> 1 -> 2 -> 3, 4 -> 2, 5 alone with a loop.
Graph example(bool directed) {
  const std::vector<Edge> edges{{0, 1}, {1, 2}, {2, 3}, {4, 2}, {5, 5}};
  return build_graph(6, edges, {.directed = directed});
}

}  // namespace

TEST_CASE("a neighbourhood grows by one edge a hop, against the direction too") {
  for (const bool directed : {true, false}) {
    CAPTURE(directed);
    const Graph graph = example(directed);
    CHECK(around(graph, {1}, 0) == Vertices{1});
    CHECK(around(graph, {1}, 1) == Vertices{0, 1, 2});
    CHECK(around(graph, {1}, 2) == Vertices{0, 1, 2, 3, 4});
    CHECK(around(graph, {3}, 1) == Vertices{2, 3});
    CHECK(around(graph, {5}, 9) == Vertices{5});
  }
}

TEST_CASE("a neighbourhood of several centres is the union, without repeats") {
  const Graph graph = example(true);
  CHECK(around(graph, {3, 0, 3}, 1) == Vertices{0, 1, 2, 3});
  CHECK(around(graph, {5, 4}, 0) == Vertices{4, 5});
  CHECK(around(graph, {}, 3).empty());
  CHECK(around(Graph(), {}, 3).empty());
}

TEST_CASE("as many hops as can be asked for reach the component and end") {
  CHECK(around(example(true), {4}, UINT_MAX) == Vertices{0, 1, 2, 3, 4});
}

TEST_CASE("neighbourhoods agree with powers of the adjacency matrix") {
  constexpr Vertex count = 30;
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
    CAPTURE(seed);
    renmai::Random random(seed);
    std::vector<Edge> edges;
    std::vector<std::vector<char>> near(count, std::vector<char>(count, 0));
    for (int i = 0; i < 35; ++i) {
      const auto u = static_cast<Vertex>(random.below(count));
      const auto v = static_cast<Vertex>(random.below(count));
      edges.push_back({u, v});
      near[u][v] = near[v][u] = 1;
    }
    const Graph graph = build_graph(count, edges, {.directed = true});
    std::vector<char> reached(count, 0);
    reached[7] = 1;
    for (unsigned hops = 0; hops < 6; ++hops) {
      Vertices expected;
      for (Vertex v = 0; v < count; ++v) {
        if (reached[v] != 0) expected.push_back(v);
      }
      CHECK(around(graph, {7}, hops) == expected);
      auto next = reached;
      for (Vertex u = 0; u < count; ++u) {
        for (Vertex v = 0; v < count; ++v) {
          if (reached[u] != 0 && near[u][v] != 0) next[v] = 1;
        }
      }
      reached = next;
    }
  }
}

TEST_CASE("a centre that the graph does not have is refused") {
  try {
    (void)around(example(true), {2, 6}, 1);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(error.message() == "vertex 6 is not in a graph of 6 vertices");
  }
}

TEST_CASE("a neighbourhood stops when asked to") {
  renmai::request_stop();
  CHECK_THROWS_AS((void)around(example(true), {0}, 2), Error);
  renmai::clear_stop();
}
