// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace renmai {

/// Days since 1970-01-01 in the proleptic Gregorian calendar. `day_before_all` and `day_after_all` stand for
/// "no lower bound" and "no upper bound"; every real day lies strictly between them.
using Day = std::int32_t;
inline constexpr Day day_before_all = -1'000'000'000;
inline constexpr Day day_after_all = 1'000'000'000;

/// True, false, or not decidable from what is written.
enum class Certainty : std::uint8_t { no, possible, certain };
[[nodiscard]] constexpr Certainty both(Certainty a, Certainty b) { return a < b ? a : b; }
[[nodiscard]] constexpr Certainty either(Certainty a, Certainty b) { return a < b ? b : a; }
[[nodiscard]] constexpr Certainty negate(Certainty a) {
  return a == Certainty::no ? Certainty::certain : a == Certainty::certain ? Certainty::no : Certainty::possible;
}
[[nodiscard]] std::string_view to_word(Certainty certainty);  // "no", "possible", "certain"

/// One day somewhere in [first, last], both inclusive.
struct DayRange {
  Day first = day_before_all;
  Day last = day_after_all;
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

/// From the first day of either to the last of either.
[[nodiscard]] constexpr DayRange hull(DayRange a, DayRange b) {
  return {a.first < b.first ? a.first : b.first, a.last < b.last ? b.last : a.last};
}

/// Whether an unknown day of `a` is before (or at) an unknown day of `b`, over all completions.
[[nodiscard]] constexpr Certainty before(DayRange a, DayRange b) {
  return a.last < b.first ? Certainty::certain : a.first < b.last ? Certainty::possible : Certainty::no;
}
[[nodiscard]] constexpr Certainty before_or_at(DayRange a, DayRange b) {
  return a.last <= b.first ? Certainty::certain : a.first <= b.last ? Certainty::possible : Certainty::no;
}

/// How finely a date is written.
enum class Precision : std::uint8_t { none, day, month, season, year, decade, century, range };

/// One EDTF date (ISO 8601-2 levels 0 and 1, seasons 21-24, and one date in a range `[a..b]`).
/// Unknown (empty text) and open (`..`) differ: open means "still so when written".
struct Date {
  enum class Form : std::uint8_t { unknown, open, dated };
  Form form = Form::unknown;
  Precision precision = Precision::none;
  bool uncertain = false;  ///< carries `~`, `?` or `%`
  DayRange written;        ///< the days the text names, before widening
  DayRange bounds;         ///< `written`, widened by one unit of its precision on each side if `uncertain`

  [[nodiscard]] bool known() const { return form == Form::dated; }
  /// Middle of the date as written; the bound that exists if one side is unbounded (`[..2015]` is best at 2015-12-31).
  [[nodiscard]] std::optional<Day> middle() const;
  friend bool operator==(const Date&, const Date&) = default;
};

/// What a parse met: either a date, or where (byte offset from 0) and why it failed.
struct DateParse {
  std::optional<Date> date;
  std::size_t offset = 0;
  std::string message;
};

/// Reads one EDTF date, not an interval. Surrounding blanks are an error; the empty text is the unknown date.
/// Years 0000 to 9999 and negative four-digit years. Cost: O(length), no allocation on success.
[[nodiscard]] DateParse parse_date(std::string_view text);

/// Reads `a/b`, a single date (its own first and last day), `a/` or `/b` or `a/..` as a window of days, inclusive.
/// `2020/2024` is 2020-01-01 to 2024-12-31. Uncertain dates count with their widened bounds.
/// Throws Error{usage} naming the fault and its place in the text.
[[nodiscard]] DayRange parse_window(std::string_view text);

/// As parse_date, but throws Error{usage}, with `what` (for instance "--at") at the head of the message.
[[nodiscard]] Date require_date(std::string_view text, std::string_view what);

/// Days since 1970-01-01. The month is 1 to 12, the day 1 to 31; no check.
[[nodiscard]] Day day_from_civil(int year, unsigned month, unsigned day);
struct CivilDay {
  int year;
  unsigned month;
  unsigned day;
};
[[nodiscard]] CivilDay civil_from_day(Day day);
[[nodiscard]] inline int year_of(Day day) { return civil_from_day(day).year; }
/// ISO form 2024-05-17; ".." for either unbounded value.
[[nodiscard]] std::string format_day(Day day);
/// The ISO day; empty if it is no real day but a bound or none.
[[nodiscard]] std::string shown_day(Day day);
/// ISO form of a range: one day, or "first..last", or "first.." and "..last".
[[nodiscard]] std::string format_range(DayRange range);

}  // namespace renmai
