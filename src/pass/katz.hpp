// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct KatzOptions {
  // affect the answer
  double alpha = 0;  ///< 0: chosen so that the sum converges
  double beta = 1;   ///< what a vertex has of itself
  bool weighted = false;
  bool normalized = false;  ///< scale to L2 norm 1
  // affect precision and cost
  double tolerance = 1e-9;
  std::uint32_t max_rounds = 1000;
};

/// Number of walks that end at each vertex, a walk of k edges counted alpha^k times.
///
/// Definition: x = alpha A^T x + beta 1, so x = beta (sum over k >= 0 of alpha^k (A^T)^k) 1. It converges if alpha is
///   below 1 / lambda, lambda the greatest eigenvalue of A. alpha = 0 chooses 0.85 / b with the bound b = min(greatest
///   row sum of A, greatest column sum of A) >= lambda; where A is zero alpha does not matter.
/// Input: any direction; weights only if asked; parallel edges add up, a loop counts once.
/// Result: one row per vertex in vertex order. vertex; score: at least beta, or L2 norm 1 if `normalized`; rounds and
///   residual: the rounds done and the L2 change of the last one over the L2 norm, the same in every row;
///   residual > tolerance means it did not converge, as happens with alpha >= 1 / lambda: then the score means nothing
///   (infinite: the sum left the range of doubles).
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows, to 1e-9.
/// Throws: Error{usage} for a weight that is neither 0 nor in [1e-100, 1e100].
/// Cost: O(rounds * edges) time; 4 doubles a vertex and 4 bytes a slot of the rows, 12 if weighted.
/// Paper: Katz 1953, doi:10.1007/BF02289026.
/// Checked against: Gaussian elimination in the tests; karate values from NetworkX.
Table katz(const Graph& graph, const KatzOptions& options = {});

}  // namespace renmai
