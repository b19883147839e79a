// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/graph.hpp"
#include "pass/walk/hop_tree.hpp"

namespace renmai {

/// Paths of least length along out-edges, weights read as lengths: 0 or from 1e-100 to 1e100 each. Same bits at any
/// thread count. NaN if no path leads there.
///
/// The length of a path is the sum of its weights in order. Rounded sums keep the order of what they are sums of, so
/// the least length is one number whatever order the paths are tried in. Throws Error{interrupted}.
/// Cost: O(vertices + edges) time where lengths are spread evenly, never more than O(edges log edges); about 5 numbers
/// a vertex and one an edge. Paper: Meyer & Sanders 2003, doi:10.1016/S0196-6774(03)00076-2.
[[nodiscard]] std::vector<double> lengths_from(const Graph& graph, Vertex source);

/// The same with parents, for which the edges are read once more. With edges too short to change a sum, parents
/// are the smallest of those that Dijkstra's algorithm, taking equal lengths by number, settles before the vertex.
/// Throws Error{interrupted}.
[[nodiscard]] PathTree length_tree(const Graph& graph, Vertex source);

}  // namespace renmai
