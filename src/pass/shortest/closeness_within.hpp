// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// Closeness of each vertex, for each its distance from the exact one at most, and how many others are in reach.
struct BoundedCloseness {
  std::vector<double> score;
  std::vector<double> error;  ///< 0 if exact
  std::vector<std::int64_t> reached;
};

/// Closeness of an undirected graph, estimated so that with probability 0.95 or more every score is within `error` of
/// its exact value.
///
/// Component by component: twice as many random vertices as before are drawn until, for every vertex of it, the bound
/// on its mean distance from the drawn ones (empirical Bernstein, a union over vertices and rounds) bounds its score;
/// where that would take half of the component, all of it are taken. Distances span at most twice that of any vertex to
/// the farthest one. Repeatable: same bits at any thread count. Cost: as hop_sums for the vertices drawn. Papers:
/// Eppstein & Wang 2004, doi:10.7155/jgaa.00081; Maurer & Pontil 2009, arXiv 0907.3740, theorem 4.
[[nodiscard]] BoundedCloseness closeness_within(const Graph& undirected, double error, std::uint64_t seed);

}  // namespace renmai
