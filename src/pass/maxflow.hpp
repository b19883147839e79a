// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "pass/path/set_flow.hpp"
#include "table/table.hpp"

namespace renmai {

/// The most that can flow from one set of vertices to another, and along which edges.
///
/// Definition: flow along an edge is at most its capacity and in every vertex outside both sets as much arrives as
///   leaves; the flow leaving `source` and arriving in `sink` is the greatest possible. Capacities are the weights, or
///   1 if the graph has none. `disjoint=edge`: every edge may be used once, so the total is the number of paths that
///   share no edge. `disjoint=vertex`: every vertex outside both sets may be used once, and an edge from source to sink
///   once, so the total is the number of paths that share no vertex between their ends.
/// Input: any direction; an undirected edge may carry flow either way, not both. Loops carry none; repeated edges are
/// one
///   edge whose capacities add up (with `vertex` one edge).
/// Result: one row per edge with flow above 0, sorted by from, to. from, to: in the direction of the flow; flow;
///   capacity; total: the same in every row. No rows: nothing can flow, the total is 0. Where several maximum flows
///   exist, one of them.
/// Repeatable: same bits at any thread count and order of edges. Relabelling may give another flow of the same total.
/// Throws: Error{usage} for an empty source or sink, a vertex outside the graph or in both sets, and with
///   `disjoint=none` for a weight that is neither 0 nor in [1e-100, 1e100].
/// Cost: O(vertices^2 * sqrt(edges)) at worst, mostly near linear; one thread; about 200 bytes an edge.
/// Paper: Ford & Fulkerson 1956, doi:10.4153/CJM-1956-045-5; Cherkassky & Goldberg 1997, doi:10.1007/PL00009180.
Table maxflow(const Graph& graph, const SetFlowOptions& options = {});

}  // namespace renmai
