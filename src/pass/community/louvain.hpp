// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// Communities by the method of Louvain; the pass `louvain` says what they are. The graph must be undirected, its
/// weights finite and at least 0. Returns a label below the number of vertices per vertex.
[[nodiscard]] std::vector<Vertex> louvain_communities(const Graph& graph, double resolution, std::uint64_t seed);

}  // namespace renmai
