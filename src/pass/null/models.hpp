// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// A graph that is like another in what the model is named by, and otherwise left to chance.
enum class NullModel : std::uint8_t {
  degrees,  ///< how many edges enter and leave each vertex (undirected: meet it); who is linked is drawn
  edges,    ///< how many vertices and edges there are; which pairs they link is drawn
  links,    ///< who is linked; which edge has which weight is drawn
};

/// One draw. Loops and repeats of the graph are dropped first, weights of repeats added; weights then stay with the
/// edges in some order. Same graph for one seed. Cost: O(edges). Papers: degrees: Fosdick et al. 2018,
/// doi:10.1137/16M1087175; edges: Erdos & Renyi 1959.
[[nodiscard]] Graph null_graph(const Graph& graph, NullModel model, std::uint64_t seed);

/// Where a value lies among those that chance gives.
struct ChanceOf {
  double expected = std::numeric_limits<double>::quiet_NaN();  ///< mean of the draws; NaN without any
  double sd = std::numeric_limits<double>::quiet_NaN();        ///< standard deviation of the draws
  double z = std::numeric_limits<double>::quiet_NaN();         ///< (value - expected) / sd; NaN where sd is 0
  double p = std::numeric_limits<double>::quiet_NaN();         ///< (1 + draws as far from expected) / (1 + draws)

  /// Draws that are NaN do not count.
  ChanceOf(double value, const std::vector<double>& draws);
};

}  // namespace renmai
