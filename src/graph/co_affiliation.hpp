// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/project.hpp"

namespace renmai {

/// When a person was at a place, by days: from `start` up to, not including, `end`.
struct Presence {
  std::uint32_t person = 0;
  std::int64_t start = 0;
  std::int64_t end = 0;
};

/// Two people who were there together, the lesser first.
struct Together {
  std::uint32_t one = 0;
  std::uint32_t other = 0;
  double weight = 0;
};

/// The pairs that share a day at one place: each day on which n people are there adds 1 / (n - 1) to each pair of them,
/// so a day spent with one other person counts 1 and a day in a crowd little. Spells of one person are united first.
/// Sorted by pair. Cost: O(spells log spells + pairs of spells).
[[nodiscard]] std::vector<Together> together(std::vector<Presence> at_one_place);

/// People joined by the organisations where they were at the same time: the one-mode projection of affiliations.
///
/// Definition: vertices are the people of the affiliation and study facts that the selection keeps, events left out. An
///   edge weighs the sum over organisations, as `grouping` rolls up, of the days both were there, each day divided by
///   the others there, n(t) - 1. Best days decide, the end of an open spell being the as-of date; a spell without a
///   best start or end is nowhere, and stamped as undated. An unweighted grouping links who shares a day. A directed
///   one has both directions.
/// Throws: Error{limit} where more than 200 million pairs of spells would be compared.
/// Papers: Newman 2001, doi:10.1103/PhysRevE.64.016132 (the weight); it changes here while n does.
[[nodiscard]] Projection co_affiliation(const Selected& selected, const Grouping& grouping = {});

}  // namespace renmai
