// SPDX-License-Identifier: Apache-2.0
// One round, after Traag, Waltman & van Eck (2019), algorithm A.2: move vertices between communities while that gains;
// refine, i.e. build each community anew out of single vertices that join connected sub-communities; make one vertex of
// each sub-community; repeat on that smaller graph, starting from the communities before refinement. Everything depends
// on the graph, the options and the seed alone.
#include "pass/community/leiden.hpp"

#include <cmath>
#include <numeric>
#include <utility>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "pass/community/level.hpp"
#include "pass/community/local_moving.hpp"
#include "pass/community/modularity.hpp"
#include "pass/community/refinement.hpp"
#include "pass/structure/groups.hpp"

namespace renmai {
namespace {

// The least gain of a round in modularity, for another to follow.
constexpr double least_gain = 1e-10;
constexpr double least_gain_if_long = 1e-3;  // of graphs with more than `long_edges` edges
constexpr EdgeIndex long_edges = 100'000;

/// One round over all levels, from the given communities of the lowest one.
std::vector<Vertex> run_round(const CommunityLevel& lowest, double density, std::uint64_t seed,
                              std::vector<Vertex> communities) {
  std::vector<Vertex> place(lowest.size());  // by vertex of the lowest level: where it is on this one
  std::iota(place.begin(), place.end(), Vertex{0});
  CommunityLevel above;
  const CommunityLevel* level = &lowest;
  while (true) {
    check_stop();
    seed = mix64(seed);
    move_locally(*level, density, seed, communities);
    if (renumber_labels(communities) == level->size()) break;
    std::vector<Vertex> parts = refine(*level, density, seed, communities);
    const Vertex count = renumber_labels(parts);
    if (count == level->size()) break;  // nothing to merge
    std::vector<Vertex> lifted(count);
    for (Vertex v = 0; v < level->size(); ++v) lifted[parts[v]] = communities[v];
    communities = std::move(lifted);
    parallel_for(place.size(), [&](std::size_t v) { place[v] = parts[place[v]]; });
    above = merge_level(*level, parts, count);
    level = &above;
  }
  parallel_for(place.size(), [&](std::size_t v) { place[v] = communities[place[v]]; });
  return place;
}

/// Makes a community of each connected piece. A round that ends because nothing merges may leave one in pieces; parting
/// them never lowers modularity.
std::vector<Vertex> connected_pieces(const CommunityLevel& level, const std::vector<Vertex>& communities) {
  DisjointSets sets(level.size());
  for (Vertex v = 0; v < level.size(); ++v) {
    level.each(v, [&](Vertex u, double weight) {
      if (u < v && weight > 0 && communities[u] == communities[v]) sets.join(u, v);
    });
  }
  std::vector<Vertex> labels(level.size());
  for (Vertex v = 0; v < level.size(); ++v) labels[v] = sets.find(v);
  return labels;
}

}  // namespace

LeidenResult leiden(const Graph& graph, double resolution, std::uint64_t seed, std::uint32_t max_rounds) {
  const CommunityLevel lowest = make_level(graph);
  LeidenResult result;
  result.communities.resize(graph.vertex_count());
  std::iota(result.communities.begin(), result.communities.end(), Vertex{0});
  result.modularity = modularity(graph, result.communities, resolution);
  if (std::isnan(result.modularity)) return result;
  const double density = resolution / lowest.total;
  const double least = graph.edge_count() > long_edges ? least_gain_if_long : least_gain;
  while (result.rounds < max_rounds) {
    report_progress("communities", result.rounds, max_rounds);
    const std::uint64_t round_seed = mix64(seed) + result.rounds++;
    auto communities = connected_pieces(lowest, run_round(lowest, density, round_seed, result.communities));
    const double quality = modularity(graph, communities, resolution);
    const double gain = quality - result.modularity;
    if (!(gain > least_gain)) break;
    result.communities = std::move(communities);
    result.modularity = quality;
    if (gain < least) break;
  }
  return result;
}

}  // namespace renmai
