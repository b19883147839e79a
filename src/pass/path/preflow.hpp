// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/graph.hpp"

namespace renmai {

struct MaxFlow {
  std::vector<double> residuals;  ///< by slot: what could still flow
  /// By node: whether more could flow to it from the source. It is the source's side of the minimum cut nearest to it,
  /// the same for every maximum flow.
  std::vector<bool> source_side;
};

/// Definition: a maximum flow from one node to another. The weights of the directed
///   `network` are capacities, and it holds the reverse of every arc (with capacity 0 where nothing flows back), no
///   loops and no repeats.
/// Rounding: sums of capacities that differ by more than 2^53 round, so flow is kept at each node to a relative 1e-15
///   of what passes it; that no more can flow is exact: no path of residual capacities above 0 is left.
/// Cost: O(nodes^2 sqrt(arcs)), one thread; about 60 bytes an arc of the network. Asks check_stop.
/// Paper: Cherkassky & Goldberg 1997, doi:10.1007/PL00009180.
[[nodiscard]] MaxFlow max_flow(const Graph& network, Vertex source, Vertex sink);

}  // namespace renmai
