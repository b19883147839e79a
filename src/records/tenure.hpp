// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "records/moves.hpp"
#include "records/stated_order.hpp"

namespace renmai {

/// One affiliation of a person, mapped to a group. Internal to the derivation of moves.
struct Stay {
  Group group = unknown_group;
  Spell spell;
  Fact fact = no_fact;
  std::int32_t primacy = 0;  ///< of its kind
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

/// The moves that some completion of the dates makes. Made once a thread and asked person after person.
class PossibleMoves {
 public:
  /// A tenure that the stays of a cluster may make.
  struct Candidate {
    Group group;
    DayRange starts;
    DayRange ends;
    std::uint32_t first;  ///< the stay that begins it
    std::uint32_t last;   ///< the stay that ends it
    Day entered_by = day_before_all;
  };

  /// Appends those that the counted moves do not cover. `events` holds the events of this person alone.
  void add(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events);

 private:
  /// What a possible move is told apart by: the group left and the stay entered. All stays without a best day are one:
  /// a person whose spells have no best day adds one to a pair, not one for every stay.
  struct Key {
    Group from;
    Group to;
    std::uint32_t entered;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  struct Found {
    Key key;
    DayRange dates;
    std::uint32_t left;
    std::uint32_t entered;
    bool counted;
  };
  void make_clusters(std::span<const Stay> stays, const MoveRules& rules);
  void find(const PersonTenures& person, const TenureContext& context);

  std::vector<char> taken_;                  // by stay
  std::vector<std::uint32_t> members_;       // stays, cluster after cluster
  std::vector<std::size_t> cluster_begins_;  // where each cluster begins, and the last ends
  std::vector<Candidate> candidates_;
  std::vector<Found> found_;
};

/// Sorts a list as std::stable_sort does; a short one, which most are, in place.
template <class T, class Before>
void sort_few(std::vector<T>& list, const Before& before) {
  constexpr std::size_t few = 32;
  if (list.size() > few) return std::stable_sort(list.begin(), list.end(), before);
  for (std::size_t i = 1; i < list.size(); ++i) {
    for (std::size_t j = i; j > 0 && before(list[j], list[j - 1]); --j) std::swap(list[j], list[j - 1]);
  }
}

}  // namespace renmai
