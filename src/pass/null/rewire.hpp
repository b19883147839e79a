// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/random.hpp"
#include "graph/graph.hpp"

namespace renmai {

/// What a rewired graph may not have.
enum class Rewiring : std::uint8_t {
  simple,   ///< neither loops nor repeats
  repeats,  ///< no loops; repeats are as good as other edges
};

/// Swaps the far ends of two edges drawn at random, so often as tries says: every vertex keeps its out- and in-degree,
/// or in an undirected graph its degree. A swap that would make what `rewiring` forbids is left out but counts as a
/// try, which makes every graph of these degrees that swaps lead to as likely as any other. The edges must not have it
/// either. Cost: O(1) a try; simple: a hash set of the edges.
/// Paper: Fosdick et al. 2018, doi:10.1137/16M1087175.
void rewire(std::span<std::pair<Vertex, Vertex>> edges, bool directed, Rewiring rewiring, std::uint64_t tries,
            Random& random);

/// Tries for each edge that leave little of the graph that was.
inline constexpr std::uint64_t rewire_tries = 10;

}  // namespace renmai
