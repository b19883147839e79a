// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

/// Everyone reached from `of` along the direction of the edges: the table of `descendants`, and on the reversed graph
/// that of `ancestors`, which say what the columns mean. `of` must be a vertex of the graph. Cost: O(vertices + edges
/// reached); 5 numbers a vertex.
[[nodiscard]] Table descent(const Graph& graph, Vertex of);

}  // namespace renmai
