// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct PageRankOptions {
  // affect the answer
  double damping = 0.85;
  bool weighted = false;
  std::vector<Vertex> personal = {};  ///< teleport to these alone; empty: to every vertex
  // affect precision and cost
  double tolerance = 1e-9;
  std::uint32_t max_rounds = 500;
};

/// Share of time a random surfer spends at each vertex.
///
/// Definition: r = (1-d) t + d (A^T D^-1 r + (dangling mass) t), t uniform or uniform over `personal`; sums to 1.
///   A vertex named twice in `personal` counts once. Differs from GAPBS and Boost.Graph, which lose the mass of
///   vertices without out-edges.
/// Input: any direction (an undirected edge is followed both ways); weights only if asked; loops and parallels count.
/// Result: one row per vertex in vertex order. vertex; score: probability in [0, 1]; rounds and residual: the rounds
///   done and the last L1 change, the same in every row; residual > tolerance means it did not converge.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows, to 1e-12.
/// Throws: Error{usage} for a weight that is neither 0 nor in [1e-100, 1e100], and for a personal vertex outside the
///   graph.
/// Cost: O(rounds * edges) time; 7 doubles a vertex and 4 bytes a slot of the rows, 12 if weighted, for the renumbered
///   rows of the sweeps.
/// Paper: Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X.
Table pagerank(const Graph& graph, const PageRankOptions& options = {});

}  // namespace renmai
