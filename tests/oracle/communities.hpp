// SPDX-License-Identifier: Apache-2.0
// What communities are measured against: graphs with groups planted in them, and modularity by its definition.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/random.hpp"
#include "graph/graph.hpp"
#include "pass/community/modularity.hpp"

namespace renmai::oracle {

/// `groups` groups of `size` vertices: pairs within a group are linked with chance `inner`, others with `outer`.
inline Graph planted(Vertex groups, Vertex size, double inner, double outer, std::uint64_t seed) {
  Random random(seed);
  std::vector<Edge> edges;
  for (Vertex v = 0; v < groups * size; ++v) {
    for (Vertex u = 0; u < v; ++u) {
      if (random.unit() < (u / size == v / size ? inner : outer)) edges.push_back({u, v});
    }
  }
  return build_graph(groups * size, edges, {.directed = false});
}

/// The definition, pair by pair.
inline double modularity_by_pairs(const Graph& graph, const std::vector<Vertex>& label, double resolution) {
  const Vertex n = graph.vertex_count();
  std::vector<std::vector<double>> a(n, std::vector<double>(n, 0.0));
  for (const Edge& edge : graph.edges()) {
    a[edge.from][edge.to] += edge.weight;
    a[edge.to][edge.from] += edge.weight;  // a loop twice
  }
  std::vector<double> k(n, 0.0);
  double all = 0;
  for (Vertex u = 0; u < n; ++u) {
    for (Vertex v = 0; v < n; ++v) k[u] += a[u][v];
    all += k[u];
  }
  double q = 0;
  for (Vertex u = 0; u < n; ++u) {
    for (Vertex v = 0; v < n; ++v) {
      if (label[u] == label[v]) q += (a[u][v] - resolution * k[u] * k[v] / all) / all;
    }
  }
  return q;
}

/// The greatest modularity over all partitions: each next vertex joins a group or opens one.
inline double best_modularity(const Graph& graph, double resolution, std::vector<Vertex>& label, Vertex groups) {
  if (label.size() == graph.vertex_count()) return modularity(graph, label, resolution);
  double best = -std::numeric_limits<double>::infinity();
  for (Vertex group = 0; group <= groups; ++group) {
    label.push_back(group);
    best = std::max(best, best_modularity(graph, resolution, label, std::max(groups, group + 1)));
    label.pop_back();
  }
  return best;
}

}  // namespace renmai::oracle
