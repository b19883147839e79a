// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// Paths of fewest edges between two vertices, along the direction of the edges. Weights are ignored, and so are
/// repeated edges: a path is a sequence of vertices. From a vertex to itself there is one path, of that vertex alone.
/// All three throw Error{usage} if an end is not a vertex of the graph, and cost O(vertices + edges) before they list
/// paths; they look no further than the distance between the ends.

/// Of all paths of fewest edges the one whose sequence of vertices comes first; empty if there is none.
[[nodiscard]] std::vector<Vertex> shortest_path(const Graph& graph, Vertex from, Vertex to);

/// The first `limit` paths of fewest edges in the order of their sequences of vertices.
[[nodiscard]] std::vector<std::vector<Vertex>> all_shortest_paths(const Graph& graph, Vertex from, Vertex to,
                                                                  std::size_t limit);

/// How many paths of fewest edges there are; UINT64_MAX if that many or more.
[[nodiscard]] std::uint64_t count_shortest_paths(const Graph& graph, Vertex from, Vertex to);

}  // namespace renmai
