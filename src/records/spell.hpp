// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "base/date.hpp"

namespace renmai {

/// Stands for "no best day".
inline constexpr Day no_day = INT32_MIN;

/// When a relation held: its start S lies in `start`, its end E in `end`; it holds on day D if S <= D < E.
/// Best days are for point results; `no_day` where none is defined (see make_spell).
struct Spell {
  DayRange start;
  DayRange end;
  Day best_start = no_day;
  Day best_end = no_day;
  bool open = false;      ///< the end is written `..`: still so when written
  bool instant = false;   ///< start and end are the same written date and nothing tells them apart: an event on one day
  bool conflict = false;  ///< what is written cannot all be true; the bounds are those of start and end alone
  bool start_stated = false;  ///< a date is written for the start; else it is known from other dates, if at all
  bool end_stated = false;

  [[nodiscard]] bool has_best_start() const { return best_start != no_day; }
  [[nodiscard]] bool has_best_end() const { return best_end != no_day; }

  /// Whether it holds on a day.
  [[nodiscard]] Certainty holds_on(Day day) const;
  /// Whether it holds on some day of the window (both ends inclusive): S <= last and E > first.
  [[nodiscard]] Certainty meets(DayRange window) const;
  /// Whether it lies in the window as a whole: S and the last day before E inside.
  [[nodiscard]] Certainty within(DayRange window) const;
  friend bool operator==(const Spell&, const Spell&) = default;
};

/// Whether two spells share a day: each starts before the other ends.
[[nodiscard]] Certainty overlap(const Spell& a, const Spell& b);

/// What a row says of its time.
struct SpellSource {
  Date start;
  Date end;
  std::span<const Date> attested;  ///< dates on which it is known to hold
  std::optional<Day> written_on;   ///< first possible day of the source's publication
  Day as_of = day_after_all;       ///< used for an open end where nothing else says when it was written
};

/// The spell of a row: stated dates widened by their own doubt; an attested date in [a, b] gives S <= b and E > a; an
/// open end lies after the publication of the source, else after the last attested day, else after the as-of date;
/// S <= E. A stated end `2015` puts E inside 2015. Where these clash, `conflict` is set.
/// Best start: the middle of the start as written, moved into the bounds; unknown: the middle of the first attested
/// date, else the day before the best end; else none. Best end: the middle of the end as written, moved into the
/// bounds; unknown: the day after the last attested one if the start is unknown too (it holds on the attested day),
/// else none (moves.hpp takes the person's next start); open: none, with `open` set.
[[nodiscard]] Spell make_spell(const SpellSource& source);

/// Both spells speak of one fact: every day that neither rules out. Nothing if they exclude each other. A stated date
/// goes before an open, attested or unknown one; of two stated dates the narrower gives the best day.
[[nodiscard]] std::optional<Spell> unite(const Spell& a, const Spell& b);

/// Narrows `later` so that it starts at or after the end of `earlier`, and `earlier` so that it ends by then; the best
/// start of `later` comes after the best end of `earlier`. Returns false, changing nothing, if that is impossible.
bool order_after(Spell& later, Spell& earlier);

}  // namespace renmai
