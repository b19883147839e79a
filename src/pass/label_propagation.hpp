// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct LabelPropagationOptions {
  std::uint64_t seed = 0;
  std::uint32_t max_rounds = 100;
};

/// Groups whose members each have most ties to it: labels that spread from neighbour to neighbour.
///
/// Definition: every vertex begins with a label of its own; in each round every vertex takes the label of greatest
///   weight among its neighbours, and keeps its own if that is one of them; other ties go to the label that the seed
///   puts first. Rounds end once at most one vertex in 100,000 changes its label. A community may fall into pieces, and
///   on a graph without clear groups most vertices share one.
/// Input: read as undirected (weights of both directions are added); weights are used if the graph has them; loops say
///   nothing.
/// Result: one row per vertex in vertex order, as `communities`; modularity is that of resolution 1.
/// Undefined: a vertex without neighbours is its own community; without edges modularity is NaN.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count and order of edges; the seed and the numbering of vertices decide between
///   partitions of like quality.
/// Throws: Error{usage} for a weight that is neither 0 nor in [1e-100, 1e100].
/// Cost: O(edges) a round, of which there are few; 4 numbers a vertex.
/// Paper: Raghavan, Albert & Kumara 2007, doi:10.1103/PhysRevE.76.036106.
Table label_propagation(const Graph& graph, const LabelPropagationOptions& options = {});

}  // namespace renmai
