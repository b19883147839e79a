// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "records/policy_states.hpp"

namespace renmai {
namespace {

/// The main affiliation of each day: the one of highest primacy, then the one in the longer tenure, then by the id of
/// its group.
class Primary : States {
 public:
  Primary(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events)
      : States(person, context, events), length_(stays_.size(), 0) {
    for (const Tenure& tenure : person_.tenures) {
      static_cast<void>(person_.all_stays(tenure, [&](std::uint32_t stay) {
        length_[stay] = std::int64_t{end_of(tenure)} - tenure.start;
        return true;
      }));
    }
  }

  void run() {
    const auto pieces = sweep();
    std::optional<State> home;
    DayRange home_days;
    for (const Piece& piece : pieces) {
      const State next{stays_[piece.stay].group, piece.stay};
      enter(home, home_days, next, piece.days);
      home = next;
      home_days = piece.days;
    }
    if (home) add_end(*home, home_days, stays_[home->stay].spell);
    if (!exact_) add_possible_moves();
  }

 private:
  /// Days in a row on which one stay is the main one.
  struct Piece {
    DayRange days;
    std::uint32_t stay;
  };

  void enter(const std::optional<State>& home, DayRange home_days, State next, DayRange days) {
    const Spell& spell = stays_[next.stay].spell;
    const bool starts_here = spell.best_start == days.first;
    const DayRange starts = exact_        ? DayRange{days.first, days.first}
                            : starts_here ? spell.start
                                          : hull(spell.start, {days.first, days.first});
    if (!home) return add(EventType::entry, next, next, days.first, starts, exact_);
    const std::int64_t gap = std::int64_t{days.first} - home_days.last - 1;
    if (gap > rules_.max_gap) {
      const Day end = home_days.last + 1;
      add(EventType::exit, *home, *home, end,
          exact_ ? DayRange{end, end} : hull(stays_[home->stay].spell.end, {end, end}), exact_);
      return add(EventType::entry, next, next, days.first, starts, exact_);
    }
    if (home->group == next.group) {
      if (gap > 0) add(EventType::gap, *home, next, days.first, starts, exact_);
      return;
    }
    if (exact_) return add_move(*home, next, days.first, starts, true);
    if (const auto surely = sure_change(home->stay, next.stay))
      return add_move(*home, next, std::clamp(days.first, surely->first, surely->last), *surely, true);
    DayRange dates = hull(spell.start, {days.first, days.first});
    dates.last = std::max(dates.last, std::min(stay_days_[next.stay].maybe.last, context_.as_of));
    add_move(*home, next, days.first, dates, false);
  }

  /// The main stay of every day by best days, stays that follow each other on the same day apart.
  std::vector<Piece> sweep() const {
    std::vector<Day> edges;
    for (const std::uint32_t i : person_.order) {
      const DayRange days = best_days(i);
      edges.push_back(days.first);
      edges.push_back(days.last + 1);
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    std::vector<Piece> pieces;
    for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
      std::optional<std::uint32_t> main;
      for (const std::uint32_t i : person_.order) {
        const DayRange days = best_days(i);
        if (days.first <= edges[k] && edges[k] <= days.last && (!main || outranks(i, *main))) main = i;
      }
      if (!main) continue;
      const DayRange days{edges[k], edges[k + 1] - 1};
      if (!pieces.empty() && pieces.back().stay == *main && pieces.back().days.last + 1 == days.first)
        pieces.back().days.last = days.last;
      else
        pieces.push_back({days, *main});
    }
    return pieces;
  }

  [[nodiscard]] bool outranks(std::uint32_t a, std::uint32_t b) const {
    if (stays_[a].primacy != stays_[b].primacy) return stays_[a].primacy > stays_[b].primacy;
    if (length_[a] != length_[b]) return length_[a] > length_[b];
    return std::pair(std::string_view(id(stays_[a].group)), stays_[a].fact) <
           std::pair(std::string_view(id(stays_[b].group)), stays_[b].fact);
  }

  /// Between which days the state surely changes from the group of stay a to that of b: a day when a alone surely is,
  /// one after it when b alone surely is, and no third group may be in between.
  [[nodiscard]] std::optional<DayRange> sure_change(std::uint32_t a, std::uint32_t b) const {
    const auto alone_on = [&](std::uint32_t stay, Day day) {
      const DayRange core = stay_days_[stay].surely;
      if (day < core.first || day > core.last) return false;
      for (std::uint32_t k = 0; k < stays_.size(); ++k) {
        const DayRange maybe = stay_days_[k].maybe;
        if (stays_[k].group != stays_[stay].group && maybe.first <= day && day <= maybe.last) return false;
      }
      return true;
    };
    std::optional<Day> last_a;
    std::optional<Day> first_b;
    const auto try_days = [&](Day before, Day after) {
      if (alone_on(a, before) && (!last_a || before > *last_a) && before < stay_days_[b].surely.last) last_a = before;
      if (alone_on(b, after) && (!first_b || after < *first_b) && after > stay_days_[a].surely.first) first_b = after;
    };
    try_days(stay_days_[a].surely.last, stay_days_[b].surely.first);
    for (const StayDays& other : stay_days_) try_days(other.maybe.first - 1, other.maybe.last + 1);
    if (!last_a || !first_b || *last_a >= *first_b) return std::nullopt;
    for (std::uint32_t k = 0; k < stays_.size(); ++k) {
      const bool third = stays_[k].group != stays_[a].group && stays_[k].group != stays_[b].group;
      if (third && stay_days_[k].maybe.first < *first_b && stay_days_[k].maybe.last > *last_a) return std::nullopt;
    }
    if (*first_b - *last_a - 1 > rules_.max_gap) return std::nullopt;
    return DayRange{*last_a + 1, *first_b};
  }

  /// One for each two stays, the second of which may become the main one after the first was; what is counted already
  /// stands for one of its pair.
  void add_possible_moves() {
    std::vector<std::size_t> counted;
    for (std::size_t e = first_event_; e < events_.size(); ++e) {
      if (is_move(events_[e].type)) counted.push_back(e);
    }
    for (std::uint32_t a = 0; a < stays_.size(); ++a) {
      for (std::uint32_t b = 0; b < stays_.size(); ++b) {
        if (stays_[a].group == stays_[b].group) continue;
        const DayRange maybe_a = stay_days_[a].maybe;
        const DayRange maybe_b = stay_days_[b].maybe;
        if (maybe_a.first > maybe_b.last || days_between(maybe_a.last, maybe_b.first) > rules_.max_gap + 1) continue;
        const auto same = std::find_if(counted.begin(), counted.end(), [&](std::size_t e) {
          return events_[e].from_fact == stays_[a].fact && events_[e].to_fact == stays_[b].fact;
        });
        if (same != counted.end()) {
          counted.erase(same);
          continue;
        }
        add_possible(a, b, {std::max(maybe_a.first, maybe_b.first), maybe_b.last});
      }
    }
  }

  std::vector<std::int64_t> length_;  // by stay: days of its tenure, so that a spell in two pieces counts as one
};

}  // namespace

void run_primary(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events) {
  Primary(person, context, events).run();
}

}  // namespace renmai
