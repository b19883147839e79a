// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "records/moves.hpp"

namespace renmai {

/// One affiliation of a person, mapped to a group. Internal to the derivation of moves.
struct Stay {
  Group group = unknown_group;
  Spell spell;
  Fact fact = no_fact;
};

/// Stays of one group united: their gaps are at most `backfill` by best days.
struct Tenure {
  Group group = unknown_group;
  Day start = no_day;  ///< best S
  Day end = no_day;    ///< best E; day_after_all while open
  DayRange starts;     ///< bounds of S
  DayRange ends;       ///< bounds of E
  bool end_stated = false;
  bool united_surely = true;         ///< no completion would unite or split it otherwise
  std::vector<std::uint32_t> stays;  ///< by start
};

/// Days from one day to another that may be unbounded; saturates, so "no bound" stays beyond every span.
[[nodiscard]] constexpr std::int64_t days_between(Day from, Day to) {
  if (to >= day_after_all || from <= day_before_all) return INT64_MAX;
  if (to <= day_before_all || from >= day_after_all) return INT64_MIN;
  return std::int64_t{to} - from;
}

/// Asks whether one fact is stated to follow another.
using FollowsFunction = std::function<bool(Fact later, Fact earlier)>;

/// The tenures of a person by best days, of those stays that have a best start, in the order (start, what follows as
/// stated, end downward, group id). `group_before` compares groups by id.
[[nodiscard]] std::vector<Tenure> unite_stays(std::span<const Stay> stays, const MoveRules& rules,
                                              const std::function<bool(Group, Group)>& group_before,
                                              const FollowsFunction& follows);

/// Runs the policy over sorted tenures and appends the person's events.
void run_tenure_policy(std::span<const Tenure> tenures, std::span<const Stay> stays, const MoveRules& rules, Day as_of,
                       bool all_dated, const FollowsFunction& follows, Entity person, std::vector<Event>& events);

/// Appends the moves that some completion of the dates makes and the counted ones do not cover.
void add_possible_moves(std::span<const Tenure> tenures, std::span<const Stay> stays, const MoveRules& rules, Day as_of,
                        const FollowsFunction& follows, Entity person, std::size_t first_event,
                        std::vector<Event>& events);

}  // namespace renmai
