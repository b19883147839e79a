// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

/// Which distances a vertex is judged by in a directed graph.
enum class DistanceDirection : std::uint8_t {
  in,   ///< from the others to it, along the edges
  out,  ///< from it to the others
};

struct ClosenessOptions {
  DistanceDirection direction = DistanceDirection::in;
  bool weighted = false;   ///< weights are lengths
  double within = 0;       ///< estimate so that every score is this close; 0: exact
  std::uint64_t seed = 1;  ///< of what is drawn
};

/// How near a vertex is to the others, on average.
///
/// Definition: c(v) = (r/(n-1)) * (r / sum of d over the r other vertices that v is connected to): Wasserman and
/// Faust's
///   form for graphs that are not connected, which equals (n-1) / (sum of d) where all are. d is the length of the
///   shortest path: to v with direction `in`, from v with `out`. `in` is the default because an edge toward v is a vote
///   for v in every other centrality here (pagerank, eigenvector, katz); NetworkX does the same, igraph's default is
///   out. Undirected: the two are equal. Loops and parallel edges change nothing; of weighted parallels the shortest
///   counts.
/// Input: any direction; weights only if asked.
/// Result: one row per vertex in vertex order. vertex; score: in [0, 1] without weights, 0 if no other vertex is
///   connected; reached: r; error: with probability 0.95 or more every score lies within this of its exact value; 0 if
///   exact. See shortest/closeness_within.hpp.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows, to 1e-12.
/// Throws: Error{usage} for a length outside [1e-100, 1e100], and for `within` below 0.0001, with `weighted`, or of a
/// directed graph.
/// Cost: O(vertices * edges) time at worst, 512 sources at a time (see hop_sums), and 208 bytes a vertex for each
/// thread.
///   Weighted: with a logarithm; 32 buffers of 16 bytes a vertex and a heap.
/// Paper: Wasserman & Faust 1994, doi:10.1017/CBO9780511815478, section 5.3.
Table closeness(const Graph& graph, const ClosenessOptions& options = {});

}  // namespace renmai
