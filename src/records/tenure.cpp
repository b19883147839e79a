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
std::vector<Day> settle_ends(std::span<const Stay> stays, std::span<const std::uint32_t> order) {
  std::vector<Day> ends(stays.size(), day_after_all);
  for (std::size_t i = order.size(); i-- > 0;) {
    const Spell& spell = stays[order[i]].spell;
    if (spell.has_best_end()) {
      ends[order[i]] = spell.best_end;
      continue;
    }
    ends[order[i]] = spell.end.last;  // open, but for what follows it as stated
    if (spell.open) continue;
    for (std::size_t j = i + 1; j < order.size(); ++j) {
      const Day next = stays[order[j]].spell.best_start;
      if (next <= spell.best_start) continue;
      ends[order[i]] = std::clamp(next, spell.end.first, spell.end.last);
      break;
    }
  }
  return ends;
}

/// Whether a stay is one tenure with an earlier one of its group: the gap between them, whichever is first, is short.
Certainty united(const Tenure& tenure, const Stay& stay, const MoveRules& rules) {
  return both(
      at_most(tenure.ends, stay.spell.start, rules.backfill),
      either(before_or_at(tenure.starts, stay.spell.start), at_most(stay.spell.end, tenure.starts, rules.backfill)));
}

void extend(Tenure& tenure, const Stay& stay, std::uint32_t number, Day end) {
  const Spell& spell = stay.spell;
  tenure.starts = {std::min(tenure.starts.first, spell.start.first), std::min(tenure.starts.last, spell.start.last)};
  tenure.ends = {std::max(tenure.ends.first, spell.end.first), std::max(tenure.ends.last, spell.end.last)};
  if (end > tenure.end) tenure.end_stated = spell.end_stated;
  tenure.end = std::max(tenure.end, end);
  tenure.stays.push_back(number);
}

/// Whether a tenure begins after the other ended, as stated: of the stays that may begin it each follows each of the
/// other's.
bool fact_follows(const Tenure& later, const Tenure& earlier, std::span<const Stay> stays,
                  const FollowsFunction& follows) {
  const Day first = stays[later.stays.front()].spell.start.last;
  return std::all_of(later.stays.begin(), later.stays.end(), [&](std::uint32_t l) {
    if (l != later.stays.front() && stays[l].spell.start.first >= first) return true;
    return std::all_of(earlier.stays.begin(), earlier.stays.end(),
                       [&](std::uint32_t e) { return follows(stays[l].fact, stays[e].fact); });
  });
}

/// Among tenures of one start what is followed, as stated, goes before what follows it.
void put_followed_first(std::vector<Tenure>& tenures, std::span<const Stay> stays, const FollowsFunction& follows) {
  auto begin = tenures.begin();
  for (auto next = tenures.begin(); next != tenures.end(); ++next) {
    if (next->start != begin->start) begin = next;
    const auto place =
        std::find_if(begin, next, [&](const Tenure& other) { return fact_follows(other, *next, stays, follows); });
    std::rotate(place, next, std::next(next));
  }
}

class Policy {
 public:
  Policy(std::span<const Tenure> tenures, std::span<const Stay> stays, const MoveRules& rules,
         const FollowsFunction& follows, Entity person, bool all_dated, std::vector<Event>& events)
      : tenures_(tenures),
        stays_(stays),
        rules_(rules),
        follows_(follows),
        person_(person),
        sure_(all_dated),
        events_(events) {
    for (const Tenure& tenure : tenures) sure_ = sure_ && tenure.united_surely;
  }

  void run(Day as_of) {
    for (std::size_t n = 0; n < tenures_.size(); ++n) {
      settle_order(n);
      step(n);
    }
    if (home_ == no_tenure) return;
    const Tenure& home = tenures_[home_];
    const bool left = home.end_stated && days_between(home.end, as_of) > rules_.max_gap;
    add(left ? EventType::exit : EventType::censored, home_, home_, left ? home.end : as_of,
        left ? home.ends : DayRange{as_of, as_of});
  }

 private:
  static constexpr std::size_t no_tenure = SIZE_MAX;

  /// The order of tenure n among all others must be sure, or nothing from here on is.
  void settle_order(std::size_t n) {
    for (std::size_t m = 0; sure_ && m < tenures_.size(); ++m) {
      if (m == n) continue;
      const Tenure& first = tenures_[std::min(m, n)];
      const Tenure& second = tenures_[std::max(m, n)];
      sure_ =
          before(first.starts, second.starts) == Certainty::certain || fact_follows(second, first, stays_, follows_);
    }
  }

  void step(std::size_t n) {
    const Tenure& next = tenures_[n];
    if (home_ == no_tenure) {
      add(EventType::entry, n, n, next.start, next.starts);
      return enter(n);
    }
    const Tenure& home = tenures_[home_];
    const bool after = fact_follows(next, home, stays_, follows_);
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
    const bool known = std::find(homes_.begin(), homes_.end(), next.group) != homes_.end();
    add(known ? EventType::back : EventType::onward, home_, n, date, dates);
    last_move_ = date;
    last_dates_ = dates;
    enter(n);
  }

  void need(Certainty answer) { sure_ = sure_ && decided(answer); }

  void enter(std::size_t n) {
    home_ = n;
    if (std::find(homes_.begin(), homes_.end(), tenures_[n].group) == homes_.end()) homes_.push_back(tenures_[n].group);
  }

  void add(EventType type, std::size_t from, std::size_t to, Day date, DayRange dates) {
    const Tenure& old_home = tenures_[from];
    const Tenure& new_home = tenures_[to];
    events_.push_back({.person = person_,
                       .type = type,
                       .from = old_home.group,
                       .to = new_home.group,
                       .date = date,
                       .dates = dates,
                       .certainty = sure_ ? Certainty::certain : Certainty::possible,
                       .counted = true,
                       .from_fact = stays_[last_stay(old_home)].fact,
                       .to_fact = stays_[new_home.stays.front()].fact});
  }

  /// The stay of a tenure that ends last.
  std::uint32_t last_stay(const Tenure& tenure) const {
    return *std::max_element(tenure.stays.begin(), tenure.stays.end(), [&](std::uint32_t a, std::uint32_t b) {
      return stays_[a].spell.end.last < stays_[b].spell.end.last;
    });
  }

  std::span<const Tenure> tenures_;
  std::span<const Stay> stays_;
  const MoveRules& rules_;
  const FollowsFunction& follows_;
  Entity person_;
  bool sure_;  // every comparison so far holds for every completion of the dates
  std::vector<Event>& events_;
  std::size_t home_ = no_tenure;
  std::vector<Group> homes_;
  Day last_move_ = day_before_all;
  DayRange last_dates_{day_before_all, day_before_all};
};

}  // namespace

std::vector<Tenure> unite_stays(std::span<const Stay> stays, const MoveRules& rules,
                                const std::function<bool(Group, Group)>& group_before, const FollowsFunction& follows) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < stays.size(); ++i) {
    if (stays[i].spell.has_best_start()) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(stays[a].spell.best_start, stays[a].fact) < std::tie(stays[b].spell.best_start, stays[b].fact);
  });
  const std::vector<Day> ends = settle_ends(stays, order);

  std::vector<Tenure> tenures;
  for (const std::uint32_t i : order) {
    const Stay& stay = stays[i];
    const auto same_group = [&](const Tenure& tenure) { return tenure.group == stay.group; };
    // The latest tenure of the group, if any; by best days earlier ones ended long before.
    const auto last = std::find_if(tenures.rbegin(), tenures.rend(), same_group);
    const bool joins = last != tenures.rend() && days_between(last->end, stay.spell.best_start) <= rules.backfill;
    bool sure = true;  // that it makes a tenure with these and no others
    for (Tenure& tenure : tenures) {
      if (!same_group(tenure)) continue;
      const Certainty wanted = joins && &tenure == &*last ? Certainty::certain : Certainty::no;
      if (united(tenure, stay, rules) != wanted) sure = tenure.united_surely = false;
    }
    if (joins) {
      extend(*last, stay, i, ends[i]);
      last->united_surely = last->united_surely && sure;
      continue;
    }
    tenures.push_back({.group = stay.group,
                       .start = stay.spell.best_start,
                       .end = ends[i],
                       .starts = stay.spell.start,
                       .ends = stay.spell.end,
                       .end_stated = stay.spell.end_stated,
                       .united_surely = sure,
                       .stays = {i}});
  }
  std::stable_sort(tenures.begin(), tenures.end(), [&](const Tenure& a, const Tenure& b) {
    if (a.start != b.start) return a.start < b.start;
    if (a.end != b.end) return a.end > b.end;
    return group_before(a.group, b.group);
  });
  put_followed_first(tenures, stays, follows);
  return tenures;
}

void run_tenure_policy(std::span<const Tenure> tenures, std::span<const Stay> stays, const MoveRules& rules, Day as_of,
                       bool all_dated, const FollowsFunction& follows, Entity person, std::vector<Event>& events) {
  Policy(tenures, stays, rules, follows, person, all_dated, events).run(as_of);
}

}  // namespace renmai
