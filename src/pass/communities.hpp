// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct CommunitiesOptions {
  double resolution = 1;  ///< higher: more and smaller communities
  std::uint64_t seed = 0;
  std::uint32_t max_rounds = 20;
};

/// Groups with more ties among themselves than chance gives: Leiden communities of high modularity.
///
/// Definition: a partition that (nearly) maximises Q = sum over communities of in(c) / 2m - resolution *
///   (strength(c) / 2m)^2, by rounds of local moving, refinement and merging until a round gains nothing; on
///   more than 100,000 edges, less than 0.001. Every community is connected by edges of weight above 0. The maximum is
///   not promised: finding it is NP-hard.
/// Input: read as undirected (weights of both directions are added); weights are used if the graph has them; a loop
///   counts twice in its vertex's strength.
/// Result: one row per vertex in vertex order. vertex; community: counted from 1 by size downward, then by smallest
///   vertex; size: vertices in it; modularity: Q of the partition, the same in every row.
/// Undefined: without edges every vertex is its own community and modularity is NaN.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count and order of edges; the seed and the numbering of vertices decide between
///   partitions of like quality.
/// Throws: Error{usage} for a weight that is neither 0 nor in [1e-100, 1e100].
/// Cost: O(rounds * edges) time in practice; 14 numbers a vertex and 2 an edge.
/// Paper: Traag, Waltman & van Eck 2019, doi:10.1038/s41598-019-41695-z.
Table communities(const Graph& graph, const CommunitiesOptions& options = {});

}  // namespace renmai
