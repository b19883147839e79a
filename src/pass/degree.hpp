// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct DegreeOptions {};

/// Number of edges at each vertex.
///
/// Definition: directed: in = edges that end here, out = edges that begin here, total = in + out, so a loop adds 1 to
///   in, 1 to out and 2 to total. Undirected: in = out = total = edges here, a loop counted twice. Parallel edges count
///   as written, so the sum of total is always twice the number of edges.
/// Input: any direction; weights ignored.
/// Result: one row per vertex in vertex order. vertex; in, out, total: edges.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows.
/// Cost: O(vertices) time directed, O(edges) undirected; the result alone.
/// Paper: Freeman 1978, doi:10.1016/0378-8733(78)90021-7.
Table degree(const Graph& graph, const DegreeOptions& options = {});

}  // namespace renmai
