// SPDX-License-Identifier: Apache-2.0
// Blondel et al. (2008): move vertices between communities while that gains, make one vertex of each community, repeat.
#include "pass/community/louvain.hpp"

#include <numeric>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "pass/community/level.hpp"
#include "pass/community/local_moving.hpp"

namespace renmai {

std::vector<Vertex> louvain_communities(const Graph& graph, double resolution, std::uint64_t seed) {
  const CommunityLevel lowest = make_level(graph);
  std::vector<Vertex> place(lowest.size());  // by vertex: where it is on the level at hand
  std::iota(place.begin(), place.end(), Vertex{0});
  if (!(lowest.total > 0)) return place;
  const double density = resolution / lowest.total;
  CommunityLevel above;
  const CommunityLevel* level = &lowest;
  while (true) {
    check_stop();
    seed = mix64(seed);
    std::vector<Vertex> communities(level->size());
    std::iota(communities.begin(), communities.end(), Vertex{0});
    move_locally(*level, density, seed, communities);
    const Vertex count = renumber_labels(communities);
    if (count == level->size()) return place;
    parallel_for(place.size(), [&](std::size_t v) { place[v] = communities[place[v]]; });
    above = merge_level(*level, communities, count);
    level = &above;
  }
}

}  // namespace renmai
