// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct CutVerticesOptions {};

/// Vertices whose loss would cut their component in pieces (articulation points).
///
/// Definition: v is a cut vertex if its component without v has two pieces or more; `parts` is how many.
/// Input: read as simple and undirected: direction, weights, loops and repeats are dropped.
/// Result: one row per cut vertex, in vertex order. vertex; parts: at least 2.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows.
/// Cost: O(vertices + edges) time; 6 numbers a vertex, no recursion.
/// Paper: Hopcroft & Tarjan 1973, doi:10.1145/362248.362272.
Table cut_vertices(const Graph& graph, const CutVerticesOptions& options = {});

}  // namespace renmai
