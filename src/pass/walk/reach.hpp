// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "pass/walk/bitmap.hpp"

namespace renmai {

/// The vertices that a path along out-edges leads to from `source`, itself among them. As hop_tree, but nothing is
/// asked of the paths, so a vertex found counts at once. Throws Error{interrupted}. Cost: O(vertices + edges) time,
/// mostly less; 8 bytes and 3 bits a vertex.
[[nodiscard]] Bitmap reach(const Graph& graph, Vertex source);

}  // namespace renmai
