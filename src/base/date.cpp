// SPDX-License-Identifier: Apache-2.0
#include "base/date.hpp"

#include <array>

#include "base/error.hpp"
#include "base/unicode.hpp"

namespace renmai {
namespace {

constexpr std::string_view window_what = "the window of days";

std::string two_digits(unsigned value) {
  return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

/// The text as quoted in a message: printable, and cut if long.
std::string quote(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() <= longest) return '"' + escape_for_terminal(text) + '"';
  std::size_t size = longest;
  while (size > 0 && (text[size] & 0xc0) == 0x80) --size;
  return '"' + escape_for_terminal(text.substr(0, size)) + "…\"";
}

/// Characters are counted from 1; up to the fault each is one byte.
[[noreturn]] void throw_unread(std::string_view text, std::string_view what, std::size_t offset,
                               std::string_view message) {
  throw Error(ErrorKind::usage, std::string(what) + ": " + std::string(message) + " (character " +
                                    std::to_string(offset + 1) + " of " + quote(text) + ")");
}

}  // namespace

std::string_view to_word(Certainty certainty) {
  constexpr std::array<std::string_view, 3> words{"no", "possible", "certain"};
  return words.at(static_cast<std::size_t>(certainty));
}

std::optional<Day> Date::middle() const {
  if (!known()) return std::nullopt;
  if (written.first == day_before_all) return written.last;
  if (written.last == day_after_all) return written.first;
  return static_cast<Day>((std::int64_t{written.first} + written.last) >> 1);  // rounds down before 1970 too
}

DayRange parse_window(std::string_view text) {
  const auto slash = text.find('/');
  const auto end_days = [&](std::string_view end, std::size_t offset) {
    DateParse parse = parse_date(end);
    if (!parse.date) throw_unread(text, window_what, offset + parse.offset, parse.message);
    return parse.date->bounds;
  };
  if (slash == text.npos) {
    const DayRange days = end_days(text, 0);
    if (text.empty() || text == "..") {
      throw_unread(text, window_what, 0, "met no date, wanted a date or two dates as in 2020/2024");
    }
    return days;
  }
  if (const auto second = text.find('/', slash + 1); second != text.npos) {
    throw_unread(text, window_what, second, "met a second \"/\", wanted start/end with - between year, month and day");
  }
  const DayRange window{end_days(text.substr(0, slash), 0).first, end_days(text.substr(slash + 1), slash + 1).last};
  if (window.first > window.last) {
    throw_unread(text, window_what, slash + 1, "met an end before the start, wanted earlier/later");
  }
  return window;
}

Date require_date(std::string_view text, std::string_view what) {
  DateParse parse = parse_date(text);
  if (!parse.date) throw_unread(text, what, parse.offset, parse.message);
  return *parse.date;
}

// Days from civil and back: Howard Hinnant, "chrono-compatible low-level date algorithms", in eras of 400 years that
// begin on 1 March. In 64 bits, so that every Day has a civil form.
Day day_from_civil(int year, unsigned month, unsigned day) {
  const std::int64_t y = std::int64_t{year} - (month <= 2 ? 1 : 0);
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (std::int64_t{month} + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return static_cast<Day>(era * 146097 + day_of_era - 719468);
}

CivilDay civil_from_day(Day day) {
  const std::int64_t z = std::int64_t{day} + 719468;
  const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  const std::int64_t day_of_era = z - era * 146097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;  // counted from March
  const std::int64_t civil_month = month < 10 ? month + 3 : month - 9;
  return {static_cast<int>(era * 400 + year_of_era + (civil_month <= 2 ? 1 : 0)), static_cast<unsigned>(civil_month),
          static_cast<unsigned>(day_of_year - (153 * month + 2) / 5 + 1)};
}

std::string format_day(Day day) {
  if (day <= day_before_all || day >= day_after_all) return "..";
  const CivilDay civil = civil_from_day(day);
  std::string digits = std::to_string(civil.year < 0 ? -civil.year : civil.year);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return (civil.year < 0 ? "-" : "") + digits + '-' + two_digits(civil.month) + '-' + two_digits(civil.day);
}

std::string shown_day(Day day) {
  return day <= day_before_all || day >= day_after_all ? std::string() : format_day(day);
}

std::string format_range(DayRange range) {
  if (range.first == range.last) return format_day(range.first);
  std::string text;
  if (range.first > day_before_all) text = format_day(range.first);
  text += "..";
  if (range.last < day_after_all) text += format_day(range.last);
  return text;
}

}  // namespace renmai
