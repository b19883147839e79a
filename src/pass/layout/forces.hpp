// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "pass/layout/levels.hpp"
#include "pass/layout/quadtree.hpp"

namespace renmai {

/// Places for the vertices of a connected graph: neighbours pull each other in proportion to distance and weight, all
/// push each other in proportion to their masses over distance. First the coarsest level comes to rest from places
/// drawn by the seed, then each finer one from those of its groups. The same bits at any thread count.
[[nodiscard]] std::vector<Spot> place_connected(const std::vector<LayoutLevel>& levels, std::uint64_t seed);

}  // namespace renmai
