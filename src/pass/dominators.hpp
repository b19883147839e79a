// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct DominatorsOptions {
  std::optional<Vertex> source;
};

/// Whom every line of descent from a vertex passes through.
///
/// Definition: d dominates v if every path from `source` to v holds d; the immediate dominator of v is the dominator
///   other than v that is nearest to it. Edges are followed along their direction; undirected, both ways.
/// Result, one row for each vertex that the source reaches, in vertex order: vertex; dominator: the immediate one, none
///   for the source; depth: dominators above it; dominates: vertices below it.
/// Throws: Error{usage} without a source or for one outside the graph.
/// Cost: O(edges) rounds of intersections, few in practice. 5 numbers a vertex.
/// Paper: Cooper, Harvey & Kennedy 2001, A simple, fast dominance algorithm; Lengauer & Tarjan 1979,
///   doi:10.1145/357062.357071.
Table dominators(const Graph& graph, const DominatorsOptions& options = {});

}  // namespace renmai
