// SPDX-License-Identifier: Apache-2.0
#include "records/spell.hpp"

#include <algorithm>

namespace renmai {
namespace {

Day clamp_day(Day day, DayRange range) { return std::clamp(day, range.first, range.last); }

Certainty certainty(bool always, bool ever) {
  return always ? Certainty::certain : ever ? Certainty::possible : Certainty::no;
}

DayRange intersect(DayRange a, DayRange b) { return {std::max(a.first, b.first), std::min(a.last, b.last)}; }

bool empty(DayRange range) { return range.first > range.last; }

/// S <= E, as far as the bounds can say.
void order_bounds(Spell& spell) {
  spell.end.first = std::max(spell.end.first, spell.start.first);
  spell.start.last = std::min(spell.start.last, spell.end.last);
}

/// The stated dates alone; without S <= E if they say otherwise.
Spell bound_by_dates(const SpellSource& source) {
  Spell spell;
  spell.open = source.end.form == Date::Form::open;
  spell.start_stated = source.start.known();
  spell.end_stated = source.end.known();
  if (source.start.known()) spell.start = source.start.bounds;
  if (source.end.known()) spell.end = source.end.bounds;
  if (spell.start.first <= spell.end.last) order_bounds(spell);
  return spell;
}

void bound_by_evidence(Spell& spell, const SpellSource& source) {
  Day last_attested = day_before_all;
  for (const Date& date : source.attested) {
    if (!date.known()) continue;
    spell.start.last = std::min(spell.start.last, date.bounds.last);
    if (date.bounds.first == day_before_all) continue;
    spell.end.first = std::max(spell.end.first, date.bounds.first + 1);
    last_attested = std::max(last_attested, date.bounds.first);
  }
  if (spell.open) {
    const Day written = source.written_on                 ? *source.written_on
                        : last_attested != day_before_all ? last_attested
                                                          : source.as_of;
    if (written > day_before_all && written < day_after_all) spell.end.first = std::max(spell.end.first, written + 1);
  }
  order_bounds(spell);
}

/// The middle of the first (or last) attested date that has one.
std::optional<Day> attested_day(std::span<const Date> attested, bool first) {
  std::optional<Day> best;
  for (const Date& date : attested) {
    const auto day = date.middle();
    if (day && (!best || (first ? *day < *best : *day > *best))) best = day;
  }
  return best;
}

void settle_best_days(Spell& spell, const SpellSource& source) {
  const auto start = source.start.middle();
  const auto end = source.end.middle();
  const auto first = attested_day(source.attested, true);
  if (end) {
    spell.best_end = clamp_day(*end, spell.end);
  } else if (!spell.open && !source.start.known() && first) {
    spell.best_end = clamp_day(*attested_day(source.attested, false) + 1, spell.end);
  }
  if (start) {
    spell.best_start = clamp_day(*start, spell.start);
  } else if (first) {
    spell.best_start = clamp_day(*first, spell.start);
  } else if (spell.has_best_end()) {
    spell.best_start = clamp_day(spell.best_end - 1, spell.start);
  }
  if (spell.has_best_start() && spell.has_best_end()) spell.best_end = std::max(spell.best_end, spell.best_start);
}

std::int64_t width(DayRange range) { return std::int64_t{range.last} - range.first; }

/// Whose best start stands for both: a stated one, the narrower of two; else the earlier.
const Spell& start_to_trust(const Spell& a, const Spell& b) {
  if (a.start_stated != b.start_stated) return a.start_stated ? a : b;
  if (a.has_best_start() != b.has_best_start()) return a.has_best_start() ? a : b;
  if (a.start_stated && width(a.start) != width(b.start)) return width(a.start) < width(b.start) ? a : b;
  return a.best_start <= b.best_start ? a : b;
}

/// Whose best end stands for both: a stated one, the narrower of two; else the later.
const Spell& end_to_trust(const Spell& a, const Spell& b) {
  if (a.end_stated != b.end_stated) return a.end_stated ? a : b;
  if (a.end_stated && width(a.end) != width(b.end)) return width(a.end) < width(b.end) ? a : b;
  return a.best_end >= b.best_end ? a : b;  // no_day is the least value
}

}  // namespace

Spell make_spell(const SpellSource& source) {
  const Spell stated = bound_by_dates(source);
  Spell spell = stated;
  bound_by_evidence(spell, source);
  if (empty(spell.start) || empty(spell.end)) {
    spell = stated;
    spell.conflict = true;
  }
  const bool same_date = spell.start_stated && spell.end_stated && source.start.written == source.end.written;
  spell.instant = same_date && spell.start == spell.end;
  settle_best_days(spell, source);
  return spell;
}

Certainty Spell::holds_on(Day day) const {
  if (instant) return certainty(start.first == day && start.last == day, start.first <= day && day <= start.last);
  return certainty(start.last <= day && end.first > day, start.first <= day && end.last > day);
}

Certainty Spell::meets(DayRange window) const {
  if (instant) return within(window);
  const bool unbounded = window.first <= day_before_all;  // every E lies after
  return certainty(start.last <= window.last && (unbounded || end.first > window.first),
                   start.first <= window.last && end.last > window.first);
}

Certainty Spell::within(DayRange window) const {
  if (instant) {
    return certainty(start.first >= window.first && start.last <= window.last,
                     start.first <= window.last && start.last >= window.first);
  }
  // E is the first day after the spell, so a spell that fills the window has E = window.last + 1.
  const Day after_window = window.last >= day_after_all ? day_after_all : window.last + 1;
  return certainty(start.first >= window.first && end.last <= after_window,
                   start.last >= window.first && end.first <= after_window);
}

Certainty overlap(const Spell& a, const Spell& b) {
  if (a.instant || b.instant) {
    const Spell& event = a.instant ? a : b;
    const Spell& other = a.instant ? b : a;
    if (other.instant)
      return certainty(event.start.first == event.start.last && other.start == event.start,
                       !empty(intersect(event.start, other.start)));
    return certainty(other.start.last <= event.start.first && other.end.first > event.start.last,
                     other.start.first <= event.start.last && other.end.last > event.start.first &&
                         other.start.first < other.end.last);
  }
  return certainty(a.start.last < b.end.first && b.start.last < a.end.first,
                   a.start.first < b.end.last && b.start.first < a.end.last);
}

std::optional<Spell> unite(const Spell& a, const Spell& b) {
  Spell both = a;
  both.start = intersect(a.start, b.start);
  both.end = intersect(a.end, b.end);
  order_bounds(both);
  if (empty(both.start) || empty(both.end)) return std::nullopt;
  both.start_stated = a.start_stated || b.start_stated;
  both.end_stated = a.end_stated || b.end_stated;
  both.open = (a.open || b.open) && !both.end_stated;
  both.conflict = a.conflict || b.conflict;
  both.instant = a.instant && b.instant && both.start == both.end;

  const Spell& starts = start_to_trust(a, b);
  both.best_start = starts.has_best_start() ? clamp_day(starts.best_start, both.start) : no_day;
  const Spell& ends = end_to_trust(a, b);
  const bool end_known = both.end_stated || (!both.open && !both.start_stated);  // else the next tenure tells it
  both.best_end = end_known && ends.has_best_end() ? clamp_day(ends.best_end, both.end) : no_day;
  if (both.has_best_start() && both.has_best_end()) both.best_end = std::max(both.best_end, both.best_start);
  return both;
}

bool order_after(Spell& later, Spell& earlier) {
  const Day first = std::max(later.start.first, earlier.end.first);
  const Day last = std::min(earlier.end.last, later.start.last);
  if (first > later.start.last || last < earlier.end.first) return false;
  later.start.first = first;
  earlier.end.last = last;
  order_bounds(later);
  order_bounds(earlier);
  for (Spell* const spell : {&earlier, &later}) {
    if (spell->has_best_start()) spell->best_start = clamp_day(spell->best_start, spell->start);
    if (spell->has_best_end()) spell->best_end = clamp_day(spell->best_end, spell->end);
  }
  if (later.has_best_start() && earlier.has_best_end()) {
    later.best_start = std::max(later.best_start, std::min(earlier.best_end, later.start.last));
    if (later.has_best_end()) later.best_end = std::max(later.best_end, later.best_start);
  }
  return true;
}

}  // namespace renmai
