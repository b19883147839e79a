// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <vector>

#include "records/policy_states.hpp"

namespace renmai {
namespace {

/// Years a person's stays may span before the possible moves of `mode-year` are no longer told apart by year.
constexpr int most_years = 400;

/// The group that holds most days of each year; a year without any takes that of the year before.
class ModeYear : States {
 public:
  ModeYear(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events)
      : States(person, context, events) {
    for (const Stay& stay : stays_) {
      if (std::find(groups_.begin(), groups_.end(), stay.group) == groups_.end()) groups_.push_back(stay.group);
    }
  }

  void run() {
    find_years();
    const int count = last_year_ - first_year_ + 1;
    const bool by_year = count <= most_years && bounded_;
    std::optional<State> home;
    bool home_sure = true;
    std::vector<Group> before;  // groups that may have been home the year before
    for (int k = 0; k < count; ++k) {
      const DayRange year{day_from_civil(first_year_ + k, 1, 1), day_from_civil(first_year_ + k, 12, 31)};
      const YearCount counted = count_days(year);
      const auto mode = mode_of(year);
      const bool sure = exact_ || surely(counted, mode);
      if (mode) {
        if (!home)
          add(EventType::entry, *mode, *mode, year.first, year, sure);
        else if (home->group != mode->group)
          add_move(*home, *mode, year.first, year, sure && home_sure);
        home = mode;
      }
      home_sure = mode ? sure : home_sure && sure;
      if (!exact_ && by_year) {
        const auto now = maybe_modes(counted, before);
        add_possible_moves(before, now, year);
        before = now;
      }
    }
    if (home) {
      const Tenure& last = *std::max_element(person_.tenures.begin(), person_.tenures.end(),
                                             [](const Tenure& a, const Tenure& b) { return a.end < b.end; });
      add_end(*home, best_days(last), stays_[last.last_stay].spell);
    }
    if (!exact_ && !by_year) add_moves_of_no_year();
  }

 private:
  /// By place in groups_: most and fewest days that a completion gives the group in a year.
  struct YearCount {
    std::vector<std::int64_t> most;
    std::vector<std::int64_t> fewest;
  };

  void find_years() {
    first_year_ = 0;
    last_year_ = -1;
    bool any = false;
    for (std::uint32_t i = 0; i < stays_.size(); ++i) {
      const DayRange days = stay_days_[i].maybe;
      if (days.first <= day_before_all || days.last >= day_after_all) bounded_ = false;
    }
    for (std::uint32_t i = 0; i < stays_.size(); ++i) {
      const bool dated = stays_[i].spell.has_best_start();
      if (!dated && !bounded_) continue;
      const DayRange days = bounded_ ? stay_days_[i].maybe : best_days(i);
      const int first = year_of(days.first);
      const int last = year_of(days.last);
      first_year_ = any ? std::min(first_year_, first) : first;
      last_year_ = any ? std::max(last_year_, last) : last;
      any = true;
    }
  }

  [[nodiscard]] std::size_t place_of(Group group) const {
    return static_cast<std::size_t>(std::find(groups_.begin(), groups_.end(), group) - groups_.begin());
  }

  /// Stays of one group so near that they may be one tenure count with the gap between them.
  YearCount count_days(DayRange year) const {
    YearCount counted{std::vector<std::int64_t>(groups_.size(), 0), std::vector<std::int64_t>(groups_.size(), 0)};
    for (std::uint32_t i = 0; i < stays_.size(); ++i) {
      const std::size_t place = place_of(stays_[i].group);
      DayRange maybe = stay_days_[i].maybe;
      for (std::uint32_t k = 0; k < stays_.size(); ++k) {
        // The gap before this stay belongs to a tenure if an earlier one of its group is near.
        const DayRange other = stay_days_[k].maybe;
        if (k == i || stays_[k].group != stays_[i].group || other.first > maybe.first) continue;
        if (days_between(other.last, maybe.first) <= rules_.backfill + 1)
          maybe.first = std::min(maybe.first, other.last);
      }
      const std::int64_t most = counted.most[place] + shared_days(maybe, year);
      counted.most[place] = std::min(most, shared_days(year, year));
      counted.fewest[place] = std::max(counted.fewest[place], shared_days(stay_days_[i].surely, year));
    }
    return counted;
  }

  /// By best days; ties go to the longer tenure, then to the smaller id.
  std::optional<State> mode_of(DayRange year) const {
    struct Held {
      std::int64_t days = 0;
      std::int64_t length = 0;
      std::uint32_t stay = 0;
      std::int64_t best = 0;  // days of the tenure that holds most of them
    };
    std::vector<Held> held(groups_.size());
    for (const Tenure& tenure : person_.tenures) {
      const DayRange of_tenure = best_days(tenure);
      const std::int64_t days = shared_days(of_tenure, year);
      if (days == 0) continue;
      Held& group = held[place_of(tenure.group)];
      group.days += days;
      group.length = std::max(group.length, std::int64_t{of_tenure.last} - of_tenure.first);
      if (days > group.best) group.best = days, group.stay = tenure.first_stay;
    }
    std::optional<std::size_t> mode;
    for (std::size_t k = 0; k < held.size(); ++k) {
      if (held[k].days == 0) continue;
      const auto better = [&](const Held& a, Group ga, const Held& b, Group gb) {
        if (a.days != b.days) return a.days > b.days;
        if (a.length != b.length) return a.length > b.length;
        return id(ga) < id(gb);
      };
      if (!mode || better(held[k], groups_[k], held[*mode], groups_[*mode])) mode = k;
    }
    if (!mode) return std::nullopt;
    return State{groups_[*mode], held[*mode].stay};
  }

  bool surely(const YearCount& counted, const std::optional<State>& mode) const {
    for (std::size_t k = 0; k < groups_.size(); ++k) {
      const bool is_mode = mode && groups_[k] == mode->group;
      if (is_mode) continue;
      const std::int64_t beaten_by = mode ? counted.fewest[place_of(mode->group)] : 1;
      if (counted.most[k] >= beaten_by) return false;
    }
    return !mode || counted.fewest[place_of(mode->group)] > 0;
  }

  /// Groups that may be home after a year, given those that may have been before it.
  std::vector<Group> maybe_modes(const YearCount& counted, const std::vector<Group>& before) const {
    std::int64_t surest = 0;
    for (const std::int64_t days : counted.fewest) surest = std::max(surest, days);
    std::vector<Group> modes;
    for (std::size_t k = 0; k < groups_.size(); ++k) {
      const bool stays_home = surest == 0 && std::find(before.begin(), before.end(), groups_[k]) != before.end();
      if ((counted.most[k] > 0 && counted.most[k] >= surest) || stays_home) modes.push_back(groups_[k]);
    }
    return modes;
  }

  void add_possible_moves(const std::vector<Group>& before, const std::vector<Group>& now, DayRange year) {
    for (const Group from : before) {
      for (const Group to : now) {
        if (from == to) continue;
        const bool counted = std::any_of(events_.begin() + static_cast<std::ptrdiff_t>(first_event_), events_.end(),
                                         [&](const Event& event) {
                                           return event.counted && is_move(event.type) && event.from == from &&
                                                  event.to == to && event.date == year.first;
                                         });
        if (!counted) add_possible(any_stay(from), any_stay(to), year);
      }
    }
  }

  /// Where dates have no bounds: a move of each pair for each stay that may be entered.
  void add_moves_of_no_year() {
    for (std::uint32_t a = 0; a < stays_.size(); ++a) {
      for (std::uint32_t b = 0; b < stays_.size(); ++b) {
        if (stays_[a].group != stays_[b].group) add_possible(a, b, {day_before_all, day_after_all});
      }
    }
  }

  [[nodiscard]] std::uint32_t any_stay(Group group) const {
    const auto stay = std::find_if(stays_.begin(), stays_.end(), [&](const Stay& s) { return s.group == group; });
    return static_cast<std::uint32_t>(stay - stays_.begin());
  }

  std::vector<Group> groups_;
  int first_year_ = 0;
  int last_year_ = -1;
  bool bounded_ = true;  // every stay lies between two known days
};

}  // namespace

void run_mode_year(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events) {
  ModeYear(person, context, events).run();
}

}  // namespace renmai
