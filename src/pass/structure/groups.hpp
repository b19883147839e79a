// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

/// Disjoint sets of vertices. Each set is known by its smallest vertex, so labels do not depend on the order of joins.
class DisjointSets {
 public:
  explicit DisjointSets(Vertex count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), Vertex{0}); }

  /// The smallest vertex of the set of v.
  [[nodiscard]] Vertex find(Vertex v) {
    while (parent_[v] != v) {
      parent_[v] = parent_[parent_[v]];
      v = parent_[v];
    }
    return v;
  }
  void join(Vertex u, Vertex v) {
    u = find(u);
    v = find(v);
    if (u < v) std::swap(u, v);
    parent_[u] = v;
  }

 private:
  std::vector<Vertex> parent_;
};

/// A partition of the vertices as passes print it: groups counted from 1 by size downward, then by smallest vertex.
struct VertexGroups {
  std::vector<std::int64_t> group;  ///< by vertex
  std::vector<std::int64_t> size;   ///< by vertex: vertices in its group
};

/// Numbers the groups of vertices with equal labels; every label is below the number of vertices.
[[nodiscard]] VertexGroups number_groups(std::span<const Vertex> labels);

/// Table with one row per vertex in vertex order: vertex, `name` (the group), size.
[[nodiscard]] Table group_table(std::span<const Vertex> labels, std::string name);

}  // namespace renmai
