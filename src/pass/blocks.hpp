// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct BlocksOptions {};

/// The biconnected components: what no single vertex can cut.
///
/// Definition: a greatest set of vertices that stays connected when any one of them is removed; two linked vertices
///   alone are one too. Every edge lies in one block; blocks share cut vertices. Direction, weights, loops and repeats
///   are dropped.
/// Result, one row for each vertex of each block: vertex; block, from 1 by size downward, then by smallest vertices;
///   size: vertices in it. By block, then vertex. A vertex without an edge is in none.
/// Cost: O(vertices + edges) time; the search keeps its own stack.
/// Paper: Hopcroft & Tarjan 1973, doi:10.1145/362248.362272.
Table blocks(const Graph& graph, const BlocksOptions& options = {});

}  // namespace renmai
