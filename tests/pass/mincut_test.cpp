// SPDX-License-Identifier: Apache-2.0
#include "pass/mincut.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "oracle/graphs.hpp"
#include "oracle/karate_weighted.hpp"
#include "oracle/reach.hpp"
#include "pass/maxflow.hpp"

namespace renmai {
namespace {

struct Cut {
  double total = 0;
  std::vector<std::pair<Vertex, Vertex>> edges;
};

Cut cut_of(const Graph& graph, const SetFlowOptions& options) {
  const Table table = mincut(graph, options);
  Cut cut;
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    cut.edges.emplace_back(table.column("from").vertices()[i], table.column("to").vertices()[i]);
    cut.total += table.column("capacity").reals()[i];
    CHECK(table.column("total").reals()[i] == table.column("total").reals()[0]);
  }
  if (table.row_count() > 0) CHECK(cut.total == doctest::Approx(table.column("total").reals()[0]));
  return cut;
}

/// Whether the source still reaches the sink without the edges (and vertices) of the cut.
bool still_linked(const Graph& graph, const SetFlowOptions& options, const Cut& cut) {
  const auto gone = [&](Vertex from, Vertex to) {
    return std::find(cut.edges.begin(), cut.edges.end(), std::pair(from, to)) != cut.edges.end();
  };
  std::vector<Edge> left;
  const auto keep = [&](Vertex from, Vertex to) {
    if (!gone(from, to) && !gone(from, from) && !gone(to, to)) left.push_back({from, to});
  };
  for (const Edge& edge : graph.edges()) {
    keep(edge.from, edge.to);
    if (!graph.directed()) keep(edge.to, edge.from);
  }
  const auto reach = oracle::closure(build_graph(graph.vertex_count(), left), false);
  for (const Vertex s : options.source) {
    for (const Vertex t : options.sink) {
      if (reach[s][t]) return true;
    }
  }
  return false;
}

/// The fewest vertices outside both sets (and direct edges, which no vertex can replace) that part the sets: 2^n tries.
double fewest_vertices(const Graph& graph, const SetFlowOptions& options) {
  Cut direct;
  for (const Vertex s : options.source) {
    for (const Vertex t : options.sink) {
      const auto row = graph.out(s);
      if (std::binary_search(row.begin(), row.end(), t)) direct.edges.emplace_back(s, t);
    }
  }
  double fewest = std::numeric_limits<double>::infinity();
  for (std::uint32_t set = 0; set < 1U << graph.vertex_count(); ++set) {
    Cut cut = direct;
    bool allowed = true;
    for (const Vertex v : graph.vertices()) {
      if ((set >> v & 1U) == 0) continue;
      const auto is_v = [&](Vertex u) { return u == v; };
      allowed = allowed && std::none_of(options.source.begin(), options.source.end(), is_v) &&
                std::none_of(options.sink.begin(), options.sink.end(), is_v);
      cut.edges.emplace_back(v, v);
    }
    if (!allowed || static_cast<double>(cut.edges.size()) >= fewest || still_linked(graph, options, cut)) continue;
    fewest = static_cast<double>(cut.edges.size());
  }
  return fewest;
}

}  // namespace

TEST_CASE("of several minimum cuts the one nearest to the source is taken") {
  const Cut edges = cut_of(oracle::path(5), {{1}, {4}, Disjoint::none});
  CHECK(edges.edges == std::vector<std::pair<Vertex, Vertex>>{{1, 2}});
  const Cut vertices = cut_of(oracle::path(5), {{1}, {4}, Disjoint::vertex});
  CHECK(vertices.edges == std::vector<std::pair<Vertex, Vertex>>{{2, 2}});
  const Cut back = cut_of(oracle::path(5), {{4}, {1}, Disjoint::none});
  CHECK(back.edges == std::vector<std::pair<Vertex, Vertex>>{{4, 3}});
}

TEST_CASE("a direct edge is cut even where vertices are") {
  const Graph graph = oracle::as_written(4, {{0, 3}, {0, 1}, {1, 3}, {0, 2}, {2, 3}}, false);
  const Cut cut = cut_of(graph, {{0}, {3}, Disjoint::vertex});
  CHECK(cut.edges == std::vector<std::pair<Vertex, Vertex>>{{0, 3}, {1, 1}, {2, 2}});
}

TEST_CASE("without a path there is nothing to cut") {
  CHECK(mincut(oracle::path(3, true), {{2}, {0}, Disjoint::none}).row_count() == 0);
}

TEST_CASE("the cut of the karate club is worth as much as its flow") {
  for (const Disjoint disjoint : {Disjoint::none, Disjoint::edge, Disjoint::vertex}) {
    const SetFlowOptions options{{0}, {33}, disjoint};
    const Graph graph = oracle::karate_weighted();
    const Cut cut = cut_of(graph, options);
    CHECK(cut.total == maxflow(graph, options).column("total").reals()[0]);
    CHECK_FALSE(still_linked(graph, options, cut));
  }
}

TEST_CASE("a cut parts the sets and no fewer vertices do") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const bool directed = seed % 2 == 0;
    const Graph graph = seed % 3 == 0 ? oracle::sprinkled_graph(9, 25, directed, seed, true)
                                      : oracle::random_graph(9, 0.4, directed, seed, true);
    for (const Disjoint disjoint : {Disjoint::none, Disjoint::edge, Disjoint::vertex}) {
      for (const auto& options : {SetFlowOptions{{0}, {8}, disjoint}, SetFlowOptions{{0, 3}, {7, 8}, disjoint}}) {
        const Cut cut = cut_of(graph, options);
        CHECK_FALSE(still_linked(graph, options, cut));
        const Table flow = maxflow(graph, options);
        CHECK(cut.total == doctest::Approx(flow.row_count() == 0 ? 0 : flow.column("total").reals()[0]));
        if (disjoint == Disjoint::vertex) CHECK(cut.total == fewest_vertices(graph, options));
      }
    }
  }
}

}  // namespace renmai
