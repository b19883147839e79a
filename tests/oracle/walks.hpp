// SPDX-License-Identifier: Apache-2.0
// Plain serial versions of what src/pass/walk/ does in parallel, and graphs that break such kernels.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <numeric>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "graph/graph.hpp"
#include "oracle/graphs.hpp"
#include "table/table.hpp"

namespace renmai::oracle {

/// Distances (NaN if unreached) and parents.
struct Tree {
  std::vector<double> distance;
  std::vector<Vertex> parent;
  Tree(Vertex count, Vertex source)
      : distance(count, std::numeric_limits<double>::infinity()), parent(count, no_vertex) {
    distance[source] = 0;
  }
  void finish() {
    std::replace(distance.begin(), distance.end(), std::numeric_limits<double>::infinity(),
                 std::numeric_limits<double>::quiet_NaN());
  }
};

/// Breadth first from a queue; a vertex of the next level takes the smallest of its parents.
inline Tree hop_tree(const Graph& graph, Vertex source) {
  Tree tree(graph.vertex_count(), source);
  std::vector<Vertex> order{source};
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Vertex v = order[i];
    for (const Vertex u : graph.out(v)) {
      if (std::isinf(tree.distance[u])) {
        tree.distance[u] = tree.distance[v] + 1;
        tree.parent[u] = v;
        order.push_back(u);
      } else if (tree.distance[u] == tree.distance[v] + 1) {
        tree.parent[u] = std::min(tree.parent[u], v);
      }
    }
  }
  tree.finish();
  return tree;
}

/// Dijkstra's algorithm; vertices at the same distance are settled by number, and only vertices not yet settled change
/// their parent.
inline Tree length_tree(const Graph& graph, Vertex source) {
  Tree tree(graph.vertex_count(), source);
  std::vector<bool> settled(graph.vertex_count(), false);
  using Entry = std::pair<double, Vertex>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  queue.emplace(0, source);
  while (!queue.empty()) {
    const Vertex v = queue.top().second;
    queue.pop();
    if (settled[v]) continue;
    settled[v] = true;
    EdgeIndex slot = graph.out_begin(v);
    for (const Vertex u : graph.out(v)) {
      const double distance = tree.distance[v] + graph.weight(slot++);
      if (settled[u] || distance > tree.distance[u]) continue;
      if (distance == tree.distance[u]) {
        tree.parent[u] = std::min(tree.parent[u], v);
        continue;
      }
      tree.distance[u] = distance;
      tree.parent[u] = v;
      queue.emplace(distance, u);
    }
  }
  tree.finish();
  return tree;
}

/// By vertex: the smallest vertex of its component, by joining the ends of one edge after another.
inline std::vector<Vertex> weak_labels(const Graph& graph) {
  std::vector<Vertex> parent(graph.vertex_count());
  std::iota(parent.begin(), parent.end(), Vertex{0});
  const auto find = [&](Vertex v) {
    while (parent[v] != v) v = parent[v] = parent[parent[v]];
    return v;
  };
  for (const Vertex v : graph.vertices()) {
    for (const Vertex u : graph.out(v)) {
      const Vertex a = find(v);
      const Vertex b = find(u);
      parent[std::max(a, b)] = std::min(a, b);
    }
  }
  for (const Vertex v : graph.vertices()) parent[v] = find(v);
  return parent;
}

/// Triangles by vertex of a simple graph: for every edge, the neighbours that both ends have.
inline std::vector<std::int64_t> triangle_counts(const Graph& simple) {
  std::vector<std::int64_t> counts(simple.vertex_count(), 0);
  std::vector<Vertex> both;
  for (const Vertex v : simple.vertices()) {
    for (const Vertex u : simple.out(v)) {
      both.clear();
      std::set_intersection(simple.out(v).begin(), simple.out(v).end(), simple.out(u).begin(), simple.out(u).end(),
                            std::back_inserter(both));
      counts[v] += static_cast<std::int64_t>(both.size());
    }
    counts[v] /= 2;
  }
  return counts;
}

/// Edges with ends drawn towards small numbers: a few hubs that many vertices share, and many vertices of few edges.
inline std::vector<Edge> skewed_edges(Vertex count, std::size_t edge_count, std::uint64_t seed) {
  Random random(seed);
  std::vector<Edge> edges(edge_count);
  const auto draw = [&] {
    const double x = random.unit();
    return static_cast<Vertex>(x * x * x * x * count);
  };
  for (Edge& edge : edges) edge = {draw(), draw(), static_cast<double>(1 + random.below(16)) / 4};
  const auto order = random_order(count, seed + 1);  // hubs anywhere
  for (Edge& edge : edges) edge = {order[edge.from], order[edge.to], edge.weight};
  return edges;
}

/// Large enough for every branch of the parallel kernels: levels that are pushed and pulled, many blocks, hubs, long
/// paths, dense parts, many components, loops only.
inline std::vector<NamedGraph> hard_graphs(std::uint64_t seed) {
  std::vector<NamedGraph> list;
  const std::string mark = ", seed " + std::to_string(seed);
  for (const bool directed : {true, false}) {
    const auto put = [&](const std::string& name, Vertex count, const std::vector<Edge>& edges) {
      list.push_back({name + (directed ? ", directed" : ", undirected") + mark, as_written(count, edges, directed)});
    };
    put("skewed", 20000, skewed_edges(20000, 150000, seed));
    put("sprinkled", 20000, sprinkled_edges(20000, 60000, seed));
    put("scattered", 30000, sprinkled_edges(30000, 18000, seed));
    std::vector<Edge> loops;
    for (Vertex v = 0; v < 9000; ++v) loops.push_back({v, v});
    put("loops", 9000, loops);
    std::vector<Edge> bipartite;
    for (const Edge& edge : sprinkled_edges(4000, 40000, seed)) bipartite.push_back({edge.from, 4000 + edge.to});
    put("bipartite", 8000, bipartite);
    std::vector<Edge> mixed = skewed_edges(5000, 30000, seed);  // and a path from it, a clique and a star beyond
    for (Vertex v = 4999; v < 15000; ++v) mixed.push_back({v, v + 1});
    for (const Edge& edge : complete_edges(120)) mixed.push_back({15001 + edge.from, 15001 + edge.to});
    for (Vertex v = 1; v <= 8000; ++v) mixed.push_back({16000, 16000 + v});
    put("mixed", 24001, mixed);
  }
  return list;
}

}  // namespace renmai::oracle
