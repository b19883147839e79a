// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/graph.hpp"
#include "pass/closeness.hpp"
#include "table/table.hpp"

namespace renmai {

struct HarmonicOptions {
  DistanceDirection direction = DistanceDirection::in;  ///< as in closeness
  bool weighted = false;                                ///< weights are lengths
  double within = 0;       ///< take so many random vertices that every `normalized` is this close; 0: take all
  std::uint64_t seed = 1;  ///< of the draw
};

/// Sum of the reciprocal distances to the other vertices; those out of reach add 0.
///
/// Definition: h(v) = sum over u != v of 1 / d, with d the length of the shortest path from u to v (direction `in`, the
///   default, as in closeness) or from v to u (`out`). normalized = h(v) / (n-1), the mean of 1 / d.
///   `within` an error e: k = ln(40 n) / (2 e'^2) vertices u, e' = e (n-1)/n, are drawn uniformly without repetition
///   (Eppstein & Wang 2004, doi:10.7155/jgaa.00081) and their sum is scaled by n/k.
/// Input: any direction; weights only if asked. Loops and parallel edges change nothing; of weighted parallels the
///   shortest counts.
/// Result: one row per vertex in vertex order. vertex; score: h; normalized: in [0, 1] without weights, 0 if n = 1
///   (estimated, it may exceed 1); error: with probability 0.95 or more every `normalized` lies within this of its
///   exact value (Hoeffding's inequality and a union bound over vertices); 0 if exact.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows, to 1e-12.
/// Throws: Error{usage} for a length outside [1e-100, 1e100], and for `within` together with `weighted` or below
/// 0.0001. Cost: O(vertices * edges) time at worst, 512 sources at a time (see hop_sums), and 208 bytes a vertex for
/// each thread.
///   Weighted: with a logarithm; 32 buffers of 16 bytes a vertex and a heap.
/// Paper: Boldi & Vigna 2014, doi:10.1080/15427951.2013.865686.
Table harmonic(const Graph& graph, const HarmonicOptions& options = {});

}  // namespace renmai
