// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// Core numbers by vertex of a simple undirected graph: for k = 0, 1, ... everything of fewer than k + 1 neighbours is
/// peeled off, by all threads together. Same answer in any order. Throws Error{interrupted}.
/// Cost: O(vertices + edges) time, for a vertex is looked at once for each k up to its core number; 4 numbers a vertex.
/// Paper: Kabir & Madduri 2017 (PKC), doi:10.1109/IPDPSW.2017.151.
[[nodiscard]] std::vector<std::int64_t> peeled_cores(const Graph& simple);

}  // namespace renmai
