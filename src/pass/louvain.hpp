// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct LouvainOptions {
  double resolution = 1;  ///< higher: more and smaller communities
  std::uint64_t seed = 0;
};

/// Groups with more ties among themselves than chance gives, by the method of Louvain: what `communities` finds, sooner
/// and a little less well.
///
/// Definition: a partition that (nearly) maximises the Q of `communities`, by local moving and merging until nothing
///   merges. A community may fall into pieces, which those of `communities` never do.
/// Input, result, undefined, empty graph, throws: as `communities`.
/// Repeatable: same bits at any thread count and order of edges; the seed and the numbering of vertices decide between
///   partitions of like quality.
/// Cost: O(edges) time in practice; 8 numbers a vertex.
/// Paper: Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008.
Table louvain(const Graph& graph, const LouvainOptions& options = {});

}  // namespace renmai
