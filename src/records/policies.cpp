// SPDX-License-Identifier: Apache-2.0
// Policies that look at a career as a sequence of states: the group that holds most days of each year, the first and
// the last group, or the main affiliation of each day.
#include "records/policies.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <utility>

namespace renmai {
namespace {

/// Years a person's stays may span before the possible moves of `mode-year` are no longer told apart by year.
constexpr int most_years = 400;

std::int64_t shared_days(DayRange a, DayRange b) {
  return std::max<std::int64_t>(0, std::int64_t{std::min(a.last, b.last)} - std::max(a.first, b.first) + 1);
}

/// The days of a stay: those on which the group may be its state, and those on which it surely is. A stay without a
/// length is of one day. Both inclusive; `surely` may be empty.
struct Presence {
  DayRange maybe;
  DayRange surely;
};

Presence presence_of(const Spell& spell, Day as_of) {
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
    presences_.reserve(stays_.size());
    for (const Stay& stay : stays_) {
      presences_.push_back(presence_of(stay.spell, context.as_of));
      exact_ = exact_ && stay.spell.start.first == stay.spell.start.last &&
               (stay.spell.end.first == stay.spell.end.last || presences_.back().maybe == presences_.back().surely);
    }
  }

 protected:
  /// What a state rests on: a stay, and the group that is home by it.
  struct State {
    Group group = no_group;
    std::uint32_t stay = 0;  // the one left if home is left
  };

  [[nodiscard]] DayRange best_days(std::uint32_t stay) const {
    const Day start = stays_[stay].spell.best_start;
    Day end = person_.ends[stay];
    if (end >= day_after_all) end = std::max(context_.as_of, start) + 1;
    return {start, std::max(start, end - 1)};
  }
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
  std::vector<Presence> presences_;  // by stay
  bool exact_ = true;                // every date is one day
};

/// The first group and the last one, nothing between them.
class FirstLast : States {
 public:
  using States::States;

  void run() {
    std::optional<std::pair<Group, Group>> counted;
    if (!person_.order.empty()) {
      const Tenure& first = person_.tenures.front();
      const auto last_day = [&](const Tenure& t) {
        return t.end >= day_after_all ? std::max(context_.as_of, t.start) + 1 : t.end;
      };
      const Tenure& last =
          *std::max_element(person_.tenures.begin(), person_.tenures.end(), [&](const Tenure& a, const Tenure& b) {
            return std::tuple(last_day(a), a.start, std::string_view(id(b.group))) <
                   std::tuple(last_day(b), b.start, std::string_view(id(a.group)));
          });
      const State home{first.group, first.last_stay};
      const State end{last.group, last.first_stay};
      const bool sure = exact_ || (surely_first(first.group) && surely_last(last.group));
      add(EventType::entry, home, home, first.start, first.starts, exact_ || surely_first(first.group));
      if (first.group != last.group) {
        counted.emplace(first.group, last.group);
        add_move(home, end, last.start, sure && exact_ ? last.starts : hull(last.starts, starts_of(last.group)), sure);
      }
      add_end({last.group, last.last_stay}, {last.start, last_day(last) - 1}, stays_[last.last_stay].spell);
    }
    if (exact_) return;
    for (const std::uint32_t a : one_each(&FirstLast::maybe_first)) {
      for (const std::uint32_t b : one_each(&FirstLast::maybe_last)) {
        const Group from = stays_[a].group;
        const Group to = stays_[b].group;
        if (from != to && counted != std::pair(from, to)) add_possible(a, b, starts_of(to));
      }
    }
  }

 private:
  /// Stays that `asked` holds for, one of each group.
  std::vector<std::uint32_t> one_each(bool (FirstLast::*asked)(std::uint32_t) const) const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < stays_.size(); ++i) {
      const auto same = [&](std::uint32_t other) { return stays_[other].group == stays_[i].group; };
      if ((this->*asked)(i) && std::none_of(found.begin(), found.end(), same)) found.push_back(i);
    }
    return found;
  }
  bool maybe_first(std::uint32_t i) const {
    return std::none_of(stays_.begin(), stays_.end(), [&](const Stay& other) {
      return other.group != stays_[i].group && other.spell.start.last < stays_[i].spell.start.first;
    });
  }
  bool maybe_last(std::uint32_t i) const {
    for (std::uint32_t k = 0; k < stays_.size(); ++k) {
      if (stays_[k].group != stays_[i].group && surely_to(k) > presences_[i].maybe.last) return false;
    }
    return true;
  }
  bool surely_first(Group group) const {
    return std::any_of(stays_.begin(), stays_.end(), [&](const Stay& first) {
      return first.group == group && std::all_of(stays_.begin(), stays_.end(), [&](const Stay& other) {
               return other.group == group || first.spell.start.last < other.spell.start.first;
             });
    });
  }
  bool surely_last(Group group) const {
    for (std::uint32_t i = 0; i < stays_.size(); ++i) {
      if (stays_[i].group != group) continue;
      bool last = true;
      for (std::uint32_t k = 0; k < stays_.size(); ++k)
        last = last && (stays_[k].group == group || presences_[k].maybe.last < surely_to(i));
      if (last) return true;
    }
    return false;
  }
  /// The day to which a stay lasts at least.
  [[nodiscard]] Day surely_to(std::uint32_t i) const {
    return std::max(presences_[i].surely.last, std::min(stays_[i].spell.start.first, presences_[i].maybe.last));
  }
  [[nodiscard]] DayRange starts_of(Group group) const {
    std::optional<DayRange> starts;
    for (const Stay& stay : stays_) {
      if (stay.group == group) starts = starts ? hull(*starts, stay.spell.start) : stay.spell.start;
    }
    return *starts;
  }
};

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
      const Day end =
          last.end >= day_after_all ? std::max(context_.as_of, last.start) : std::max(last.start, last.end - 1);
      add_end(*home, {last.start, end}, stays_[last.last_stay].spell);
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
      const DayRange days = presences_[i].maybe;
      if (days.first <= day_before_all || days.last >= day_after_all) bounded_ = false;
    }
    for (std::uint32_t i = 0; i < stays_.size(); ++i) {
      const bool dated = stays_[i].spell.has_best_start();
      if (!dated && !bounded_) continue;
      const DayRange days = bounded_ ? presences_[i].maybe : best_days(i);
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
      DayRange maybe = presences_[i].maybe;
      for (std::uint32_t k = 0; k < stays_.size(); ++k) {
        // The gap before this stay belongs to a tenure if an earlier one of its group is near.
        const DayRange other = presences_[k].maybe;
        if (k == i || stays_[k].group != stays_[i].group || other.first > maybe.first) continue;
        if (days_between(other.last, maybe.first) <= rules_.backfill + 1)
          maybe.first = std::min(maybe.first, other.last);
      }
      const std::int64_t most = counted.most[place] + shared_days(maybe, year);
      counted.most[place] = std::min(most, shared_days(year, year));
      counted.fewest[place] = std::max(counted.fewest[place], shared_days(presences_[i].surely, year));
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
      const Day end =
          tenure.end >= day_after_all ? std::max(context_.as_of, tenure.start) : std::max(tenure.start, tenure.end - 1);
      const std::int64_t days = shared_days({tenure.start, end}, year);
      if (days == 0) continue;
      Held& group = held[place_of(tenure.group)];
      group.days += days;
      group.length = std::max(group.length, std::int64_t{end} - tenure.start);
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

/// The main affiliation of each day: the one of highest primacy, then the one in the longer tenure, then by the id of
/// its group.
class Primary : States {
 public:
  Primary(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events)
      : States(person, context, events), length_(stays_.size(), 0) {
    for (const Tenure& tenure : person_.tenures) {
      const Day end = tenure.end >= day_after_all ? std::max(context_.as_of, tenure.start) + 1 : tenure.end;
      static_cast<void>(person_.all_stays(tenure, [&](std::uint32_t stay) {
        length_[stay] = std::int64_t{end} - tenure.start;
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
    dates.last = std::max(dates.last, std::min(presences_[next.stay].maybe.last, context_.as_of));
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
      const DayRange core = presences_[stay].surely;
      if (day < core.first || day > core.last) return false;
      for (std::uint32_t k = 0; k < stays_.size(); ++k) {
        const DayRange maybe = presences_[k].maybe;
        if (stays_[k].group != stays_[stay].group && maybe.first <= day && day <= maybe.last) return false;
      }
      return true;
    };
    std::optional<Day> last_a;
    std::optional<Day> first_b;
    const auto try_days = [&](Day before, Day after) {
      if (alone_on(a, before) && (!last_a || before > *last_a) && before < presences_[b].surely.last) last_a = before;
      if (alone_on(b, after) && (!first_b || after < *first_b) && after > presences_[a].surely.first) first_b = after;
    };
    try_days(presences_[a].surely.last, presences_[b].surely.first);
    for (const Presence& other : presences_) try_days(other.maybe.first - 1, other.maybe.last + 1);
    if (!last_a || !first_b || *last_a >= *first_b) return std::nullopt;
    for (std::uint32_t k = 0; k < stays_.size(); ++k) {
      const bool third = stays_[k].group != stays_[a].group && stays_[k].group != stays_[b].group;
      if (third && presences_[k].maybe.first < *first_b && presences_[k].maybe.last > *last_a) return std::nullopt;
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
        const DayRange maybe_a = presences_[a].maybe;
        const DayRange maybe_b = presences_[b].maybe;
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

void run_other_policy(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events) {
  if (context.rules.policy == MovePolicy::mode_year) ModeYear(person, context, events).run();
  if (context.rules.policy == MovePolicy::first_last) FirstLast(person, context, events).run();
  if (context.rules.policy == MovePolicy::primary) Primary(person, context, events).run();
}

}  // namespace renmai
