// SPDX-License-Identifier: Apache-2.0
#include "base/date.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"

using renmai::Certainty;
using renmai::Date;
using renmai::Day;
using renmai::day_after_all;
using renmai::day_before_all;
using renmai::day_from_civil;
using renmai::DayRange;
using renmai::format_day;
using renmai::format_range;
using renmai::parse_date;
using renmai::parse_window;
using renmai::Precision;

namespace {

Date read(std::string_view text) {
  const auto parse = parse_date(text);
  CAPTURE(text);
  CAPTURE(parse.message);
  REQUIRE(parse.date.has_value());
  return parse.date.value_or(Date{});
}

std::string written(std::string_view text) { return format_range(read(text).written); }
std::string bounds(std::string_view text) { return format_range(read(text).bounds); }

std::string middle(std::string_view text) {
  const auto day = read(text).middle();
  return day ? format_day(*day) : "none";
}

std::string window(std::string_view text) { return format_range(parse_window(text)); }

std::string window_error(std::string_view text) {
  try {
    return "no error but " + format_range(parse_window(text));
  } catch (const renmai::Error& error) {
    CHECK(error.kind() == renmai::ErrorKind::usage);
    return error.what();
  }
}

/// Day numbers by the standard library, which has its own algorithm.
Day standard_day(std::chrono::year_month_day date) {
  return static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count());
}

std::string digits(std::uint64_t value, std::size_t width) {
  std::string text = std::to_string(value);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

/// A date the grammar allows, but for days that its month may not have.
std::string random_single(renmai::Random& random) {
  std::string text = random.below(8) == 0 ? "-" : "";
  const std::uint64_t year = 1 + random.below(9999);
  const std::string suffix = std::vector<std::string>{"", "", "~", "?", "%"}[random.below(5)];
  switch (random.below(8)) {
    case 0: return text + digits(year / 10, 3) + "X" + suffix;
    case 1: return text + digits(year / 100, 2) + "XX" + suffix;
    case 2: return text + digits(year, 4) + suffix;
    case 3: return text + digits(year, 4) + "-XX" + suffix;
    case 4: return text + digits(year, 4) + "-" + std::to_string(21 + random.below(4)) + suffix;
    case 5: return text + digits(year, 4) + "-" + digits(1 + random.below(12), 2) + suffix;
    case 6: return text + digits(year, 4) + "-" + digits(1 + random.below(12), 2) + "-XX" + suffix;
    default:
      return text + digits(year, 4) + "-" + digits(1 + random.below(12), 2) + "-" + digits(1 + random.below(31), 2) +
             suffix;
  }
}

std::string random_date(renmai::Random& random) {
  std::string text = random_single(random);
  if (random.below(4) != 0) return text;
  text.insert(0, "[").append("..");
  if (random.below(4) != 0) text += random_single(random);
  return text += "]";
}

struct Bad {
  std::string_view text;
  std::size_t offset;
  std::string_view message;
};

}  // namespace

TEST_CASE("day numbers agree with the standard library from year 1 to 9999") {
  using namespace std::chrono;
  Day expected = standard_day(year{1} / January / 1);
  for (int y = 1; y <= 9999; ++y) {
    for (unsigned m = 1; m <= 12; ++m) {
      const auto length = static_cast<unsigned>((year{y} / month{m} / last).day());
      for (unsigned d = 1; d <= length; ++d, ++expected) {
        if (d == 1 || d == length) REQUIRE(standard_day(year{y} / month{m} / std::chrono::day{d}) == expected);
        const Day day = day_from_civil(y, m, d);
        const auto civil = renmai::civil_from_day(day);
        if (day != expected || civil.year != y || civil.month != m || civil.day != d) FAIL(y << '-' << m << '-' << d);
      }
    }
  }
  CHECK(day_from_civil(1970, 1, 1) == 0);
}

TEST_CASE("day numbers run on before year 1 and at the ends of their type") {
  for (Day day = day_from_civil(-401, 1, 1); day <= day_from_civil(2, 1, 1); ++day) {
    const auto civil = renmai::civil_from_day(day);
    REQUIRE(day_from_civil(civil.year, civil.month, civil.day) == day);
  }
  CHECK(standard_day(std::chrono::year{-9999} / 3 / 1) == day_from_civil(-9999, 3, 1));
  for (const Day day : {std::numeric_limits<Day>::min(), std::numeric_limits<Day>::max()}) {
    const auto civil = renmai::civil_from_day(day);
    CHECK(day_from_civil(civil.year, civil.month, civil.day) == day);
  }
}

TEST_CASE("days and ranges are written in the ISO form") {
  CHECK(format_day(0) == "1970-01-01");
  CHECK(format_day(day_from_civil(-44, 3, 15)) == "-0044-03-15");
  CHECK(format_day(day_from_civil(10000, 1, 1)) == "10000-01-01");
  CHECK(format_day(day_before_all) == "..");
  CHECK(format_day(day_after_all) == "..");
  CHECK(format_range({0, 0}) == "1970-01-01");
  CHECK(format_range({0, 1}) == "1970-01-01..1970-01-02");
  CHECK(format_range({0, day_after_all}) == "1970-01-01..");
  CHECK(format_range({day_before_all, 0}) == "..1970-01-01");
  CHECK(format_range({}) == "..");
}

TEST_CASE("each form names its days") {
  CHECK(written("2024") == "2024-01-01..2024-12-31");
  CHECK(written("-0044") == "-0044-01-01..-0044-12-31");
  CHECK(written("0000") == "0000-01-01..0000-12-31");
  CHECK(written("2024-02") == "2024-02-01..2024-02-29");
  CHECK(written("2100-02") == "2100-02-01..2100-02-28");
  CHECK(written("2024-05-17") == "2024-05-17");
  CHECK(written("2024-02-29") == "2024-02-29");
  CHECK(written("201X") == "2010-01-01..2019-12-31");
  CHECK(written("20XX") == "2000-01-01..2099-12-31");
  CHECK(written("-001X") == "-0019-01-01..-0010-12-31");
  CHECK(written("2024-XX") == "2024-01-01..2024-12-31");
  CHECK(written("2024-XX-XX") == "2024-01-01..2024-12-31");
  CHECK(written("2024-05-XX") == "2024-05-01..2024-05-31");
  CHECK(written("2022-21") == "2022-03-01..2022-05-31");
  CHECK(written("2022-22") == "2022-06-01..2022-08-31");
  CHECK(written("2022-23") == "2022-09-01..2022-11-30");
  CHECK(written("2023-24") == "2023-12-01..2024-02-29");
}

TEST_CASE("a date knows how finely it is written") {
  CHECK(read("2024").precision == Precision::year);
  CHECK(read("2024-XX").precision == Precision::year);
  CHECK(read("2024-XX-XX").precision == Precision::year);
  CHECK(read("2024-05").precision == Precision::month);
  CHECK(read("2024-05-XX").precision == Precision::month);
  CHECK(read("2024-05-17").precision == Precision::day);
  CHECK(read("2024-22").precision == Precision::season);
  CHECK(read("201X").precision == Precision::decade);
  CHECK(read("20XX").precision == Precision::century);
  CHECK(read("[2015..]").precision == Precision::range);
  CHECK_FALSE(read("2024").uncertain);
  for (const char* text : {"2024~", "2024?", "2024%", "[2015~..2016]", "[2015..2016?]"}) CHECK(read(text).uncertain);
}

TEST_CASE("unknown and open are no dates and differ from each other") {
  CHECK(read("").form == Date::Form::unknown);
  CHECK(read("..").form == Date::Form::open);
  CHECK(read("") != read(".."));
  CHECK_FALSE(read("").known());
  CHECK_FALSE(read("..").known());
  CHECK(read("..").bounds == DayRange{});
}

TEST_CASE("an uncertain date is wider by one calendar unit on each side") {
  CHECK(bounds("2024~") == "2023-01-01..2025-12-31");
  CHECK(bounds("2024-03~") == "2024-02-01..2024-04-30");
  CHECK(bounds("2024-01?") == "2023-12-01..2024-02-29");
  CHECK(bounds("2024-03-01%") == "2024-02-29..2024-03-02");
  CHECK(bounds("2023-24~") == "2023-09-01..2024-05-31");
  CHECK(bounds("201X~") == "2000-01-01..2029-12-31");
  CHECK(bounds("20XX~") == "1900-01-01..2199-12-31");
  CHECK(bounds("2024-XX~") == "2023-01-01..2025-12-31");
  CHECK(bounds("2024-05-XX~") == "2024-04-01..2024-06-30");
  CHECK(bounds("0000~") == "-0001-01-01..0001-12-31");
  CHECK(bounds("9999~") == "9998-01-01..10000-12-31");
  CHECK(written("2024~") == "2024-01-01..2024-12-31");
}

TEST_CASE("a range runs from the first day of its start to the last of its end") {
  CHECK(written("[2015..2025-01]") == "2015-01-01..2025-01-31");
  CHECK(written("[..2015]") == "..2015-12-31");
  CHECK(written("[2015..]") == "2015-01-01..");
  CHECK(written("[2015-06..2015]") == "2015-06-01..2015-12-31");
  CHECK(written("[-0044..20XX]") == "-0044-01-01..2099-12-31");
  CHECK(written("[2015~..2016-03]") == "2015-01-01..2016-03-31");
  CHECK(bounds("[2015~..2016-03]") == "2014-01-01..2016-03-31");
  CHECK(bounds("[2015..2016-03?]") == "2015-01-01..2016-04-30");
  CHECK(bounds("[..2015~]") == "..2016-12-31");
}

TEST_CASE("the middle of a date is the middle of its written days") {
  CHECK(middle("2024-05-17") == "2024-05-17");
  CHECK(middle("2023") == "2023-07-02");
  CHECK(middle("2024") == "2024-07-01");
  CHECK(middle("2024~") == "2024-07-01");
  CHECK(middle("[2024-01-01..2024-01-02]") == "2024-01-01");
  CHECK(middle("[1969-12-30..1969-12-31]") == "1969-12-30");
  CHECK(middle("[..2015]") == "2015-12-31");
  CHECK(middle("[2015..]") == "2015-01-01");
  CHECK(middle("") == "none");
  CHECK(middle("..") == "none");
}

TEST_CASE("what is no date is refused with its place and what was wanted") {
  const std::vector<Bad> cases{
      {" 2024", 0, "a blank before the date"},
      {"2024 ", 4, "a blank after the date"},
      {"2024-05\t", 7, "a blank after the date"},
      {"2021-13", 5, "month 13 is not between 01 and 12"},
      {"2021-00", 5, "month 00 is not between 01 and 12"},
      {"2021-02-30", 8, "day 30 is not between 01 and 28 in 2021-02"},
      {"2021-04-00", 8, "day 00 is not between 01 and 30 in 2021-04"},
      {"2021-5", 6, "met the end, wanted a month of two digits"},
      {"2021-5-17", 6, "met \"-\", wanted a month of two digits"},
      {"2021-05-7", 9, "met the end, wanted a day of two digits"},
      {"2021-", 5, "met the end, wanted a month"},
      {"12024", 4, "a year has four digits"},
      {"20240517", 4, "a year has four digits"},
      {"202", 3, "met the end, wanted a year of four digits"},
      {"-44", 3, "wanted a year of four digits"},
      {"-", 1, "wanted a year of four digits"},
      {"-0000", 0, "wanted 0000"},
      {"2024-05-17T10:00", 10, "only days are recorded"},
      {"2024-05-17 10:00", 10, "only days are recorded"},
      {"{2024,2025}", 0, "a set of dates"},
      {"[2024,2025]", 5, "a list of dates"},
      {"[2024]", 5, "wanted .. of a range"},
      {"[2024..2025", 11, "met the end, wanted ] of a range"},
      {"[2024..2023]", 0, "end is before its start"},
      {"[..]", 0, "a range without ends"},
      {"[", 1, "met the end"},
      {"[[2024..2025]..2026]", 1, "a range inside a range"},
      {"[2024..2025]~", 12, "inside the brackets"},
      {"[2024..2025-13]", 12, "month 13"},
      {"[2024/2025]", 5, "an interval is not allowed here"},
      {"2024..2025", 4, "a range in brackets"},
      {"Y17E7", 0, "more than four digits"},
      {"2020/2024", 4, "an interval is not allowed here; use start and end"},
      {"/2024", 0, "an interval is not allowed here; use start and end"},
      {"../2024", 2, "an interval"},
      {"2024/05/17", 4, "wanted - between year, month and day"},
      {"XXXX", 0, "without its century"},
      {"2XXX", 0, "without its century"},
      {"20X4", 3, "last one or two digits"},
      {"201X-05", 4, "no month follows"},
      {"2024-XX-17", 8, "no day is known"},
      {"2024-1X", 6, "a month of two digits"},
      {"2024-21-05", 7, "no day follows a season"},
      {"2024-25", 5, "a season from 21 to 24"},
      {"2024-42", 5, "month 42 is not between 01 and 12"},
      {"~2024", 0, "after the whole date"},
      {"2024~-05", 5, "after the whole date"},
      {"2024?~", 5, "% stands for ~ and ? together"},
      {"2024-05-17Z", 10, "the end of the date"},
      {"present", 0, "wanted a year of four digits"},
      {"2024年", 4, R"(met "年")"},
      {"２０２４", 0, R"(met "２")"},
      {"2024\xff", 4, R"(met "\xff")"},
      {std::string_view("2024\0", 5), 4, R"(met "\x00")"},
      {"...", 0, "wanted a year"},
  };
  for (const Bad& bad : cases) {
    const auto parse = parse_date(bad.text);
    CAPTURE(bad.text);
    CAPTURE(parse.message);
    CHECK_FALSE(parse.date.has_value());
    CHECK(parse.offset == bad.offset);
    CHECK(parse.message.find(bad.message) != std::string::npos);
  }
}

TEST_CASE("laws of every date") {
  renmai::Random random(11);
  int dates = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_date(random);
    const auto parse = parse_date(text);
    CAPTURE(text);
    if (!parse.date) {
      REQUIRE_FALSE(parse.message.empty());
      REQUIRE(parse.offset <= text.size());
      continue;
    }
    ++dates;
    const Date& date = *parse.date;
    REQUIRE(date.known());
    REQUIRE(date.written.first <= date.written.last);
    REQUIRE(date.bounds.first <= date.written.first);
    REQUIRE(date.bounds.last >= date.written.last);
    REQUIRE(date.uncertain == (date.bounds != date.written));
    const Day day = date.middle().value_or(day_after_all);
    REQUIRE((date.written.first <= day && day <= date.written.last));
    REQUIRE((day_before_all < day && day < day_after_all));
  }
  CHECK(dates > 10000);
}

TEST_CASE("widening a month agrees with the standard library's calendar") {
  using namespace std::chrono;
  for (int y = 1999; y <= 2005; ++y) {
    for (unsigned m = 1; m <= 12; ++m) {
      const auto month_of_year = year{y} / month{m};
      const auto before = month_of_year - months{1};
      const auto after = month_of_year + months{1};
      const auto date = read(std::to_string(y) + "-" + digits(m, 2) + "~");
      REQUIRE(date.bounds.first == standard_day(before / 1));
      REQUIRE(date.bounds.last == static_cast<Day>(sys_days(after / last).time_since_epoch().count()));
    }
  }
}

TEST_CASE("a window runs over all days of both ends") {
  CHECK(window("2020/2024") == "2020-01-01..2024-12-31");
  CHECK(window("2020-05/2020-05-17") == "2020-05-01..2020-05-17");
  CHECK(window("2024") == "2024-01-01..2024-12-31");
  CHECK(window("2024~") == "2023-01-01..2025-12-31");
  CHECK(window("2020~/2024-12?") == "2019-01-01..2025-01-31");
  CHECK(window("2020/") == "2020-01-01..");
  CHECK(window("2020/..") == "2020-01-01..");
  CHECK(window("/2020") == "..2020-12-31");
  CHECK(window("../2020") == "..2020-12-31");
  CHECK(window("/") == "..");
  CHECK(window("[2015..2016]") == "2015-01-01..2016-12-31");
  CHECK(window("2020-05/2020") == "2020-05-01..2020-12-31");
}

TEST_CASE("what is no window is refused with its place") {
  CHECK(window_error("2024/2020").find("before the start") != std::string::npos);
  CHECK(window_error("2020/2021-13") ==
        "the window of days: month 13 is not between 01 and 12 (character 11 of \"2020/2021-13\")");
  CHECK(window_error("202/2021").find("(character 4 of") != std::string::npos);
  CHECK(window_error("2020/2021/2022").find("second \"/\"") != std::string::npos);
  CHECK(window_error("").find("wanted a date or two dates") != std::string::npos);
  CHECK(window_error("..").find("wanted a date or two dates") != std::string::npos);
  CHECK(window_error("2020 /2021").find("blank") != std::string::npos);
  CHECK(window_error(std::string(100000, 'x')).size() < 300);
}

TEST_CASE("a required date names the option that asked for it") {
  CHECK(renmai::require_date("2024", "--at") == read("2024"));
  try {
    static_cast<void>(renmai::require_date("2021-13", "--at"));
    FAIL("no error");
  } catch (const renmai::Error& error) {
    CHECK(error.kind() == renmai::ErrorKind::usage);
    CHECK(std::string(error.what()) == "--at: month 13 is not between 01 and 12 (character 6 of \"2021-13\")");
  }
}

TEST_CASE("order of unknown days is certain, possible or not, over all completions") {
  for (Day a = 0; a < 4; ++a) {
    for (Day b = a; b < 4; ++b) {
      for (Day c = 0; c < 4; ++c) {
        for (Day d = c; d < 4; ++d) {
          bool all = true, some = false, all_or_at = true, some_or_at = false;
          for (Day x = a; x <= b; ++x) {
            for (Day y = c; y <= d; ++y) {
              all = all && x < y;
              some = some || x < y;
              all_or_at = all_or_at && x <= y;
              some_or_at = some_or_at || x <= y;
            }
          }
          const auto expected = [](bool every, bool any) {
            return every ? Certainty::certain : any ? Certainty::possible : Certainty::no;
          };
          REQUIRE(renmai::before({a, b}, {c, d}) == expected(all, some));
          REQUIRE(renmai::before_or_at({a, b}, {c, d}) == expected(all_or_at, some_or_at));
        }
      }
    }
  }
}

TEST_CASE("certainty combines as three-valued logic") {
  using enum Certainty;
  CHECK(renmai::both(certain, possible) == possible);
  CHECK(renmai::both(no, certain) == no);
  CHECK(renmai::either(no, possible) == possible);
  CHECK(renmai::negate(no) == certain);
  CHECK(renmai::negate(possible) == possible);
  CHECK(renmai::to_word(no) == "no");
  CHECK(renmai::to_word(possible) == "possible");
  CHECK(renmai::to_word(certain) == "certain");
}
