// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "records/groups.hpp"
#include "records/selection.hpp"

namespace renmai {

/// How a person's affiliations become moves. All but `first_last` read the spans of MoveRules.
enum class MovePolicy : std::uint8_t {
  tenure,      ///< changes of home between tenures; see derive_moves
  mode_year,   ///< the group that holds most days of a year; a move where it differs from the year before
  first_last,  ///< from the group entered first to the one left last
  primary,     ///< the main affiliation of each day: highest primacy of its kind, then the longer, then by id
};

/// How moves are made from a person's affiliations. All spans are in days. Defaults are those of the design.
struct MoveRules {
  MovePolicy policy = MovePolicy::tenure;
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

/// The events of a selection.
struct Career {
  std::vector<Event> events;        ///< by person, then as they happened; possible moves after the counted ones
  std::uint64_t person_count = 0;   ///< people with at least one affiliation or stated move
  std::uint64_t undated_count = 0;  ///< affiliations without a best day: they bound, but do not count
};

/// The events of every person under the policy of the rules, with stated moves.
///
/// tenure: stays of one group whose gap is at most `backfill` are one tenure. In order of start, longer first, a tenure
/// that lies inside home is a visit or, if `visit` days or longer, a dual affiliation; one that begins more than
/// `max_gap` after home ended makes an exit and an entry; any other becomes home by a move at its start, or where home
/// ends if both ran side by side for more than `overlap`.
/// mode_year: by tenures; a year's ties go to the longer tenure, then to the smaller id; a year without any takes the
/// group of the year before. A move is dated the first day of its year and may have happened on any of it.
/// first_last: from the group of the first tenure to that of the tenure that ends last, dated the latter's start.
/// primary: dated the day on which the main affiliation changes; after a gap longer than `max_gap` an exit and an
/// entry.
///
/// A derived move is counted by best days. It is certain if every comparison that led to it, from the person's first
/// tenure on, holds for every completion of the dates; another move is possible if none of its own comparisons is
/// certainly false. Both bounds are sound, not always tight. Stated moves between organisations count on every basis,
/// those to a place on the basis `residence` alone; there they replace derived moves of the same person and
/// pair within max_gap. People only; collectives only if the selection admits them.
/// Throws Error{limit} for a person with more than 1024 affiliations (one id for many people, most likely).
/// Papers: Robinson-Garcia et al. 2019, doi:10.1016/j.joi.2018.11.002; mode_year: Akbaritabar et al. 2024.
/// Cost: O(facts) and, per person with n affiliations, O(n^2); where dates leave moves open, for n <= 64 O(n^3).
class Moves {
 public:
  /// Puts the facts of each person together. Groups become known in an order that does not depend on that of the facts.
  Moves(const Selected& selected, Groups& groups, const MoveRules& rules);

  [[nodiscard]] std::uint64_t person_count() const { return person_count_; }
  /// People are worked through in so many parts; which people a part holds depends on the facts alone.
  [[nodiscard]] std::size_t part_count() const { return parts_.size() - 1; }
  /// Calls take(part, events of one person) for each person, those of one part one after the other, parts in parallel.
  /// Returns how many affiliations had no best day.
  std::uint64_t visit(const std::function<void(std::size_t part, std::span<const Event> events)>& take) const;

 private:
  class Person;

  void collect();
  void split();
  void resolve_groups();

  const Selected& selected_;
  Groups& groups_;
  MoveRules rules_;
  Array<std::uint64_t> rows_;       // person << 32 | fact, sorted
  std::vector<std::size_t> parts_;  // where each part of rows_ begins, and the last ends
  std::uint64_t person_count_ = 0;
  std::vector<std::pair<Group, Group>> dated_groups_;  // by row: origin and target, where groups change with time
};

/// All events at once, in the order of people.
[[nodiscard]] Career derive_moves(const Selected& selected, Groups& groups, const MoveRules& rules);

}  // namespace renmai
