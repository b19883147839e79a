// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "pass/community/level.hpp"

namespace renmai {

/// Total strength of the members of each label.
[[nodiscard]] std::vector<double> community_totals(const CommunityLevel& level, const std::vector<Vertex>& communities);

/// Local moving of Louvain and Leiden: vertices go where they gain most modularity until (nearly) none gains, in turns.
/// `density` is resolution / 2m: v gains w(v, C) - density k(v) K(C) (times 1/m) by joining C rather than standing
/// alone. Changes `communities`, labels below the number of vertices. The answer depends on the level, the labels given
/// and the seed alone.
///
/// Cost: O(sweeps * edges) time; 5 numbers a vertex.
void move_locally(const CommunityLevel& level, double density, std::uint64_t seed, std::vector<Vertex>& communities);

}  // namespace renmai
