// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/groups.hpp"
#include "records/selection.hpp"

namespace renmai {

/// How moves are made from a person's affiliations. All spans are in days. Defaults are those of the design.
struct MoveRules {
  GroupBy by = GroupBy::country;
  Basis basis = Basis::employer;
  bool study = false;           ///< study and exchange count as affiliations
  std::int32_t backfill = 366;  ///< spells in one group whose gap is at most this are one tenure
  std::int32_t max_gap = 1096;  ///< a longer gap between two groups is an exit and an entry, not a move
  std::int32_t visit = 366;     ///< a tenure inside another is a visit if shorter, else a dual affiliation
  std::int32_t overlap = 183;   ///< a longer overlap makes the move happen at the end of the old tenure
};

/// What happened in a career. `onward`, `back` (printed "return") and `stated` are moves; the rest never count.
enum class EventType : std::uint8_t { onward, back, stated, entry, exit, gap, visit, dual, ambiguous, censored };
[[nodiscard]] std::string_view to_word(EventType type);
[[nodiscard]] constexpr bool is_move(EventType type) { return type <= EventType::stated; }

inline constexpr Fact no_fact = UINT32_MAX;

/// One event of one person. A move that is not `counted` is only possible: some completion of the dates makes it, the
/// best days do not; its `date` is no_day.
struct Event {
  Entity person = no_entity;
  EventType type = EventType::onward;
  Group from = unknown_group;  ///< of an entry: the group itself, as `to`
  Group to = unknown_group;
  Day date = no_day;                          ///< by best days
  DayRange dates;                             ///< every day it may have happened on
  Certainty certainty = Certainty::possible;  ///< whether it happened at all
  bool counted = true;
  Fact from_fact = no_fact;  ///< the fact left
  Fact to_fact = no_fact;    ///< the fact entered
  /// The person makes at most so many derived moves of this pair: each leaves another stay and enters another.
  std::uint32_t pair_limit = UINT32_MAX;
};

/// What made the events.
struct Career {
  std::vector<Event> events;        ///< by person, then as they happened; possible moves after the counted ones
  std::uint64_t person_count = 0;   ///< people with at least one affiliation or stated move
  std::uint64_t undated_count = 0;  ///< affiliations without a best day: they bound, but do not count
};

/// The events of every person under the policy `tenure` (methods.md 1), with stated moves.
///
/// A derived move is counted by best days. It is certain if every comparison that led to it, from the person's first
/// tenure on, holds for every completion of the dates; another move is possible if none of its own comparisons is
/// certainly false. Both bounds are sound, not always tight. Stated moves between organisations count on every basis,
/// those to a place on the basis `residence` alone; there they replace derived moves of the same person and
/// pair within max_gap. People only; collectives only if the selection admits them.
/// Throws Error{limit} for a person with more than 4096 affiliations (one id for many people, most likely).
/// Cost: O(facts log facts) and, per person with n affiliations, O(n^2), for n <= 64 O(n^3).
[[nodiscard]] Career derive_moves(const Selected& selected, Groups& groups, const MoveRules& rules);

}  // namespace renmai
