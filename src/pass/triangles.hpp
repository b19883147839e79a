// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct TrianglesOptions {};

/// Number of triangles through each vertex.
///
/// Definition: unordered pairs of neighbours of v that are neighbours of each other. The column adds up to three times
///   the number of triangles of the graph.
/// Input: read as simple and undirected: direction, weights, loops and repeats are dropped.
/// Result: one row per vertex in vertex order. vertex; score: the count.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows.
/// Cost: O(edges^1.5) time; one number a vertex and one an edge.
/// Paper: the forward algorithm by degree: Latapy 2008, doi:10.1016/j.tcs.2008.07.017.
Table triangles(const Graph& graph, const TrianglesOptions& options = {});

/// The counts alone, by vertex. The graph must be simple and undirected (`simple_undirected`).
[[nodiscard]] std::vector<std::int64_t> triangle_counts(const Graph& simple);

}  // namespace renmai
