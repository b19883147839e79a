// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct HitsOptions {
  bool weighted = false;
  // affect precision and cost
  double tolerance = 1e-9;
  std::uint32_t max_rounds = 1000;
};

/// Good hubs point to good authorities, and good authorities are pointed to by good hubs.
///
/// Definition: the limit of a <- A^T h, h <- A a from equal hubs, each with sum of squares 1 (Kleinberg's norm;
/// NetworkX
///   scales to sum 1 instead). If the greatest singular value of A is shared, the limit is the part of the start in the
///   common space. A graph without edges of positive weight has authority and hub 0 everywhere.
/// Input: directed; in an undirected graph the two are equal once converged. Weights only if asked; parallel edges add
/// up. Result: one row per vertex in vertex order. vertex; authority, hub: at least 0, L2 norm 1 each; rounds and
/// residual:
///   the rounds done and the L2 change of the authorities in the last one, the same in every row; residual > tolerance
///   means it did not converge.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows, to 1e-9.
/// Throws: Error{usage} for a weight that is neither 0 nor in [1e-100, 1e100].
/// Cost: O(rounds * edges) time; 6 doubles a vertex and 8 bytes a slot of the rows, 24 if weighted.
/// Paper: Kleinberg 1999, doi:10.1145/324133.324140.
/// Checked against: a dense power iteration in the tests; values from NetworkX.
Table hits(const Graph& graph, const HitsOptions& options = {});

}  // namespace renmai
