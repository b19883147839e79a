// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "graph/graph.hpp"

namespace renmai {

/// An edge that can be used on each day of [days.first, days.last].
struct TimedLink {
  Vertex from = 0;
  Vertex to = 0;
  DayRange days;
};

/// What a time-respecting path is best at.
enum class TimedGoal : std::uint8_t {
  foremost,  ///< it arrives first
  latest,    ///< it sets out last
  fastest,   ///< from setting out to arriving it takes the fewest days
  fewest,    ///< it has the fewest steps
};

struct TimedRules {
  bool directed = false;         ///< links lead from `from` to `to` alone
  bool strict = false;           ///< each step is at least a day after the one before; else it may be on the same day
  Day set_out = day_before_all;  ///< the first step is not before this day
};

/// One step of a path: which link, from which vertex to which, and on which day.
struct TimedStep {
  std::size_t link;
  Vertex from;
  Vertex to;
  Day day;
  friend bool operator==(const TimedStep&, const TimedStep&) = default;
};

/// A path whose steps come one after the other in time: each on a day of its link, none before the one before. Of
/// several that are as good always the same one. Nothing if there is none; a path without a step from a vertex to
/// itself.
///
/// Days are as early as the path allows, but for `latest`, where they are as late as it allows. Links without bounds
/// are used on the day at hand.
/// Cost: foremost, latest O(links log vertices); fewest O(steps links); fastest one foremost and one latest search for
/// each departure that pays to wait for.
/// Paper: Wu et al. 2014, doi:10.14778/2732939.2732945.
[[nodiscard]] std::optional<std::vector<TimedStep>> timed_path(Vertex vertex_count, std::span<const TimedLink> links,
                                                               Vertex from, Vertex to, TimedGoal goal,
                                                               const TimedRules& rules = {});

}  // namespace renmai
