// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "graph/project.hpp"

namespace renmai {

/// Days [first, last], both inclusive, on which a spell may hold (its widest reading), or on which it certainly holds
/// (its narrowest). Nothing if there is none.
[[nodiscard]] std::optional<DayRange> days_held(const Spell& spell, bool certain);

/// The days on which all relations of some path of fewest edges hold, over the paths whose relations share a day.
///
/// `held` stands beside the projection's facts. Result: ascending, disjoint ranges for paths of the least number of
/// edges for which there are any; empty if there is no such path. A path of no edges shares every day.
/// Cost: each edge is looked at once for each range of days that reaches its end; O(facts) memory, and the ranges.
[[nodiscard]] std::vector<DayRange> shared_days(const Projection& projection,
                                                std::span<const std::optional<DayRange>> held, Vertex from, Vertex to);

}  // namespace renmai
