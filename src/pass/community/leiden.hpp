// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

struct LeidenResult {
  std::vector<Vertex> communities;  ///< a label below the number of vertices per vertex
  double modularity = 0;            ///< NaN if no edge has weight
  std::uint32_t rounds = 0;
};

/// Communities of high modularity by the Leiden algorithm; the pass `communities` says what they are.
/// The graph must be undirected, its weights finite and at least 0. Stops after `max_rounds` rounds or once a round
/// gains nothing; each round starts from the communities of the one before.
[[nodiscard]] LeidenResult leiden(const Graph& graph, double resolution, std::uint64_t seed, std::uint32_t max_rounds);

}  // namespace renmai
