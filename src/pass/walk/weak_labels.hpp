// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// By vertex: the smallest vertex of its weakly connected component.
///
/// Grows one connected set from the vertex of most out-edges while that pays, then joins the vertices left outside it
/// with their neighbours: edges inside the set are never looked at. Throws Error{interrupted}.
/// Cost: O(vertices + edges) time in practice, less where there is a great component; one number and 2 bits a vertex.
/// Paper: Sutton, Ben-Nun & Barak 2018 (Afforest), doi:10.1109/IPDPS.2018.00012.
[[nodiscard]] std::vector<Vertex> weak_labels(const Graph& graph);

}  // namespace renmai
