// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace renmai {

inline constexpr std::uint32_t no_circle = UINT32_MAX;

/// Finds what leads back to itself: by vertex the number of its circle, or `no_circle`. Vertices that lie on circles
/// through each other share a number; what only leads to a circle or away from one has none.
///
/// Definition: strongly connected components of two vertices or more, or of one with a loop. `edges` are (from, to)
/// with ends below `vertex_count`, sorted; numbers depend on them alone. Cost: O(vertices + edges), no recursion.
/// Paper: Tarjan 1972, doi:10.1137/0201010.
[[nodiscard]] std::vector<std::uint32_t> find_circles(std::size_t vertex_count,
                                                      std::span<const std::pair<std::uint32_t, std::uint32_t>> edges);

/// Takes away the edges within a circle.
void erase_circles(std::span<const std::uint32_t> circles, std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges);

/// By vertex: the most vertices that a walk from it can meet, itself among them, circles counted whole. Edges and cost
/// as above.
[[nodiscard]] std::vector<std::uint32_t> longest_walks(std::size_t vertex_count,
                                                       std::span<const std::pair<std::uint32_t, std::uint32_t>> edges);

}  // namespace renmai
