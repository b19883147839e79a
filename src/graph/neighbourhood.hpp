// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// The vertices at most `hops` edges away from any of the centres, ascending, the centres among them.
///
/// Edges are followed against their direction too. Centres may repeat; none give none.
/// Throws Error{usage} for a centre that the graph does not have, Error{interrupted}.
/// Cost: O(edges of the vertices reached) time, one byte a vertex of the graph.
[[nodiscard]] std::vector<Vertex> neighbourhood(const Graph& graph, std::span<const Vertex> centres, unsigned hops);

}  // namespace renmai
