// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// Edges of the longest chain that leads to each vertex of a graph without loops or repeats, absent where a circle
/// does: vertices are taken once all before them are (Kahn 1962, doi:10.1145/368996.369025). Of the reversed graph: of
/// the longest that begins there. Cost: O(vertices + edges); 4 numbers a vertex.
[[nodiscard]] std::vector<std::int64_t> longest_chains(const Graph& simple);

}  // namespace renmai
