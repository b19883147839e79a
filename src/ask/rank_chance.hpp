// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "graph/project.hpp"
#include "pass/null/models.hpp"
#include "table/table.hpp"

namespace renmai {

/// Scores by vertex of a graph.
using ScoreOf = std::function<std::vector<double>(const Graph& graph)>;

/// How a score compares with what graphs of a null model give the same vertex.
///
/// Result, by score downward, then id: rank, id, name, kind, score, expected, sd, z, p (see ChanceOf).
/// Repeatable for one seed. Cost: that of the score for each of `samples` draws.
[[nodiscard]] Table rank_chance(const Selected& selected, const Projection& projection, const ScoreOf& score,
                                NullModel model, std::uint32_t samples, std::uint64_t seed);

}  // namespace renmai
