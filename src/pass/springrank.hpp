// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct SpringRankOptions {
  double alpha = 0;
  double tolerance = 1e-10;
  std::uint32_t max_rounds = 20'000;
};

/// A rank for each vertex such that edges point one step down, as nearly as springs can pull it.
///
/// Definition: the s that makes 0.5 sum A_ij (s_i - s_j - 1)^2 + alpha / 2 sum s_i^2 least, A_ij the weight of i -> j
/// (i
///   above j): [D_out + D_in - (A + A^T) + alpha I] s = d_out - d_in. At alpha 0 that fixes ranks only up to a shift of
///   each weak component, whose mean is then set to 0.
/// Input: directed; of an undirected graph all ranks are 0. Weights are used if the graph has them, those of repeats
///   added; loops are dropped.
/// Result: one row per vertex in vertex order. vertex; score: the rank, high above; rounds, residual: of the iteration,
///   which settled if the residual (its norm over that of d_out - d_in) is at most the tolerance.
/// Repeatable: same bits at any thread count; relabelling permutes rows, to the tolerance. At alpha 0 doubled weights
///   change nothing, and reversing all edges negates the ranks.
/// Throws: Error{usage} for a weight that is neither 0 nor in [1e-100, 1e100].
/// Cost: O(edges) a round of conjugate gradients, some tens to hundreds of rounds; 6 numbers a vertex.
/// Paper: De Bacco, Larremore & Moore 2018, doi:10.1126/sciadv.aar8260.
Table springrank(const Graph& graph, const SpringRankOptions& options = {});

}  // namespace renmai
