// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// Shortest paths from one vertex to all others, by vertex.
struct PathTree {
  std::vector<double> distance;  ///< NaN if no path leads there
  std::vector<Vertex> parent;    ///< the vertex before it, the smallest of several; no_vertex for the source
};

/// A tree of nothing: every distance `unreached`, no parents. Each column is filled by a thread of its own, for most of
/// the time goes into memory touched for the first time.
[[nodiscard]] PathTree empty_tree(Vertex count, double unreached);

/// Paths of fewest edges along out-edges: breadth first, pushing from small frontiers and pulling into what is not yet
/// reached when the frontier is large. Same bits at any thread count. Throws Error{interrupted}.
/// Cost: O(vertices + edges) time; 20 bytes and 4 bits a vertex.
/// Paper: Beamer, Asanovic & Patterson 2012, doi:10.1109/SC.2012.50.
[[nodiscard]] PathTree hop_tree(const Graph& graph, Vertex source);

}  // namespace renmai
