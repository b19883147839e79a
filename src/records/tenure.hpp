// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "records/moves.hpp"
#include "records/stated_order.hpp"

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
  bool united_surely = true;     ///< no completion would unite or split it otherwise
  std::uint32_t first_stay = 0;  ///< by best start; the others follow by PersonTenures::next_stay
  std::uint32_t last_stay = 0;   ///< the one that starts last
  std::uint32_t stay_count = 1;
};

/// What all people share.
struct TenureContext {
  const MoveRules& rules;
  const Groups& groups;
  Day as_of;
};

/// The stays of one person and the tenures they make. Made once a thread and filled person after person.
struct PersonTenures {
  Entity person = no_entity;
  std::vector<Stay> stays;
  StatedOrder stated;                    ///< which stays follow which
  std::vector<Tenure> tenures;           ///< in the order that unite_stays states
  std::vector<std::uint32_t> next_stay;  ///< by stay: the next one of its tenure
  std::vector<std::uint32_t> order;      ///< stays with a best start, by it
  std::vector<Day> ends;                 ///< by stay: its best end

  /// Whether holds(stay) for all stays of the tenure.
  template <class Holds>
  [[nodiscard]] bool all_stays(const Tenure& tenure, const Holds& holds) const {
    std::uint32_t stay = tenure.first_stay;
    for (std::uint32_t k = 0; k < tenure.stay_count; ++k, stay = next_stay[stay]) {
      if (!holds(stay)) return false;
    }
    return true;
  }
};

/// Days from one day to another that may be unbounded; saturates, so "no bound" stays beyond every span.
[[nodiscard]] constexpr std::int64_t days_between(Day from, Day to) {
  if (to >= day_after_all || from <= day_before_all) return INT64_MAX;
  if (to <= day_before_all || from >= day_after_all) return INT64_MIN;
  return std::int64_t{to} - from;
}

/// Makes the tenures of a person by best days, of those stays that have a best start, in the order (start, what follows
/// as stated, end downward, group id).
void unite_stays(PersonTenures& person, const TenureContext& context);

/// Runs the policy over the tenures and appends the person's events. Returns whether every comparison it made holds for
/// every completion of the dates: then no other move is possible.
bool run_tenure_policy(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events);

/// Appends the moves that some completion of the dates makes and the counted ones do not cover. `events` holds the
/// events of this person alone.
void add_possible_moves(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events);

}  // namespace renmai
