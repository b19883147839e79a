// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct EigenvectorOptions {
  bool weighted = false;
  // affect precision and cost
  double tolerance = 1e-9;
  std::uint32_t max_rounds = 1000;
};

/// A vertex counts as much as those that point to it, added up.
///
/// Definition: the limit, with sum of squares 1, of x <- A^T x / m + x from equal entries, where m = 1, or the greatest
///   weight if weighted. Its direction is that of the eigenvector of A^T of the greatest eigenvalue; the added x keeps
///   bipartite graphs (persons and organisations) from swinging between two vectors. If the greatest eigenvalue is
///   shared by several components, the limit is the part of the equal vector in their common space.
///   Undefined (score and residual NaN, 0 rounds) if the graph has no cycle: a directed acyclic graph or one without
///   edges of positive weight has no eigenvalue but 0. Use katz there.
/// Input: any direction; weights only if asked; parallel edges add up, a loop counts once.
/// Result: one row per vertex in vertex order. vertex; score: at least 0, L2 norm 1; rounds and residual: the rounds
///   done and the L2 change of the last one, the same in every row; residual > tolerance means it did not converge.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows, to 1e-9.
/// Throws: Error{usage} for a weight that is neither 0 nor in [1e-100, 1e100].
/// Cost: O(rounds * edges) time; 4 doubles a vertex and 4 bytes a slot of the rows, 12 if weighted.
/// Paper: Bonacich 1972, doi:10.1080/0022250X.1972.9989806.
/// Checked against: a dense power iteration in the tests; karate values from NetworkX.
Table eigenvector(const Graph& graph, const EigenvectorOptions& options = {});

}  // namespace renmai
