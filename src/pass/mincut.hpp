// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "pass/path/set_flow.hpp"
#include "table/table.hpp"

namespace renmai {

/// The cheapest edges (or vertices) whose loss would part one set of vertices from another.
///
/// Definition: edges of least total capacity whose removal leaves no path from `source` to `sink`; the total equals
/// that
///   of `maxflow`. Capacities are the weights, or 1 if the graph has none. `disjoint=edge`: the fewest edges.
///   `disjoint=vertex`: the fewest vertices outside both sets, and edges from source to sink themselves.
///   Of several minimum cuts the one nearest to the source: its source side is contained in that of every other.
/// Input: any direction; loops do not matter; repeated edges are one edge whose capacities add up (with `vertex` one
///   edge).
/// Result: one row per edge of the cut, sorted by from, to. from: the end on the source's side; to: the other end,
/// equal
///   to from where the vertex itself is cut; capacity; total: the sum of the capacities, the same in every row. No
///   rows: nothing leads from source to sink.
/// Repeatable: same bits at any thread count. Relabelling permutes rows.
/// Throws: Error{usage} for an empty source or sink, a vertex outside the graph or in both sets, and with
///   `disjoint=none` for a weight that is neither 0 nor in [1e-100, 1e100].
/// Cost: O(vertices^2 * sqrt(edges)) at worst, mostly near linear; one thread; about 200 bytes an edge.
/// Paper: Ford & Fulkerson 1956, doi:10.4153/CJM-1956-045-5; vertices: Menger 1927, doi:10.4064/fm-10-1-96-115.
Table mincut(const Graph& graph, const SetFlowOptions& options = {});

}  // namespace renmai
