// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct SccOptions {};

/// Strongly connected components: vertices that reach each other along the direction of the edges.
///
/// Definition: u and v are in one component if a directed path leads from u to v and another from v to u. A vertex on
///   no cycle is a component of its own.
/// Input: directed; on an undirected graph the same as `components`. Weights, loops and repeats do not matter.
/// Result: one row per vertex in vertex order. vertex; component: counted from 1 by size downward, then by smallest
///   vertex; size: vertices in it.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling changes the numbers of components of equal size only.
/// Cost: O(vertices + edges) time; 8 numbers a vertex, no recursion.
/// Paper: the great component: Fleischer, Hendrickson & Pinar 2000, doi:10.1007/3-540-45591-4_68; the rest: Tarjan
/// 1972,
///   doi:10.1137/0201010.
Table scc(const Graph& graph, const SccOptions& options = {});

/// By vertex: one vertex of its strongly connected component, the same for all of the component.
[[nodiscard]] std::vector<Vertex> strong_labels(const Graph& graph);

}  // namespace renmai
