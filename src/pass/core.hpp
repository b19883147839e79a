// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct CoreOptions {};

/// Largest k such that a vertex lies in a subgraph where everyone has at least k neighbours.
///
/// Definition: the k-core is the largest induced subgraph of least degree k; the core number of v is the largest k
///   whose k-core holds v.
/// Input: read as simple and undirected: direction, weights, loops and repeats are dropped.
/// Result: one row per vertex in vertex order. vertex; score: the core number, 0 for an isolated vertex.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows.
/// Cost: O(vertices + edges) time; 7 numbers a vertex.
/// Paper: Seidman 1983, doi:10.1016/0378-8733(83)90028-X; peeling by many threads: Kabir & Madduri 2017,
///   doi:10.1109/IPDPSW.2017.151.
Table core(const Graph& graph, const CoreOptions& options = {});

/// The core numbers alone, by vertex.
[[nodiscard]] std::vector<std::int64_t> core_numbers(const Graph& graph);

}  // namespace renmai
