// SPDX-License-Identifier: Apache-2.0
// Small graphs that tests share: named ones with known answers, and random ones from a seed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "graph/graph.hpp"

namespace renmai::oracle {

/// A graph with the name to print when a test on it fails.
struct NamedGraph {
  std::string name;
  Graph graph;
};

/// Every edge as written: parallels and loops stay.
inline Graph as_written(Vertex count, const std::vector<Edge>& edges, bool directed, bool weighted = false) {
  return build_graph(count, edges, {.directed = directed, .parallels = Parallels::keep, .weighted = weighted});
}

/// The 78 ties among 34 members of a karate club, vertex k for member k + 1; member 1 is the instructor, 34 the
/// administrator. Zachary 1977, doi:10.1086/jar.33.4.3629752; the edges as in NetworkX 3.6.1, karate_club_graph().
inline std::vector<Edge> karate_edges() {
  return {
      {0, 1},   {0, 2},   {0, 3},   {0, 4},   {0, 5},   {0, 6},   {0, 7},   {0, 8},   {0, 10},  {0, 11},
      {0, 12},  {0, 13},  {0, 17},  {0, 19},  {0, 21},  {0, 31},  {1, 2},   {1, 3},   {1, 7},   {1, 13},
      {1, 17},  {1, 19},  {1, 21},  {1, 30},  {2, 3},   {2, 7},   {2, 8},   {2, 9},   {2, 13},  {2, 27},
      {2, 28},  {2, 32},  {3, 7},   {3, 12},  {3, 13},  {4, 6},   {4, 10},  {5, 6},   {5, 10},  {5, 16},
      {6, 16},  {8, 30},  {8, 32},  {8, 33},  {9, 33},  {13, 33}, {14, 32}, {14, 33}, {15, 32}, {15, 33},
      {18, 32}, {18, 33}, {19, 33}, {20, 32}, {20, 33}, {22, 32}, {22, 33}, {23, 25}, {23, 27}, {23, 29},
      {23, 32}, {23, 33}, {24, 25}, {24, 27}, {24, 31}, {25, 31}, {26, 29}, {26, 33}, {27, 33}, {28, 31},
      {28, 33}, {29, 32}, {29, 33}, {30, 32}, {30, 33}, {31, 32}, {31, 33}, {32, 33},
  };
}

inline Graph karate() { return as_written(34, karate_edges(), false); }

/// Vertex 0 in the middle, an edge from it to each of `leaves` others.
inline std::vector<Edge> star_edges(Vertex leaves) {
  std::vector<Edge> edges;
  for (Vertex v = 1; v <= leaves; ++v) edges.push_back({0, v});
  return edges;
}

/// 0 -> 1 -> ... -> count - 1.
inline std::vector<Edge> path_edges(Vertex count) {
  std::vector<Edge> edges;
  for (Vertex v = 1; v < count; ++v) edges.push_back({v - 1, v});
  return edges;
}

/// As path_edges, with count - 1 -> 0.
inline std::vector<Edge> cycle_edges(Vertex count) {
  std::vector<Edge> edges = path_edges(count);
  edges.push_back({count - 1, 0});
  return edges;
}

/// u -> v for every u < v.
inline std::vector<Edge> complete_edges(Vertex count) {
  std::vector<Edge> edges;
  for (Vertex v = 0; v < count; ++v) {
    for (Vertex u = 0; u < v; ++u) edges.push_back({u, v});
  }
  return edges;
}

inline Graph star(Vertex leaves, bool directed = false) { return as_written(leaves + 1, star_edges(leaves), directed); }
inline Graph path(Vertex count, bool directed = false) { return as_written(count, path_edges(count), directed); }
inline Graph cycle(Vertex count, bool directed = false) { return as_written(count, cycle_edges(count), directed); }
inline Graph complete(Vertex count, bool directed = false) {
  return as_written(count, complete_edges(count), directed);
}

/// Each pair (ordered if `directed`, without loops) is an edge with the given chance: Erdos-Renyi G(n, p).
/// Weights are whole numbers of quarters from 0.25 to 4, so sums of them are exact.
inline std::vector<Edge> random_edges(Vertex count, double chance, bool directed, std::uint64_t seed) {
  Random random(seed);
  std::vector<Edge> edges;
  for (Vertex u = 0; u < count; ++u) {
    for (Vertex v = directed ? 0 : u + 1; v < count; ++v) {
      if (u == v || random.unit() >= chance) continue;
      edges.push_back({u, v, static_cast<double>(1 + random.below(16)) / 4});
    }
  }
  return edges;
}

inline Graph random_graph(Vertex count, double chance, bool directed, std::uint64_t seed, bool weighted = false) {
  return as_written(count, random_edges(count, chance, directed, seed), directed, weighted);
}

/// `edge_count` edges with ends drawn uniformly: loops and parallel edges occur. For graphs too large for random_edges.
inline std::vector<Edge> sprinkled_edges(Vertex count, std::size_t edge_count, std::uint64_t seed) {
  Random random(seed);
  std::vector<Edge> edges(edge_count);
  for (Edge& edge : edges) {
    edge.from = static_cast<Vertex>(random.below(count));
    edge.to = static_cast<Vertex>(random.below(count));
    edge.weight = static_cast<double>(1 + random.below(16)) / 4;
  }
  return edges;
}

inline Graph sprinkled_graph(Vertex count, std::size_t edge_count, bool directed, std::uint64_t seed,
                             bool weighted = false) {
  return as_written(count, sprinkled_edges(count, edge_count, seed), directed, weighted);
}

/// A permutation of 0 .. count - 1: where each vertex goes (Fisher-Yates).
inline std::vector<Vertex> random_order(Vertex count, std::uint64_t seed) {
  Random random(seed);
  std::vector<Vertex> order(count);
  for (Vertex v = 0; v < count; ++v) order[v] = v;
  for (Vertex v = count; v > 1; --v) std::swap(order[v - 1], order[random.below(v)]);
  return order;
}

/// The same graph with vertex v renamed to order[v].
inline Graph relabelled(const Graph& graph, const std::vector<Vertex>& order) {
  std::vector<Edge> edges = graph.edges();
  for (Edge& edge : edges) edge = {order[edge.from], order[edge.to], edge.weight};
  return as_written(graph.vertex_count(), edges, graph.directed(), graph.weighted());
}

/// The same graph built from its edges in another order, the ends of undirected edges swapped now and then.
inline Graph reshuffled(const Graph& graph, std::uint64_t seed) {
  Random random(seed);
  std::vector<Edge> edges = graph.edges();
  for (std::size_t i = edges.size(); i > 1; --i) std::swap(edges[i - 1], edges[random.below(i)]);
  for (Edge& edge : edges) {
    if (!graph.directed() && random.below(2) == 1) std::swap(edge.from, edge.to);
  }
  return as_written(graph.vertex_count(), edges, graph.directed(), graph.weighted());
}

/// The graph and, after it, a copy of it: vertex v of the copy is vertex_count() + v.
inline Graph doubled(const Graph& graph) {
  std::vector<Edge> edges = graph.edges();
  const std::size_t count = edges.size();
  const Vertex shift = graph.vertex_count();
  for (std::size_t i = 0; i < count; ++i)
    edges.push_back({edges[i].from + shift, edges[i].to + shift, edges[i].weight});
  return as_written(2 * shift, edges, graph.directed(), graph.weighted());
}

/// Graphs every kernel must bear: empty, one vertex, a loop, parallel edges, two components, star, long path, complete,
/// random; each directed and undirected, the last ones weighted too.
inline std::vector<NamedGraph> awkward_graphs() {
  std::vector<NamedGraph> list;
  for (const bool directed : {true, false}) {
    const std::string kind = directed ? ", directed" : ", undirected";
    const auto put = [&](const std::string& name, Vertex count, const std::vector<Edge>& edges, bool weighted = false) {
      list.push_back({name + kind + (weighted ? ", weighted" : ""), as_written(count, edges, directed, weighted)});
    };
    put("empty", 0, {});
    put("one vertex", 1, {});
    put("three vertices without edges", 3, {});
    put("one loop", 1, {{0, 0}});
    put("one edge", 2, {{0, 1}});
    put("loops and parallel edges", 4, {{0, 1}, {0, 1}, {1, 0}, {1, 1}, {1, 1}, {1, 2}, {3, 3}}, false);
    put("loops and parallel edges", 4, {{0, 1, 2}, {0, 1, 1}, {1, 0, 3}, {1, 1, 1}, {1, 2, 0.5}, {3, 3, 2}}, true);
    put("two components", 7, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 6}});
    put("star", 9, star_edges(8));
    put("path of 200", 200, path_edges(200));
    put("cycle of 12", 12, cycle_edges(12));
    put("complete on 8", 8, complete_edges(8));
    put("sparse random on 40", 40, random_edges(40, 0.05, directed, 11));
    put("random on 30", 30, random_edges(30, 0.15, directed, 12), true);
    put("dense random on 20", 20, random_edges(20, 0.5, directed, 13));
    put("sprinkled on 25", 25, sprinkled_edges(25, 60, 14), true);
  }
  list.push_back({"karate", karate()});
  return list;
}

}  // namespace renmai::oracle
