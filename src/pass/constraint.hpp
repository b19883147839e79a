// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct ConstraintOptions {};

/// Burt's constraint: how far a vertex's ties lead back to one another. Low values mark brokers.
///
/// Definition: with m(u,v) = w(u->v) + w(v->u) and p(u,v) = m(u,v) / sum over q of m(u,q),
///   constraint(v) = sum over neighbours j of v of (p(v,j) + sum over q of p(v,q) p(q,j))^2.
///   As NetworkX and igraph: j runs over neighbours only, not over vertices two steps away.
/// Input: any direction (an undirected edge weighs the same both ways); weights are used if the graph has them, and
///   those of repeats added; loops are dropped; an edge of weight 0 is no tie.
/// Result: one row per vertex in vertex order. vertex; score: the constraint, above 0, and above 1 in small dense
/// groups. Undefined: NaN for a vertex without ties. Empty graph: empty table. Repeatable: same bits at any thread
/// count. Relabelling permutes rows, to 1e-12. Throws: Error{usage} for a weight that is neither 0 nor in [1e-100,
/// 1e100]. Cost: O(sum of squared degrees) time; one number a vertex. Paper: Burt 2004, doi:10.1086/421787; Burt 1992,
/// Structural Holes, equation 2.4.
Table constraint(const Graph& graph, const ConstraintOptions& options = {});

}  // namespace renmai
