// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "graph/graph.hpp"

namespace renmai {

/// How much more weight lies within communities than chance puts there.
///
/// Definition: Q = sum over communities of in(c) / 2m - resolution * (strength(c) / 2m)^2, where in(c) counts the
/// weight
///   of each edge within c twice, strength(c) adds the weighted degrees (a loop counts twice) and 2m all of them.
/// Input: an undirected graph (`undirected`); weights are used if it has them, else every edge weighs 1; one label
///   below the number of vertices per vertex.
/// Undefined: NaN if no edge has weight.
/// Cost: O(vertices + edges).
/// Paper: Newman & Girvan 2004, doi:10.1103/PhysRevE.69.026113; resolution: Reichardt & Bornholdt 2006,
///   doi:10.1103/PhysRevE.74.016110.
[[nodiscard]] double modularity(const Graph& graph, std::span<const Vertex> communities, double resolution = 1);

}  // namespace renmai
