// SPDX-License-Identifier: Apache-2.0
// The policy `tenure`: a person's stays become tenures, one of which is home at any time; moves are changes of home.
#include "records/tenure.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace renmai {
namespace {

/// Whether the days from a day of `from` to a day of `to` are at most `span`, over all completions.
Certainty at_most(DayRange from, DayRange to, std::int64_t span) {
  if (days_between(from.first, to.last) <= span) return Certainty::certain;
  return days_between(from.last, to.first) <= span ? Certainty::possible : Certainty::no;
}

bool decided(Certainty answer) { return answer != Certainty::possible; }

/// The best end of each stay: as known, else open, else the person's next start.
void settle_ends(PersonTenures& person) {
  const auto& order = person.order;
  person.ends.assign(person.stays.size(), day_after_all);
  for (std::size_t i = order.size(); i-- > 0;) {
    const Spell& spell = person.stays[order[i]].spell;
    Day& end = person.ends[order[i]];
    if (spell.has_best_end()) {
      end = spell.best_end;
      continue;
    }
    end = spell.end.last;  // open, but for what follows it as stated
    if (spell.open) continue;
    for (std::size_t j = i + 1; j < order.size(); ++j) {
      const Day next = person.stays[order[j]].spell.best_start;
      if (next <= spell.best_start) continue;
      end = std::clamp(next, spell.end.first, spell.end.last);
      break;
    }
  }
}

/// Whether a stay is one tenure with an earlier one of its group: the gap between them, whichever is first, is short.
Certainty united(const Tenure& tenure, const Stay& stay, const MoveRules& rules) {
  return both(
      at_most(tenure.ends, stay.spell.start, rules.backfill),
      either(before_or_at(tenure.starts, stay.spell.start), at_most(stay.spell.end, tenure.starts, rules.backfill)));
}

void extend(PersonTenures& person, Tenure& tenure, std::uint32_t number) {
  const Spell& spell = person.stays[number].spell;
  const Day end = person.ends[number];
  tenure.starts = {std::min(tenure.starts.first, spell.start.first), std::min(tenure.starts.last, spell.start.last)};
  tenure.ends = {std::max(tenure.ends.first, spell.end.first), std::max(tenure.ends.last, spell.end.last)};
  if (end > tenure.end) tenure.end_stated = spell.end_stated;
  tenure.end = std::max(tenure.end, end);
  person.next_stay[tenure.last_stay] = number;
  tenure.last_stay = number;
  ++tenure.stay_count;
}

/// Whether a tenure begins after the other ended, as stated: of the stays that may begin it each follows each of the
/// other's.
bool fact_follows(const PersonTenures& person, const Tenure& later, const Tenure& earlier) {
  if (!person.stated.any()) return false;
  const auto& stays = person.stays;
  const Day first = stays[later.first_stay].spell.start.last;
  return person.all_stays(later, [&](std::uint32_t l) {
    if (l != later.first_stay && stays[l].spell.start.first >= first) return true;
    return person.all_stays(earlier, [&](std::uint32_t e) { return person.stated.follows(l, e); });
  });
}

/// Among tenures of one start what is followed, as stated, goes before what follows it.
void put_followed_first(PersonTenures& person) {
  if (!person.stated.any()) return;
  auto begin = person.tenures.begin();
  for (auto next = begin; next != person.tenures.end(); ++next) {
    if (next->start != begin->start) begin = next;
    const auto place =
        std::find_if(begin, next, [&](const Tenure& other) { return fact_follows(person, other, *next); });
    std::rotate(place, next, std::next(next));
  }
}

class Policy {
 public:
  Policy(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events)
      : person_(person),
        tenures_(person.tenures),
        stays_(person.stays),
        rules_(context.rules),
        events_(events),
        sure_(person.order.size() == person.stays.size()) {
    for (const Tenure& tenure : tenures_) sure_ = sure_ && tenure.united_surely;
  }

  /// Returns whether every comparison held for every completion of the dates.
  bool run(Day as_of) {
    for (std::size_t n = 0; n < tenures_.size(); ++n) {
      settle_order(n);
      step(n);
    }
    if (home_ == no_tenure) return sure_;
    const Tenure& home = tenures_[home_];
    const bool left = home.end_stated && days_between(home.end, as_of) > rules_.max_gap;
    add(left ? EventType::exit : EventType::censored, home_, home_, left ? home.end : as_of,
        left ? home.ends : DayRange{as_of, as_of});
    return sure_;
  }

 private:
  static constexpr std::size_t no_tenure = SIZE_MAX;

  /// The order of tenure n among all others must be sure, or nothing from here on is.
  void settle_order(std::size_t n) {
    for (std::size_t m = 0; sure_ && m < tenures_.size(); ++m) {
      if (m == n) continue;
      const Tenure& first = tenures_[std::min(m, n)];
      const Tenure& second = tenures_[std::max(m, n)];
      sure_ = before(first.starts, second.starts) == Certainty::certain || fact_follows(person_, second, first);
    }
  }

  void step(std::size_t n) {
    const Tenure& next = tenures_[n];
    if (home_ == no_tenure) {
      add(EventType::entry, n, n, next.start, next.starts);
      return enter(n);
    }
    const Tenure& home = tenures_[home_];
    const bool after = fact_follows(person_, next, home);
    need(at_most(home.ends, next.starts, rules_.max_gap));
    if (days_between(home.end, next.start) > rules_.max_gap) {
      add(EventType::exit, home_, home_, home.end, home.ends);
      add(EventType::entry, n, n, next.start, next.starts);
      return enter(n);
    }
    if (home.group == next.group) {
      add(EventType::gap, home_, n, next.start, next.starts);
      return enter(n);
    }
    if (home.start == next.start && home.end == next.end) {
      sure_ = false;
      add(EventType::ambiguous, home_, n, next.start, next.starts);
      return;
    }
    // What follows home outlasts it, but for a tenure without a length.
    need(!after ? before(home.ends, next.ends) : next.end > home.end ? Certainty::certain : Certainty::possible);
    if (next.end <= home.end) {
      const bool is_visit = days_between(next.start, next.end) < rules_.visit;
      return add(is_visit ? EventType::visit : EventType::dual, home_, n, next.start, next.starts);
    }
    move(n, home, next, after);
  }

  /// Home changes to tenure n: at its start, or at the end of the old home if both ran side by side for long.
  void move(std::size_t n, const Tenure& home, const Tenure& next, bool after) {
    const bool side_by_side = days_between(next.start, home.end) > rules_.overlap;
    const Certainty short_overlap = after ? Certainty::certain : at_most(next.starts, home.ends, rules_.overlap);
    DayRange dates = next.starts;
    if (short_overlap != Certainty::certain)
      dates.last = std::max(dates.last, std::min(home.ends.last, next.ends.last));
    if (short_overlap == Certainty::no) dates.first = std::max(dates.first, home.ends.first);
    dates = {std::max(dates.first, last_dates_.first), std::max(dates.last, last_dates_.last)};
    if (side_by_side) add(EventType::dual, home_, n, next.start, next.starts);
    const Day date = std::max(side_by_side ? home.end : next.start, last_move_);
    add(was_home(next.group) ? EventType::back : EventType::onward, home_, n, date, dates);
    last_move_ = date;
    last_dates_ = dates;
    enter(n);
  }

  void need(Certainty answer) { sure_ = sure_ && decided(answer); }

  void enter(std::size_t n) { home_ = n; }

  /// Every event but visits, dual and ambiguous tenures made its group the home.
  [[nodiscard]] bool was_home(Group group) const {
    return std::any_of(events_.begin(), events_.end(), [&](const Event& event) {
      return event.to == group && (is_move(event.type) || event.type == EventType::entry);
    });
  }

  void add(EventType type, std::size_t from, std::size_t to, Day date, DayRange dates) {
    const Tenure& old_home = tenures_[from];
    const Tenure& new_home = tenures_[to];
    events_.push_back({.person = person_.person,
                       .type = type,
                       .from = old_home.group,
                       .to = new_home.group,
                       .date = date,
                       .dates = dates,
                       .certainty = sure_ ? Certainty::certain : Certainty::possible,
                       .counted = true,
                       .from_fact = stays_[ends_last(old_home)].fact,
                       .to_fact = stays_[new_home.first_stay].fact});
  }

  /// The stay of a tenure that ends last.
  [[nodiscard]] std::uint32_t ends_last(const Tenure& tenure) const {
    std::uint32_t last = tenure.first_stay;
    static_cast<void>(person_.all_stays(tenure, [&](std::uint32_t stay) {
      if (stays_[stay].spell.end.last > stays_[last].spell.end.last) last = stay;
      return true;
    }));
    return last;
  }

  const PersonTenures& person_;
  const std::vector<Tenure>& tenures_;
  const std::vector<Stay>& stays_;
  const MoveRules& rules_;
  std::vector<Event>& events_;
  bool sure_;  // every comparison so far holds for every completion of the dates
  std::size_t home_ = no_tenure;
  Day last_move_ = day_before_all;
  DayRange last_dates_{day_before_all, day_before_all};
};

}  // namespace

void unite_stays(PersonTenures& person, const TenureContext& context) {
  const auto& stays = person.stays;
  auto& tenures = person.tenures;
  person.order.clear();
  for (std::uint32_t i = 0; i < stays.size(); ++i) {
    if (stays[i].spell.has_best_start()) person.order.push_back(i);
  }
  sort_few(person.order, [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(stays[a].spell.best_start, stays[a].fact) < std::tie(stays[b].spell.best_start, stays[b].fact);
  });
  settle_ends(person);

  tenures.clear();
  person.next_stay.resize(stays.size());
  for (const std::uint32_t i : person.order) {
    const Stay& stay = stays[i];
    const auto same_group = [&](const Tenure& tenure) { return tenure.group == stay.group; };
    // The latest tenure of the group, if any; by best days earlier ones ended long before.
    const auto last = std::find_if(tenures.rbegin(), tenures.rend(), same_group);
    const bool joins =
        last != tenures.rend() && days_between(last->end, stay.spell.best_start) <= context.rules.backfill;
    bool sure = true;  // that it makes a tenure with these and no others
    for (Tenure& tenure : tenures) {
      if (!same_group(tenure)) continue;
      const Certainty wanted = joins && &tenure == &*last ? Certainty::certain : Certainty::no;
      if (united(tenure, stay, context.rules) != wanted) sure = tenure.united_surely = false;
    }
    if (joins) {
      extend(person, *last, i);
      last->united_surely = last->united_surely && sure;
      continue;
    }
    tenures.push_back({.group = stay.group,
                       .start = stay.spell.best_start,
                       .end = person.ends[i],
                       .starts = stay.spell.start,
                       .ends = stay.spell.end,
                       .end_stated = stay.spell.end_stated,
                       .united_surely = sure,
                       .first_stay = i,
                       .last_stay = i});
  }
  sort_few(tenures, [&](const Tenure& a, const Tenure& b) {
    if (a.start != b.start) return a.start < b.start;
    if (a.end != b.end) return a.end > b.end;
    return context.groups.id(a.group) < context.groups.id(b.group);
  });
  put_followed_first(person);
}

bool run_tenure_policy(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events) {
  return Policy(person, context, events).run(context.as_of);
}

}  // namespace renmai
