// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct ViolationsOptions {
  std::uint32_t chains = 20;
  std::uint32_t samples = 50;
  std::uint64_t seed = 1;
};

/// Minimum violation ranking: the orders that the fewest edges go against, and how much such orders differ.
///
/// Definition: of an order of the vertices, an edge i -> j, read as i stands above j, is violated if j comes first; the
///   sum of the weights of violated edges is least in a best order. There are many best orders. `chains` searches, half
///   of them from an order drawn at random and half from one that stands well from the start, take a vertex out and put
///   it back at one of its best places, drawn evenly, round after round until 20 rounds in a row gain nothing; then
///   each keeps the order of `samples` further rounds. Orders of the chains that reached the least sum count. The
///   search may miss the least sum of a large graph; best orders that lead to each other by such steps are met as often
///   as each other, sets of them as often as searches end there.
/// Input: directed; of an undirected graph every order violates the same. Weights are used if the graph has them,
///   those of repeats added; loops are dropped.
/// Result: one row per vertex in vertex order. vertex; score: how many come after it, on average over the orders kept;
///   rank: its mean place, from 1; sd: the standard deviation of its places; violations: the least sum; share: of all
///   weight; orders: how many were kept. The last three are the same in every row.
/// Undefined: share of a graph without edges is NaN.
/// Repeatable: same bits at any thread count for one seed.
/// Throws: Error{usage} for a weight that is neither 0 nor in [1e-100, 1e100].
/// Cost: a round of a chain O((vertices + edges) sqrt(vertices)); chains run side by side. An order a chain.
/// Papers: Ali, Cook & Kress 1986, doi:10.1287/mnsc.32.6.642; Clauset, Arbesman & Larremore 2015,
///   doi:10.1126/sciadv.1400005 (sampling at zero temperature); Eades, Lin & Smyth 1993,
///   doi:10.1016/0020-0190(93)90079-O (where half of the searches begin).
Table violations(const Graph& graph, const ViolationsOptions& options = {});

}  // namespace renmai
