// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// What holds a graph together, from one depth-first search.
struct Joints {
  std::vector<std::pair<Vertex, Vertex>> bridges;  ///< {u, v} with u < v, sorted
  std::vector<Vertex> parts;  ///< by vertex: pieces its component falls into without it (0 if isolated, 1 if no matter)
};

/// Bridges and cut vertices of a simple undirected graph. The search keeps its own stack, so depth costs memory only.
/// Cost: O(vertices + edges) time; 5 numbers a vertex.
/// Paper: Hopcroft & Tarjan 1973, doi:10.1145/362248.362272.
[[nodiscard]] Joints find_joints(const Graph& simple);

}  // namespace renmai
