// SPDX-License-Identifier: Apache-2.0
#include "records/spell.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

Day day(std::string_view text) { return require_date(text, "test").bounds.first; }

struct Rest {
  std::string_view attested = {};
  std::string_view published = {};
  std::string_view as_of = "2025-02-07";
};

Spell spell_of(std::string_view start, std::string_view end, const Rest& rest = {}) {
  std::vector<Date> attested;
  for (const std::string_view part : split_list(rest.attested, ';')) attested.push_back(require_date(part, "attested"));
  SpellSource source;
  source.start = require_date(start, "start");
  source.end = require_date(end, "end");
  source.attested = attested;
  if (!rest.published.empty()) source.written_on = day(rest.published);
  source.as_of = day(rest.as_of);
  return make_spell(source);
}

std::string bounds(const Spell& spell) { return format_range(spell.start) + " | " + format_range(spell.end); }

std::string best(const Spell& spell) {
  const auto text = [](Day d) { return d == no_day ? std::string("-") : format_day(d); };
  return text(spell.best_start) + " " + text(spell.best_end);
}

TEST_CASE("spell: bounds of every form of date as start and as end") {
  struct Row {
    std::string_view date, start, end;
  };
  const std::vector<Row> rows{
      {"2024-05-17", "2024-05-17", "2024-05-17"},
      {"2024-05", "2024-05-01..2024-05-31", "2024-05-01..2024-05-31"},
      {"2024", "2024-01-01..2024-12-31", "2024-01-01..2024-12-31"},
      {"201X", "2010-01-01..2019-12-31", "2010-01-01..2019-12-31"},
      {"20XX", "2000-01-01..2099-12-31", "2000-01-01..2099-12-31"},
      {"2022-21", "2022-03-01..2022-05-31", "2022-03-01..2022-05-31"},
      {"2022-24", "2022-12-01..2023-02-28", "2022-12-01..2023-02-28"},
      {"2024-05-17~", "2024-05-16..2024-05-18", "2024-05-16..2024-05-18"},
      {"2024-05~", "2024-04-01..2024-06-30", "2024-04-01..2024-06-30"},
      {"2024?", "2023-01-01..2025-12-31", "2023-01-01..2025-12-31"},
      {"2024%", "2023-01-01..2025-12-31", "2023-01-01..2025-12-31"},
      {"201X~", "2000-01-01..2029-12-31", "2000-01-01..2029-12-31"},
      {"2022-21~", "2021-12-01..2022-08-31", "2021-12-01..2022-08-31"},
      {"[2015..2025-01]", "2015-01-01..2025-01-31", "2015-01-01..2025-01-31"},
      {"[..2015]", "..2015-12-31", "..2015-12-31"},
      {"[2015..]", "2015-01-01..", "2015-01-01.."},
      {"", "..", ".."},
  };
  for (const Row& row : rows) {
    CAPTURE(row.date);
    CHECK(format_range(spell_of(row.date, "").start) == row.start);
    CHECK(format_range(spell_of("", row.date).end) == row.end);
  }
}

TEST_CASE("spell: a stated end puts E inside its own unit, and S comes no later than E") {
  CHECK(bounds(spell_of("2010", "2015")) == "2010-01-01..2010-12-31 | 2015-01-01..2015-12-31");
  CHECK(bounds(spell_of("2015", "2015-06")) == "2015-01-01..2015-06-30 | 2015-06-01..2015-06-30");
  CHECK(bounds(spell_of("2015-06", "2015")) == "2015-06-01..2015-06-30 | 2015-06-01..2015-12-31");
  CHECK(bounds(spell_of("", "2015")) == "..2015-12-31 | 2015-01-01..2015-12-31");
  CHECK(bounds(spell_of("2015", "")) == "2015-01-01..2015-12-31 | 2015-01-01..");
  const Spell spell = spell_of("2010", "2015");
  CHECK(spell.holds_on(day("2015-12-30")) == Certainty::possible);
  CHECK(spell.holds_on(day("2015-12-31")) == Certainty::no);
}

TEST_CASE("spell: an attested date says that it holds on some day of it") {
  CHECK(bounds(spell_of("", "", {.attested = "2024-04"})) == "..2024-04-30 | 2024-04-02..");
  CHECK(bounds(spell_of("", "", {.attested = "2023;2025-02"})) == "..2023-12-31 | 2025-02-02..");
  CHECK(bounds(spell_of("", "", {.attested = "2025-02;2023"})) == "..2023-12-31 | 2025-02-02..");
  CHECK(bounds(spell_of("2020", "2024", {.attested = "2024-03-05"})) ==
        "2020-01-01..2020-12-31 | 2024-03-06..2024-12-31");
  CHECK(bounds(spell_of("", "", {.attested = "[..2015]"})) == "..2015-12-31 | ..");
  CHECK(bounds(spell_of("", "", {.attested = "2024-07~"})) == "..2024-08-31 | 2024-06-02..");
  const Spell once = spell_of("", "", {.attested = "2024-05-15"});
  CHECK(once.holds_on(day("2024-05-15")) == Certainty::certain);
  CHECK(once.holds_on(day("2024-05-14")) == Certainty::possible);
  CHECK(once.holds_on(day("2030-01-01")) == Certainty::possible);
  // Between two attestations it held: one spell has no gap.
  const Spell twice = spell_of("", "", {.attested = "2024-04;2024-07"});
  CHECK(twice.holds_on(day("2024-05-15")) == Certainty::certain);
}

TEST_CASE("spell: an open end lies after the publication, else the last attested day, else the as-of date") {
  CHECK(bounds(spell_of("2020", "..", {.published = "2024-07-23"})) == "2020-01-01..2020-12-31 | 2024-07-24..");
  CHECK(bounds(spell_of("2020", "..", {.attested = "2022", .published = "2024-07"})) ==
        "2020-01-01..2020-12-31 | 2024-07-02..");
  CHECK(bounds(spell_of("2020", "..", {.attested = "2021;2022-03"})) == "2020-01-01..2020-12-31 | 2022-03-02..");
  CHECK(bounds(spell_of("2020", "..")) == "2020-01-01..2020-12-31 | 2025-02-08..");
  // Attested after it was published: both hold.
  CHECK(format_range(spell_of("2020", "..", {.attested = "2024-09", .published = "2024-07-23"}).end) == "2024-09-02..");
  CHECK(format_range(spell_of("2024-10", "..", {.published = "2024-07-23"}).end) == "2024-10-01..");

  const Spell open = spell_of("2020", "..", {.published = "2024-07-23"});
  CHECK(open.open);
  CHECK(open.holds_on(day("2024-07-23")) == Certainty::certain);
  CHECK(open.holds_on(day("2024-07-24")) == Certainty::possible);
  CHECK(open.holds_on(day("2050-01-01")) == Certainty::possible);
  CHECK(open.holds_on(day("2020-12-30")) == Certainty::possible);
  CHECK(open.holds_on(day("2019-12-31")) == Certainty::no);
}

TEST_CASE("spell: an unknown end is not an open one") {
  const Spell unknown = spell_of("2020", "", {.published = "2024-07-23"});
  CHECK_FALSE(unknown.open);
  CHECK(unknown.holds_on(day("2024-07-23")) == Certainty::possible);
  CHECK(bounds(spell_of("", "")) == ".. | ..");
  CHECK(spell_of("", "").holds_on(0) == Certainty::possible);
}

TEST_CASE("spell: what cannot all be true is a conflict with the stated bounds") {
  const Spell later = spell_of("2010", "2015", {.attested = "2017"});
  CHECK(later.conflict);
  CHECK(bounds(later) == "2010-01-01..2010-12-31 | 2015-01-01..2015-12-31");
  const Spell earlier = spell_of("2010", "2015", {.attested = "2008"});
  CHECK(earlier.conflict);
  const Spell turned = spell_of("2016", "2015");
  CHECK(turned.conflict);
  CHECK(bounds(turned) == "2016-01-01..2016-12-31 | 2015-01-01..2015-12-31");
  CHECK(bounds(spell_of("2015", "2015-06", {.attested = "2017"})) == "2015-01-01..2015-06-30 | 2015-06-01..2015-06-30");
  CHECK_FALSE(spell_of("2010", "2015", {.attested = "2015"}).conflict);
}

TEST_CASE("spell: best days of each case") {
  SUBCASE("the middle of the date as written, before widening") {
    CHECK(best(spell_of("2024", "")) == "2024-07-01 -");
    CHECK(best(spell_of("2024~", "")) == "2024-07-01 -");
    CHECK(best(spell_of("2024-05", "2024-06")) == "2024-05-16 2024-06-15");
    CHECK(best(spell_of("201X", "2024-05-17")) == "2014-12-31 2024-05-17");
    CHECK(best(spell_of("[2015..2025-01]", "")) == "2020-01-16 -");
  }
  SUBCASE("a range open below is best at its end, one open above at its beginning") {
    CHECK(best(spell_of("[..2015]", "")) == "2015-12-31 -");
    CHECK(best(spell_of("", "[..2015]")) == "2015-12-30 2015-12-31");
    CHECK(best(spell_of("[2015..]", "")) == "2015-01-01 -");
  }
  SUBCASE("moved into the bounds") {
    CHECK(best(spell_of("2015", "2015-03")) == "2015-03-31 2015-03-31");
    CHECK(best(spell_of("2023", "2024", {.attested = "2023-02-03"})) == "2023-02-03 2024-07-01");
    CHECK(best(spell_of("2023", "2024", {.attested = "2024-11"})) == "2023-07-02 2024-11-02");
  }
  SUBCASE("unknown start: the first attested day, else the day before the best end") {
    CHECK(best(spell_of("", "2023", {.attested = "2021-06-01;2022"})) == "2021-06-01 2023-07-02");
    CHECK(best(spell_of("", "2023")) == "2023-07-01 2023-07-02");
    CHECK(best(spell_of("", "2023-07-02")) == "2023-07-01 2023-07-02");
    CHECK(best(spell_of("", "..", {.attested = "2023;2025-02"})) == "2023-07-02 -");
  }
  SUBCASE("unknown end: the last attested day if the start is unknown too") {
    CHECK(best(spell_of("", "", {.attested = "2023-05-17"})) == "2023-05-17 2023-05-18");
    CHECK(best(spell_of("", "", {.attested = "2023-05-17;2021-01-01"})) == "2021-01-01 2023-05-18");
    CHECK(best(spell_of("", "", {.attested = "[..2015]"})) == "2015-12-31 2016-01-01");
    CHECK(best(spell_of("2020", "", {.attested = "2023"})) == "2020-07-01 -");
  }
  SUBCASE("open: no best end") { CHECK(best(spell_of("2020-01-01", "..")) == "2020-01-01 -"); }
  SUBCASE("no date at all: none") {
    CHECK(best(spell_of("", "")) == "- -");
    CHECK(best(spell_of("", "..")) == "- -");
  }
}

TEST_CASE("spell: an event is start and end of one written date") {
  const Spell event = spell_of("2024-06", "2024-06");
  CHECK(event.instant);
  CHECK(event.holds_on(day("2024-06-10")) == Certainty::possible);
  CHECK(event.meets({day("2024-06-01"), day("2024-06-30")}) == Certainty::certain);
  CHECK(event.within({day("2024-06-01"), day("2024-06-30")}) == Certainty::certain);
  CHECK(event.meets({day("2024-06-10"), day("2024-06-30")}) == Certainty::possible);
  CHECK(event.meets({day("2024-07-01"), day("2024-07-30")}) == Certainty::no);
  const Spell on_day = spell_of("2024-06-10", "2024-06-10");
  CHECK(on_day.holds_on(day("2024-06-10")) == Certainty::certain);
  CHECK(on_day.holds_on(day("2024-06-11")) == Certainty::no);
  CHECK(overlap(on_day, on_day) == Certainty::certain);
  CHECK(overlap(on_day, event) == Certainty::possible);
  CHECK(overlap(on_day, spell_of("2024-06-01", "2024-07-01")) == Certainty::certain);
  CHECK(overlap(spell_of("2024-06-01", "2024-06-10"), on_day) == Certainty::no);
  CHECK_FALSE(spell_of("2024-06", "2024").instant);
  CHECK_FALSE(spell_of("", "").instant);
  // An attested day inside tells start and end apart: it began by then and ended after.
  const Spell known = spell_of("2023", "2023", {.attested = "2023-06-15"});
  CHECK_FALSE(known.instant);
  CHECK(known.holds_on(day("2023-06-15")) == Certainty::certain);
  CHECK(known.holds_on(day("2023-09-01")) == Certainty::possible);
}

/// All (S, E) that the bounds allow; days from 0 to 9. An event is one day.
std::vector<std::pair<Day, Day>> completions(const Spell& spell) {
  std::vector<std::pair<Day, Day>> all;
  for (Day s = spell.start.first; s <= spell.start.last; ++s) {
    if (spell.instant) {
      all.emplace_back(s, s + 1);
      continue;
    }
    for (Day e = std::max(s, spell.end.first); e <= spell.end.last; ++e) all.emplace_back(s, e);
  }
  return all;
}

template <class Holds>
Certainty over_all(const std::vector<std::pair<Day, Day>>& spells, const Holds& holds) {
  bool always = true;
  bool ever = false;
  for (const auto& [s, e] : spells) {
    always = always && holds(s, e);
    ever = ever || holds(s, e);
  }
  return always ? Certainty::certain : ever ? Certainty::possible : Certainty::no;
}

Spell random_spell(Random& random) {
  const auto draw = [&](Day low, Day high) {
    return low + static_cast<Day>(random.below(static_cast<std::uint64_t>(high - low + 1)));
  };
  Spell spell;
  spell.start.first = draw(0, 8);
  spell.start.last = draw(spell.start.first, 9);
  spell.instant = random.below(5) == 0;
  if (spell.instant) {
    spell.end = spell.start;
    return spell;
  }
  spell.end.last = draw(spell.start.last, 9);
  spell.end.first = draw(spell.start.first, spell.end.last);
  return spell;
}

TEST_CASE("spell: the three-valued answers are those of all completions") {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const Spell a = random_spell(random);
    const Spell b = random_spell(random);
    const auto all_a = completions(a);
    for (Day d = -1; d <= 10; ++d) {
      CHECK(a.holds_on(d) == over_all(all_a, [&](Day s, Day e) { return s <= d && d < e; }));
    }
    const Day first = static_cast<Day>(random.below(8));
    const DayRange window{first, first + static_cast<Day>(random.below(4))};
    CHECK(a.meets(window) == over_all(all_a, [&](Day s, Day e) { return s <= window.last && e > window.first; }));
    CHECK(a.within(window) == over_all(all_a, [&](Day s, Day e) {
            return s >= window.first && s <= window.last + 1 && e <= window.last + 1;
          }));
    const auto all_b = completions(b);
    bool always = true;
    bool ever = false;
    for (const auto& [s, e] : all_a) {
      for (const auto& [t, f] : all_b) {
        const bool shared = s < f && t < e;
        always = always && shared;
        ever = ever || shared;
      }
    }
    CHECK(overlap(a, b) == (always ? Certainty::certain : ever ? Certainty::possible : Certainty::no));
    CHECK(overlap(a, b) == overlap(b, a));
  }
}

TEST_CASE("spell: a window without bounds holds everything") {
  const DayRange always{};
  CHECK(spell_of("2010", "2015").within(always) == Certainty::certain);
  CHECK(spell_of("", "..").within(always) == Certainty::certain);
  CHECK(spell_of("", "").meets(always) == Certainty::certain);
  CHECK(spell_of("2010-05-01", "2010-06-01").within({day("2010-05-01"), day("2010-05-31")}) == Certainty::certain);
  CHECK(spell_of("2010-05-01", "2010-06-02").within({day("2010-05-01"), day("2010-05-31")}) == Certainty::no);
}

TEST_CASE("spell: two statements of one fact unite to what both allow") {
  SUBCASE("bounds meet, the finer date gives the best day") {
    const auto both = unite(spell_of("2023", "2024"), spell_of("2023-10", ""));
    REQUIRE(both.has_value());
    CHECK(bounds(*both) == "2023-10-01..2023-10-31 | 2024-01-01..2024-12-31");
    CHECK(best(*both) == "2023-10-16 2024-07-01");
    CHECK(unite(spell_of("2023-10", ""), spell_of("2023", "2024")) == both);
  }
  SUBCASE("attestations add up: it held in between") {
    const auto both = unite(spell_of("", "", {.attested = "2024-04"}), spell_of("", "", {.attested = "2024-07~"}));
    REQUIRE(both.has_value());
    CHECK(both->holds_on(day("2024-05-15")) == Certainty::certain);
    CHECK(best(*both) == "2024-04-15 2024-07-17");
  }
  SUBCASE("a stated start beats an attested one, and then the last attested day is no end") {
    const auto both = unite(spell_of("", "", {.attested = "2023-06-15"}), spell_of("2021-03-01", ""));
    REQUIRE(both.has_value());
    CHECK(best(*both) == "2021-03-01 -");
    CHECK(bounds(*both) == "2021-03-01 | 2023-06-16..");
  }
  SUBCASE("a stated end beats an open one: it was so when the other wrote") {
    const auto both = unite(spell_of("2020", "..", {.published = "2021-05-05"}), spell_of("2020", "2023"));
    REQUIRE(both.has_value());
    CHECK_FALSE(both->open);
    CHECK(best(*both) == "2020-07-01 2023-07-02");
    CHECK(unite(spell_of("2020", "2023"), spell_of("2020", "..", {.published = "2021-05-05"})) == both);
  }
  SUBCASE("incompatible dates are two facts") {
    CHECK_FALSE(unite(spell_of("2010", "2012"), spell_of("2014", "2016")).has_value());
    CHECK_FALSE(unite(spell_of("2010", "2012"), spell_of("2010", "2016")).has_value());
    CHECK_FALSE(unite(spell_of("2010", "2012"), spell_of("", "", {.attested = "2013"})).has_value());
    CHECK_FALSE(unite(spell_of("2020", "..", {.published = "2024-01-01"}), spell_of("2020", "2023")).has_value());
  }
  SUBCASE("an undated statement adds nothing") {
    const Spell dated = spell_of("2010", "2012");
    CHECK(unite(dated, spell_of("", "")) == dated);
    CHECK(unite(spell_of("", ""), dated) == dated);
  }
}

TEST_CASE("spell: what follows starts at or after the end of what it follows") {
  SUBCASE("both are narrowed") {
    Spell earlier = spell_of("2020", "2023");
    Spell later = spell_of("2023~", "..");
    REQUIRE(order_after(later, earlier));
    CHECK(bounds(later) == "2023-01-01..2024-12-31 | 2025-02-08..");
    CHECK(bounds(earlier) == "2020-01-01..2020-12-31 | 2023-01-01..2023-12-31");
    CHECK(best(later) == "2023-07-02 -");
  }
  SUBCASE("the best start comes after the best end") {
    Spell earlier = spell_of("2020", "2023-11");
    Spell later = spell_of("2023", "");
    REQUIRE(order_after(later, earlier));
    CHECK(best(later) == "2023-11-15 -");
    CHECK(later.start.first == day("2023-11-01"));
  }
  SUBCASE("an unknown end ends by the start of what follows") {
    Spell earlier = spell_of("2020", "");
    Spell later = spell_of("2023-05", "2024");
    REQUIRE(order_after(later, earlier));
    CHECK(bounds(earlier) == "2020-01-01..2020-12-31 | 2020-01-01..2023-05-31");
  }
  SUBCASE("the start of the earlier one moves with its end, its best day too") {
    Spell earlier = spell_of("[2015..2020]", "");
    Spell later = spell_of("2016-01-01", "2019");
    REQUIRE(order_after(later, earlier));
    CHECK(bounds(earlier) == "2015-01-01..2016-01-01 | 2015-01-01..2016-01-01");
    CHECK(best(earlier) == "2016-01-01 -");
  }
  SUBCASE("dates that say otherwise change nothing") {
    Spell earlier = spell_of("2020", "2025-06");
    Spell later = spell_of("2023", "2024");
    const Spell earlier_was = earlier;
    const Spell later_was = later;
    CHECK_FALSE(order_after(later, earlier));
    CHECK(earlier == earlier_was);
    CHECK(later == later_was);
  }
}

TEST_CASE("spell: best days lie in the bounds, in order, for random statements") {
  const std::vector<std::string_view> dates{"",      "2010",       "2012-05",    "2015~", "201X",
                                            "2011?", "2012-05-17", "[..2013]",   "2014",  "[2009..2016-02]",
                                            "..",    "2012-23",    "[2011-06..]"};
  Random random(5);
  for (int turn = 0; turn < 3000; ++turn) {
    const auto pick = [&](bool may_be_open) {
      for (;;) {
        const auto date = dates[random.below(dates.size())];
        if (date != ".." || may_be_open) return date;
      }
    };
    const auto start = pick(false);
    const auto end = pick(true);
    const std::string attested = std::string(pick(false)) + ";" + std::string(pick(false));
    CAPTURE(start);
    CAPTURE(end);
    CAPTURE(attested);
    const Spell spell = spell_of(start, end, {.attested = attested, .published = random.below(2) == 0 ? "2013" : ""});
    if (spell.conflict) continue;
    CHECK(spell.start.first <= spell.start.last);
    CHECK(spell.end.first <= spell.end.last);
    CHECK(spell.start.first <= spell.end.first);
    CHECK(spell.start.last <= spell.end.last);
    if (spell.has_best_start()) CHECK((spell.start.first <= spell.best_start && spell.best_start <= spell.start.last));
    if (!spell.has_best_end()) continue;
    CHECK((spell.end.first <= spell.best_end && spell.best_end <= spell.end.last));
    CHECK(spell.best_start <= spell.best_end);
  }
}

}  // namespace
}  // namespace renmai
