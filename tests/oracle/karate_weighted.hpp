// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "oracle/graphs.hpp"

namespace renmai::oracle {

/// The karate club with the strength of each tie: in how many of 8 settings the two met outside the club.
/// Zachary 1977, doi:10.1086/jar.33.4.3629752, figure 3, as in UCINET's zachary.dat (ZACHC) and networkx 3.6.1.
inline Graph karate_weighted() {
  constexpr std::array<int, 78> weights{4, 5, 3, 3, 3, 3, 2, 2, 2, 3, 1, 3, 2, 2, 2, 2, 6, 3, 4, 5, 1, 2, 2, 2, 3, 4,
                                        5, 1, 3, 2, 2, 2, 3, 3, 3, 2, 3, 5, 3, 3, 3, 3, 3, 4, 2, 3, 3, 2, 3, 4, 1, 2,
                                        1, 3, 1, 2, 3, 5, 4, 3, 5, 4, 2, 3, 2, 7, 4, 2, 4, 2, 2, 4, 2, 3, 3, 4, 4, 5};
  std::vector<Edge> edges = karate_edges();
  for (std::size_t i = 0; i < edges.size(); ++i) edges[i].weight = weights.at(i);
  return as_written(34, edges, false, true);
}

}  // namespace renmai::oracle
