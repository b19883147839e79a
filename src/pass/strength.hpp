// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct StrengthOptions {};

/// Weight of the edges at each vertex: degree with every edge counted by its weight.
///
/// Definition: directed: in = sum of the weights of edges that end here, out = of those that begin here,
///   total = in + out, so a loop adds its weight once to in, once to out and twice to total. Undirected: in = out =
///   total = sum over the edges here, a loop counted twice. Parallel edges count as written. Without weights every edge
///   weighs 1.
/// Input: any direction; any finite weights, negative ones too.
/// Result: one row per vertex in vertex order. vertex; in, out, total: sums of weights.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows, to 1e-12.
/// Cost: O(edges) time; the result alone.
/// Paper: Barrat, Barthelemy, Pastor-Satorras & Vespignani 2004, doi:10.1073/pnas.0400087101.
Table strength(const Graph& graph, const StrengthOptions& options = {});

}  // namespace renmai
