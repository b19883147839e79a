// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct ClusteringOptions {};

/// Share of a vertex's pairs of neighbours that are neighbours of each other, and the same over the whole graph.
///
/// Definition: c(v) = triangles(v) / (d(v) (d(v)-1) / 2); transitivity = sum of triangles(v) / sum of d(v) (d(v)-1) /
/// 2,
///   which is three times the triangles over the connected triples, not the mean of c.
/// Input: read as simple and undirected: direction, weights, loops and repeats are dropped. The coefficient of LDBC
///   Graphalytics for directed graphs counts directed edges and differs.
/// Result: one row per vertex in vertex order. vertex; score: c in [0, 1]; transitivity: the same in every row.
/// Undefined: c is NaN for fewer than two neighbours (as igraph; NetworkX and LDBC say 0); transitivity is NaN if no
///   vertex has two neighbours.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows.
/// Cost: O(edges^1.5) time; two numbers a vertex and one an edge.
/// Paper: local: Watts & Strogatz 1998, doi:10.1038/30918; transitivity: Newman, Watts & Strogatz 2002,
///   doi:10.1073/pnas.012582999.
Table clustering(const Graph& graph, const ClusteringOptions& options = {});

}  // namespace renmai
