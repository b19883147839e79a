// SPDX-License-Identifier: Apache-2.0
#include "graph/graph.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

template <class T>
std::vector<T> list(std::span<const T> row) {
  return {row.begin(), row.end()};
}
using Vertices = std::vector<Vertex>;
using Weights = std::vector<double>;

ErrorKind kind_of_failure(Vertex count, const std::vector<Edge>& edges, const BuildOptions& options = {}) {
  try {
    static_cast<void>(build_graph(count, edges, options));
  } catch (const Error& error) {
    return error.kind();
  }
  return ErrorKind::internal;
}

/// Everything a caller can see of a graph.
bool same(const Graph& a, const Graph& b) {
  if (a.vertex_count() != b.vertex_count() || a.edge_count() != b.edge_count() || a.directed() != b.directed() ||
      a.loop_count() != b.loop_count() || a.has_parallel_edges() != b.has_parallel_edges() ||
      a.max_out_degree() != b.max_out_degree() || a.weighted() != b.weighted()) {
    return false;
  }
  const auto equal = [](auto x, auto y) { return std::equal(x.begin(), x.end(), y.begin(), y.end()); };
  return std::all_of(a.vertices().begin(), a.vertices().end(), [&](Vertex v) {
    return equal(a.out(v), b.out(v)) && equal(a.in(v), b.in(v)) && equal(a.out_weights(v), b.out_weights(v)) &&
           equal(a.in_weights(v), b.in_weights(v));
  });
}

}  // namespace

TEST_CASE("a directed graph has sorted rows both ways") {
  const std::vector<Edge> edges{{2, 0, 4}, {0, 2, 1}, {0, 1, 3}, {1, 2, 5}};
  const Graph graph = build_graph(4, edges, {.weighted = true});
  CHECK(graph.directed());
  CHECK(graph.vertex_count() == 4);
  CHECK(graph.edge_count() == 4);
  CHECK(graph.slot_count() == 4);
  CHECK(list(graph.out(0)) == Vertices{1, 2});
  CHECK(list(graph.out_weights(0)) == Weights{3, 1});
  CHECK(list(graph.in(2)) == Vertices{0, 1});
  CHECK(list(graph.in_weights(2)) == Weights{1, 5});
  CHECK(graph.out(3).empty());
  CHECK(graph.in_degree(3) == 0);
  CHECK(graph.max_out_degree() == 2);
  CHECK(graph.simple());
  CHECK(graph.target(graph.out_begin(1)) == 2);
  CHECK(graph.weight(graph.out_begin(1)) == 5);
  CHECK(graph.edges() == std::vector<Edge>{{0, 1, 3}, {0, 2, 1}, {1, 2, 5}, {2, 0, 4}});
}

TEST_CASE("the range of the weights is known") {
  const std::vector<Edge> edges{{0, 1, 0}, {1, 2, 4}, {2, 0, 0.5}, {2, 1, 3}, {2, 1, 3}};
  const WeightRange range = build_graph(3, edges, {.weighted = true}).weight_range();
  CHECK(range.least == 0);
  CHECK(range.least_above_zero == 0.5);
  CHECK(range.greatest == 6);  // of the collapsed edge
  CHECK(build_graph(2, std::vector<Edge>{{0, 1, -2}}, {.weighted = true}).weight_range().least == -2);
  const WeightRange none = build_graph(3, edges).weight_range();
  CHECK(none.least > none.greatest);
}

TEST_CASE("an undirected graph holds an edge at both ends and a loop once") {
  const std::vector<Edge> edges{{1, 0}, {2, 1}, {2, 2}};
  const Graph graph = build_graph(3, edges, {.directed = false});
  CHECK(graph.edge_count() == 3);
  CHECK(graph.slot_count() == 5);
  CHECK(graph.loop_count() == 1);
  CHECK(list(graph.out(1)) == Vertices{0, 2});
  CHECK(list(graph.out(2)) == Vertices{1, 2});
  CHECK(graph.in(2).data() == graph.out(2).data());
  CHECK(graph.edges() == std::vector<Edge>{{0, 1}, {1, 2}, {2, 2}});
}

TEST_CASE("parallel edges collapse to their sum or stay apart by weight") {
  const std::vector<Edge> edges{{0, 1, 3}, {0, 1, 2}, {1, 0, 5}, {1, 1, 1}, {1, 1, 1}};
  SUBCASE("collapsed, directed") {
    const Graph graph = build_graph(2, edges, {.weighted = true});
    CHECK(graph.edges() == std::vector<Edge>{{0, 1, 5}, {1, 0, 5}, {1, 1, 2}});
    CHECK_FALSE(graph.has_parallel_edges());
    CHECK(list(graph.in_weights(1)) == Weights{5, 2});
  }
  SUBCASE("collapsed, undirected: both orders are one pair") {
    const Graph graph = build_graph(2, edges, {.directed = false, .weighted = true});
    CHECK(graph.edges() == std::vector<Edge>{{0, 1, 10}, {1, 1, 2}});
    CHECK(graph.loop_count() == 1);
  }
  SUBCASE("kept") {
    const Graph graph = build_graph(2, edges, {.parallels = Parallels::keep, .weighted = true});
    CHECK(graph.edges() == std::vector<Edge>{{0, 1, 2}, {0, 1, 3}, {1, 0, 5}, {1, 1, 1}, {1, 1, 1}});
    CHECK(graph.has_parallel_edges());
    CHECK(graph.loop_count() == 2);
    CHECK_FALSE(graph.simple());
  }
  SUBCASE("collapsed without weights: each pair is one edge of weight 1") {
    const Graph graph = build_graph(2, edges);
    CHECK_FALSE(graph.weighted());
    CHECK(graph.out_weights(0).empty());
    CHECK(graph.edges() == std::vector<Edge>{{0, 1, 1}, {1, 0, 1}, {1, 1, 1}});
    CHECK(graph.weight(0) == 1);
  }
  SUBCASE("without loops") {
    const Graph graph = build_graph(2, edges, {.loops = Loops::drop, .weighted = true});
    CHECK(graph.edges() == std::vector<Edge>{{0, 1, 5}, {1, 0, 5}});
    CHECK(graph.simple());
  }
}

TEST_CASE("facts about loops and parallels are found in every kind of graph") {
  for (const bool directed : {true, false}) {
    const Graph graph = oracle::as_written(3, {{0, 0}, {0, 1}, {1, 0}}, directed);
    CHECK(graph.loop_count() == 1);
    CHECK(graph.has_parallel_edges() == !directed);
  }
}

TEST_CASE("the order of the edges does not show in the graph, nor does the thread count") {
  for (const bool directed : {true, false}) {
    const Graph graph = oracle::sprinkled_graph(9000, 20000, directed, 5, true);
    set_thread_count(1);
    const Graph serial = oracle::reshuffled(graph, 6);
    set_thread_count(0);
    CHECK(same(graph, serial));
    CHECK(same(graph, oracle::reshuffled(graph, 7)));
  }
}

TEST_CASE("a graph without vertices or edges is a graph") {
  for (const Graph& graph : {Graph(), build_graph(0, {}), build_graph(0, {}, {.directed = false})}) {
    CHECK(graph.vertex_count() == 0);
    CHECK(graph.edge_count() == 0);
    CHECK(graph.slot_count() == 0);
    CHECK(graph.edges().empty());
    CHECK(graph.simple());
    CHECK(same(undirected(graph), build_graph(0, {}, {.directed = false})));
    CHECK(simple_undirected(graph).vertex_count() == 0);
    CHECK(induced(graph, {}).vertex_count() == 0);
    CHECK(graph.reversed().vertex_count() == 0);
  }
  const Graph alone = build_graph(5, {});
  CHECK(alone.vertex_count() == 5);
  CHECK(alone.out(4).empty());
}

TEST_CASE("reversed swaps rows, keeps weights and is its own inverse") {
  const Graph graph = oracle::sprinkled_graph(20, 50, true, 3, true);
  const Graph reversed = graph.reversed();
  CHECK(reversed.out(4).data() == graph.in(4).data());
  std::vector<Edge> turned = graph.edges();
  for (Edge& edge : turned) std::swap(edge.from, edge.to);
  CHECK(same(reversed, oracle::as_written(20, turned, true, true)));
  CHECK(same(reversed.reversed(), graph));
  const Graph both = oracle::random_graph(20, 0.2, false, 4, true);
  CHECK(same(both.reversed(), both));
  CHECK(oracle::star(3, true).reversed().max_out_degree() == 1);
}

TEST_CASE("undirected adds up what lies between two vertices") {
  const Graph graph = oracle::as_written(3, {{0, 1, 1}, {1, 0, 2}, {0, 1, 4}, {2, 2, 8}}, true, true);
  const Graph plain = undirected(graph);
  CHECK_FALSE(plain.directed());
  CHECK(plain.edges() == std::vector<Edge>{{0, 1, 7}, {2, 2, 8}});
  const Graph multi = oracle::as_written(2, {{0, 1, 1}, {0, 1, 2}}, false, true);
  CHECK(undirected(multi).edges() == std::vector<Edge>{{0, 1, 3}});
}

TEST_CASE("simple_undirected drops direction, loops, repeats and weights") {
  for (const bool directed : {true, false}) {
    const Graph graph = oracle::as_written(3, {{0, 1, 1}, {1, 0, 2}, {0, 1, 4}, {2, 2, 8}, {1, 2, 3}}, directed, true);
    const Graph simple = simple_undirected(graph);
    CHECK(simple.simple());
    CHECK_FALSE(simple.directed());
    CHECK_FALSE(simple.weighted());
    CHECK(simple.edges() == std::vector<Edge>{{0, 1}, {1, 2}});
  }
}

TEST_CASE("an induced graph keeps the edges among its vertices, parallels and weights too") {
  const Graph graph =
      oracle::as_written(5, {{0, 2, 1}, {0, 2, 2}, {2, 4, 3}, {4, 4, 4}, {1, 2, 5}, {4, 0, 6}}, true, true);
  const Vertices kept{0, 2, 4};
  const Graph part = induced(graph, kept);
  CHECK(part.vertex_count() == 3);
  CHECK(part.edges() == std::vector<Edge>{{0, 1, 1}, {0, 1, 2}, {1, 2, 3}, {2, 0, 6}, {2, 2, 4}});
  CHECK(induced(graph, {}).vertex_count() == 0);
  CHECK_THROWS_AS(static_cast<void>(induced(graph, Vertices{1, 5})), Error);
  CHECK_THROWS_AS(static_cast<void>(induced(graph, Vertices{2, 1})), Error);
}

TEST_CASE("a copy shares the rows and outlives the first") {
  Graph copy;
  {
    const Graph graph = oracle::karate();
    copy = graph;
    CHECK(copy.targets().data() == graph.targets().data());
  }
  CHECK(copy.out_degree(33) == 17);
  CHECK(copy.edge_count() == 78);
}

TEST_CASE("edges that cannot be are refused") {
  CHECK(kind_of_failure(2, {{0, 2}}) == ErrorKind::limit);
  CHECK(kind_of_failure(2, {{2, 0}}) == ErrorKind::limit);
  CHECK(kind_of_failure(0, {{0, 0}}) == ErrorKind::limit);
  CHECK(kind_of_failure(UINT32_MAX, {}) == ErrorKind::limit);
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  CHECK(kind_of_failure(2, {{0, 1, nan}}, {.weighted = true}) == ErrorKind::input);
  CHECK(kind_of_failure(2, {{0, 1, -infinity}}, {.weighted = true}) == ErrorKind::input);
  CHECK(build_graph(2, std::vector<Edge>{{0, 1, nan}}).weight(0) == 1);  // not kept, so not looked at
  CHECK_THROWS_WITH_AS(static_cast<void>(build_graph(2, std::vector<Edge>{{0, 7}})),
                       "edge 0 -> 7 has an end outside the 2 vertices", Error);
}

TEST_CASE("the shared test graphs are what they say") {
  CHECK(oracle::karate().edge_count() == 78);
  CHECK(oracle::karate().simple());
  CHECK(oracle::complete(6).edge_count() == 15);
  CHECK(oracle::cycle(7).edge_count() == 7);
  const Graph random = oracle::random_graph(50, 0.2, true, 1);
  CHECK(random.simple());
  CHECK(random.edge_count() > 400);
  CHECK(random.edge_count() < 580);
  CHECK(same(random, oracle::random_graph(50, 0.2, true, 1)));
  const std::vector<Vertex> order = oracle::random_order(50, 2);
  std::vector<Vertex> back(order.size());
  for (Vertex v = 0; v < order.size(); ++v) back[order[v]] = v;
  const Graph renamed = oracle::relabelled(random, order);
  CHECK_FALSE(same(renamed, random));
  CHECK(same(oracle::relabelled(renamed, back), random));
  CHECK(oracle::doubled(oracle::path(3)).edges() == std::vector<Edge>{{0, 1}, {1, 2}, {3, 4}, {4, 5}});
}

}  // namespace renmai
