// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "pass/community/level.hpp"

namespace renmai {

/// Refinement of Leiden: each community built anew out of single vertices that join sub-communities well connected to
/// the rest of it, at random in proportion to exp(gain / randomness). Returns the sub-community of each vertex, named
/// by the vertex that founded it. Joining takes an edge, so sub-communities are connected. `density` as in
/// move_locally; the answer depends on the level, the communities and the seed alone.
///
/// Cost: O(edges) time; 5 numbers a vertex.
[[nodiscard]] std::vector<Vertex> refine(const CommunityLevel& level, double density, std::uint64_t seed,
                                         const std::vector<Vertex>& communities);

}  // namespace renmai
