// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// Betweenness within a bound, from sampled shortest paths, by vertex.
///
/// Definition: for each vertex the share of random shortest paths (between ends drawn uniformly, all paths of a pair
///   equally likely) that pass through it, scaled to the pairs of other vertices. Paths are drawn until, with
///   probability 1 - failure or more, every value lies within `error` of the exact one: at the latest after
///   omega = (log2(longest path) + 1 + ln(2 / failure)) / (2 error^2), mostly long before.
/// Input: without loops and parallel edges; fewest edges make a path shortest. 0 < error < 1, 0 < failure < 1.
/// Repeatable: the seed decides; same bits at any thread count.
/// Throws: Error{limit} as PathSampler::draw, Error{interrupted}.
/// Cost: paths * (edges passed by a search from both ends); 36 bytes a vertex for each thread.
/// Paper: Borassi & Natale 2019, doi:10.1145/3284359.
[[nodiscard]] std::vector<double> sample_betweenness(const Graph& graph, double error, double failure,
                                                     std::uint64_t seed);

}  // namespace renmai
