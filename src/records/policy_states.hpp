// SPDX-License-Identifier: Apache-2.0
// Policies that look at a career as a sequence of states share how long a stay may and surely does last, and how an
// event is written down.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "records/tenure.hpp"

namespace renmai {

inline std::int64_t shared_days(DayRange a, DayRange b) {
  return std::max<std::int64_t>(0, std::int64_t{std::min(a.last, b.last)} - std::max(a.first, b.first) + 1);
}

/// The days of a stay: those on which the group may be its state, and those on which it surely is. A stay without a
/// length is of one day. Both inclusive; `surely` may be empty.
struct StayDays {
  DayRange maybe;
  DayRange surely;
};

inline StayDays stay_days_of(const Spell& spell, Day as_of) {
  const Day latest = std::max(as_of, spell.start.first);
  const auto last_before = [&](Day end) { return end >= day_after_all ? latest : std::min(end - 1, latest); };
  const Day last = std::max(last_before(spell.end.last), std::min(spell.start.last, latest));
  const bool one_day = spell.start.first == spell.start.last;
  const Day sure_last = std::max(last_before(spell.end.first), one_day ? spell.start.first : day_before_all);
  return {{spell.start.first, last}, {spell.start.last, sure_last}};
}

/// What the policies share: the person's stays, and how an event is written down.
class States {
 public:
  States(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events)
      : person_(person),
        stays_(person.stays),
        context_(context),
        rules_(context.rules),
        events_(events),
        first_event_(events.size()) {
    stay_days_.reserve(stays_.size());
    for (const Stay& stay : stays_) {
      stay_days_.push_back(stay_days_of(stay.spell, context.as_of));
      exact_ = exact_ && stay.spell.start.first == stay.spell.start.last &&
               (stay.spell.end.first == stay.spell.end.last || stay_days_.back().maybe == stay_days_.back().surely);
    }
  }

 protected:
  /// What a state rests on: a stay, and the group that is home by it.
  struct State {
    Group group = no_group;
    std::uint32_t stay = 0;  // the one left if home is left
  };

  /// The end of what began on `start`; while it is open, the day after the as-of date.
  [[nodiscard]] Day end_of(Day start, Day end) const {
    return end >= day_after_all ? std::max(context_.as_of, start) + 1 : end;
  }
  [[nodiscard]] Day end_of(const Tenure& tenure) const { return end_of(tenure.start, tenure.end); }
  /// One day at least.
  [[nodiscard]] DayRange days_of(Day start, Day end) const { return {start, std::max(start, end_of(start, end) - 1)}; }
  [[nodiscard]] DayRange best_days(std::uint32_t stay) const {
    return days_of(stays_[stay].spell.best_start, person_.ends[stay]);
  }
  [[nodiscard]] DayRange best_days(const Tenure& tenure) const { return days_of(tenure.start, tenure.end); }
  [[nodiscard]] const std::string& id(Group group) const { return context_.groups.id(group); }

  void add(EventType type, State from, State to, Day date, DayRange dates, bool sure) {
    events_.push_back({.person = person_.person,
                       .type = type,
                       .from = from.group,
                       .to = to.group,
                       .date = date,
                       .dates = dates,
                       .certainty = sure ? Certainty::certain : Certainty::possible,
                       .counted = true,
                       .from_fact = stays_[from.stay].fact,
                       .to_fact = stays_[to.stay].fact});
  }
  void add_move(State from, State to, Day date, DayRange dates, bool sure) {
    add(was_home(to.group) ? EventType::back : EventType::onward, from, to, date, dates, sure);
  }
  void add_possible(std::uint32_t from, std::uint32_t to, DayRange dates) {
    if (dates.first <= context_.as_of) dates.last = std::min(dates.last, context_.as_of);
    events_.push_back({.person = person_.person,
                       .type = EventType::onward,
                       .from = stays_[from].group,
                       .to = stays_[to].group,
                       .date = no_day,
                       .dates = dates,
                       .certainty = Certainty::possible,
                       .counted = false,
                       .from_fact = stays_[from].fact,
                       .to_fact = stays_[to].fact});
  }
  /// The end of the record: the last state is left, or goes on as far as is known.
  void add_end(State last, DayRange last_days, const Spell& spell) {
    const Day end = last_days.last + 1;
    const bool left = spell.end_stated && days_between(end, context_.as_of) > rules_.max_gap;
    const Day date = left ? end : context_.as_of;
    add(left ? EventType::exit : EventType::censored, last, last, date,
        left ? hull(spell.end, {end, end}) : DayRange{date, date}, exact_);
  }
  [[nodiscard]] bool was_home(Group group) const {
    return std::any_of(events_.begin() + static_cast<std::ptrdiff_t>(first_event_), events_.end(),
                       [&](const Event& event) {
                         return event.to == group && (is_move(event.type) || event.type == EventType::entry);
                       });
  }

  const PersonTenures& person_;
  const std::vector<Stay>& stays_;
  const TenureContext& context_;
  const MoveRules& rules_;
  std::vector<Event>& events_;
  std::size_t first_event_;
  std::vector<StayDays> stay_days_;  // by stay
  bool exact_ = true;                // every date is one day
};

/// Each runs one policy: see run_other_policy (policies.hpp) and MovePolicy.
void run_first_last(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events);
void run_mode_year(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events);
void run_primary(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events);

}  // namespace renmai
