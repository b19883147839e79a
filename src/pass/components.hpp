// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct ComponentsOptions {};

/// The pieces of a graph: vertices linked by edges of either direction (weakly connected components).
///
/// Definition: u and v are in one component if a path joins them when direction is ignored.
/// Input: any; weights, loops and repeats do not matter.
/// Result: one row per vertex in vertex order. vertex; component: counted from 1 by size downward, then by smallest
///   vertex; size: vertices in it.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling changes the numbers of components of equal size only.
/// Cost: O(vertices + edges) time in practice, less where one component holds most vertices; 6 numbers a vertex.
/// Paper: Sutton, Ben-Nun & Barak 2018, doi:10.1109/IPDPS.2018.00012 (Afforest).
Table components(const Graph& graph, const ComponentsOptions& options = {});

/// By vertex: the smallest vertex of its component.
[[nodiscard]] std::vector<Vertex> component_labels(const Graph& graph);

}  // namespace renmai
