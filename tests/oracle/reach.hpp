// SPDX-License-Identifier: Apache-2.0
// Slow, obvious answers about who reaches whom, for small graphs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "graph/graph.hpp"

namespace renmai::oracle {

/// reach[u][v]: a path of any length (0 too) leads from u to v. Warshall's transitive closure.
inline std::vector<std::vector<bool>> closure(const Graph& graph, bool ignore_direction) {
  const Vertex n = graph.vertex_count();
  std::vector<std::vector<bool>> reach(n, std::vector<bool>(n, false));
  for (Vertex v = 0; v < n; ++v) {
    reach[v][v] = true;
    for (const Vertex u : graph.out(v)) {
      reach[v][u] = true;
      if (ignore_direction) reach[u][v] = true;
    }
  }
  for (Vertex k = 0; k < n; ++k) {
    for (Vertex i = 0; i < n; ++i) {
      for (Vertex j = 0; j < n; ++j) {
        if (reach[i][k] && reach[k][j]) reach[i][j] = true;
      }
    }
  }
  return reach;
}

/// The number of weak components of the graph less some edges and vertices.
template <class KeepEdge, class KeepVertex>
std::size_t pieces(const Graph& graph, const KeepEdge& keep_edge, const KeepVertex& keep_vertex) {
  std::vector<Edge> edges;
  for (const Edge& edge : graph.edges()) {
    if (keep_edge(edge) && keep_vertex(edge.from) && keep_vertex(edge.to)) edges.push_back(edge);
  }
  const auto reach = closure(build_graph(graph.vertex_count(), edges), true);
  std::size_t count = 0;
  for (const Vertex v : graph.vertices()) {
    if (!keep_vertex(v)) continue;
    const auto first = static_cast<Vertex>(std::find(reach[v].begin(), reach[v].end(), true) - reach[v].begin());
    if (first == v) ++count;
  }
  return count;
}

/// How many simple directed paths lead from one vertex to another, by walking them all.
inline std::int64_t count_paths(const Graph& graph, Vertex from, Vertex to, std::vector<bool>& used) {
  if (from == to) return 1;
  used[from] = true;
  std::int64_t count = 0;
  for (const Vertex u : graph.out(from)) {
    if (!used[u]) count += count_paths(graph, u, to, used);
  }
  used[from] = false;
  return count;
}

}  // namespace renmai::oracle
