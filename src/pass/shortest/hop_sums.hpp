// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// What is added up for a source at distance d, counted in edges.
enum class HopTerm : std::uint8_t { distance, reciprocal, squared };

/// For each vertex v: how many of the sources other than v lead to it, and the sum of the terms of their distances.
struct HopSums {
  std::vector<double> sums;
  std::vector<std::int64_t> reached;
};

/// Distances along out-edges from many sources, 512 at a time: a bit a source (Then et al. 2014,
/// doi:10.14778/2735496.2735507). Sources must differ from each other.
/// Repeatable: same bits at any thread count.
/// Cost: O(sources * edges) at worst, a 500th of that where the sources reach a vertex in few different rounds; 208
///   bytes a vertex for each thread, of which as many work as a gibibyte allows.
/// Throws: Error{interrupted}. Reports progress as `what`.
[[nodiscard]] HopSums hop_sums(const Graph& graph, std::span<const Vertex> sources, HopTerm term,
                               std::string_view what);

}  // namespace renmai
