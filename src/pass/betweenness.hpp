// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct BetweennessOptions {
  // affect the answer
  bool weighted = false;      ///< weights are lengths
  std::uint32_t sources = 0;  ///< search from this many vertices drawn at random; 0, or more than there are: from all
  double within = 0;          ///< draw random paths until every `normalized` is this close; 0: do not
  std::uint64_t seed = 1;     ///< of the draw
};

/// Share of the shortest paths between other vertices that pass through each vertex.
///
/// Definition: b(v) = sum over s != v != t of (shortest s-t paths through v) / (shortest s-t paths), over ordered pairs
///   if directed, unordered pairs (half of that) if undirected; pairs without a path add 0. Paths run over the simple
///   graph: loops and parallel edges are dropped first. With `weighted`, weights are lengths, and of parallel edges the
///   shortest alone counts. normalized = b(v) over the number of pairs of other vertices, (n-1)(n-2) or half of it.
///   Sampled: k sources drawn uniformly without repetition, sums scaled by n/k; or, `within` an error, the share of
///   random shortest paths (see sample_betweenness).
/// Input: any direction; weights only if asked.
/// Result: one row per vertex in vertex order. vertex; score: b; normalized: in [0, 1], 0 if n < 3 (sampled, it may
///   exceed 1); error: with probability 0.95 or more every `normalized` lies within this of its exact value
///   (Hoeffding's inequality and a union bound over vertices: n/(n-1) sqrt(ln(40 n) / (2 k)), at most 1); 0 if exact;
///   `within`, if that was asked for.
/// Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling permutes rows, to 1e-12, if exact.
/// Throws: Error{usage} for a length outside [1e-100, 1e100], and for `within` together with `sources` or `weighted`
///   or below 0.0001; Error{limit} if more than 1e290 shortest paths join two
///   vertices.
/// Cost: O(sources * edges) time, with a logarithm if weighted; at most 32 buffers of 24 bytes a vertex (32 and a heap
///   if weighted), whatever the thread count.
/// Paper: Brandes 2001, doi:10.1080/0022250X.2001.9990249; sampling: Brandes & Pich 2007,
/// doi:10.1142/S0218127407018403;
///   bound: Hoeffding 1963, doi:10.1080/01621459.1963.10500830; within an error: Borassi & Natale 2019,
///   doi:10.1145/3284359.
/// Checked against: Boost.Graph's Brandes and, on small graphs, counting paths by Floyd-Warshall.
Table betweenness(const Graph& graph, const BetweennessOptions& options = {});

}  // namespace renmai
