// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "pass/community/level.hpp"

namespace renmai {

/// One of the graphs of growing coarseness that a layout goes through.
struct LayoutLevel {
  CommunityLevel graph;
  std::vector<double> mass;     ///< of each vertex: how hard it pushes others
  std::vector<Vertex> parents;  ///< in the next coarser level; empty in the coarsest
};

/// A connected graph and ever coarser ones, down to some fifty vertices: neighbours joined by the heaviest edge become
/// one, and who finds no free neighbour joins its heaviest one's group, up to a size. Masses of the lowest level are
/// degree + 1 (Jacomy et al. 2014), those above sums. Vertices are visited by degree, then number. Cost: O(edges) a
/// level, and each level has at most nine tenths of the vertices below.
[[nodiscard]] std::vector<LayoutLevel> coarsen(CommunityLevel graph);

}  // namespace renmai
