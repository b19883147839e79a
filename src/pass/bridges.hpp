// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct BridgesOptions {};

/// Edges whose loss would cut a component in two.
///
/// Definition: {u, v} is a bridge if u and v are in different components once it is removed.
/// Input: read as simple and undirected: direction, weights, loops and repeats are dropped, so two relations between
/// the
///   same two are one edge and may be a bridge.
/// Result: one row per bridge, from < to, sorted. from, to.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows and may swap from and to.
/// Cost: O(vertices + edges) time; 6 numbers a vertex, no recursion.
/// Paper: Tarjan 1974, doi:10.1016/0020-0190(74)90003-9.
Table bridges(const Graph& graph, const BridgesOptions& options = {});

}  // namespace renmai
