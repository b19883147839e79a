// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct EffectiveSizeOptions {};

/// Burt's effective size: how many of a vertex's neighbours tell it something the others do not.
///
/// Definition: with m(u,v) = w(u->v) + w(v->u), p(v,q) = m(v,q) / sum over r of m(v,r) and m'(j,q) = m(j,q) / greatest
///   m(j,r), the sum over neighbours j of v of 1 - sum over q of p(v,q) m'(j,q), q neither v nor j. Without weights
///   this is n - 2 t / n for n neighbours with t ties among them (Borgatti 1997).
/// Input: any direction; weights are used if the graph has them, those of repeats added; loops and edges of weight 0
/// are
///   dropped.
/// Result: one row per vertex in vertex order. vertex; score: the effective size; efficiency: score over neighbours.
/// Undefined: NaN for a vertex without ties. Repeatable: same bits at any thread count.
/// Throws: Error{usage} for a weight that is neither 0 nor in [1e-100, 1e100].
/// Cost: O(sum of squared degrees) time; 3 numbers a vertex.
/// Papers: Burt 1992, Structural Holes, ch. 2; Borgatti 1997, Connections 20(1):35-38.
Table effective_size(const Graph& graph, const EffectiveSizeOptions& options = {});

}  // namespace renmai
