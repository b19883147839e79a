// SPDX-License-Identifier: Apache-2.0
#include "ask/path.hpp"

#include "ask/near.hpp"
#include "ask/shared_days.hpp"
#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

namespace {

/// Two ways from p to q: over c (never at one time) and, longer, over x, m and y (all in 2020).
Records detour() {
  Data data;
  data.person("p").person("q").person("m").company("c").company("x").company("y").person("alone");
  data.relation({.id = "1", .from = "p", .kind = "employment", .to = "c", .start = "2001", .end = "2003"});
  data.relation({.id = "2", .from = "q", .kind = "employment", .to = "c", .start = "2010", .end = "2012"});
  data.relation({.id = "3", .from = "p", .kind = "employment", .to = "x", .start = "2015", .end = "2022"});
  data.relation({.id = "4", .from = "m", .kind = "employment", .to = "x", .start = "2018", .end = "2024"});
  data.relation({.id = "5", .from = "m", .kind = "employment", .to = "y", .start = "2019", .end = "2021"});
  data.relation({.id = "6", .from = "q", .kind = "employment", .to = "y", .start = "2019", .end = "2025"});
  return data.records();
}

/// Edges of the shortest path over what holds on a day; 1000 if there is none.
std::size_t hops_on(const Projection& projection, std::span<const std::optional<DayRange>> held, Vertex from, Vertex to,
                    Day day) {
  std::vector<std::size_t> hops(projection.entities.size(), 1000);
  hops[from] = 0;
  for (std::size_t round = 0; round < hops.size(); ++round) {
    for (std::size_t i = 0; i < held.size(); ++i) {
      if (!held[i] || held[i]->first > day || held[i]->last < day) continue;
      const auto [u, v] = projection.ends[i];
      hops[u] = std::min(hops[u], hops[v] + 1);
      hops[v] = std::min(hops[v], hops[u] + 1);
    }
  }
  return std::min<std::size_t>(hops[to], 1000);
}

/// The days of [0, 40) on which a path of the fewest edges of all of them holds.
std::vector<Day> days_by_search(const Projection& projection, std::span<const std::optional<DayRange>> held,
                                Vertex from, Vertex to) {
  std::size_t least = 1000;
  for (Day day = 0; day < 40; ++day) least = std::min(least, hops_on(projection, held, from, to, day));
  std::vector<Day> days;
  for (Day day = 0; day < 40 && least < 1000; ++day) {
    if (hops_on(projection, held, from, to, day) == least) days.push_back(day);
  }
  return days;
}

}  // namespace

TEST_CASE("the shortest path from Zhiding Yu to Daniel Palomar has four edges and is the only one") {
  const Selected selected(talent(), {});
  const Projection projection = project(selected);
  const Table table = path(selected, projection, entity(talent(), "p_yu"), entity(talent(), "p_palomar"), {.count = 0});
  CHECK(lines(table, {"step", "from", "relation", "to", "kind", "direction"}) ==
        Lines{"1|Zhiding Yu|R081|Zizheng Pan|mentorship|out", "2|Zizheng Pan|R085|DeepSeek|employment|out",
              "3|DeepSeek|R092|Song Junxiao|employment|in", "4|Song Junxiao|R089|Daniel Palomar|mentorship|in"});
  CHECK(lines(table, {"path", "start", "end", "source"})[1] == "1|2023~|..|001");
  CHECK(stamp_value(table, "paths") == "1");
}

TEST_CASE("through mentorship alone there is no path from Yu to Palomar") {
  Selection selection;
  selection.kinds = {"mentorship"};
  const Selected selected(talent(), selection);
  const Projection projection = project(selected);
  const Table table = path(selected, projection, entity(talent(), "p_yu"), entity(talent(), "p_palomar"));
  CHECK(table.row_count() == 0);
  CHECK(table.columns().size() >= 9);
  CHECK(stamp_value(table, "paths") == "0");
}

TEST_CASE("several paths come in the order of their ids and are counted") {
  Data data;
  data.person("p").person("q").company("b").company("a");
  for (const auto* who : {"p", "q"}) {
    for (const auto* where : {"a", "b"}) data.relation({.from = who, .kind = "employment", .to = where});
  }
  data.relation({.id = "likely", .from = "p", .kind = "internship", .to = "a", .confidence = "likely"});
  const Records records = data.records();
  const Selected selected(records, {});
  const Projection projection = project(selected);
  const Entity p = entity(records, "p");
  const Entity q = entity(records, "q");
  const Table one = path(selected, projection, p, q);
  CHECK(lines(one, {"path", "step", "from_id", "to_id"}) == Lines{"1|1|p|a", "1|2|a|q"});
  CHECK(stamp_value(one, "paths") == "1 of 2");
  CHECK(one.column("kind").cell(0) == "employment");  // the surest of two relations; the other is named beside it
  CHECK(one.column("also").cell(0) == "likely");
  CHECK(lines(path(selected, projection, p, q, {.count = 0}), {"path", "to_id"}) == Lines{"1|a", "1|q", "2|b", "2|q"});
  CHECK(path(selected, projection, p, p).row_count() == 0);
}

TEST_CASE("a concurrent path may be longer, and there may be none") {
  const Records records = detour();
  const Selected selected(records, {});
  const Projection projection = project(selected);
  const Entity p = entity(records, "p");
  const Entity q = entity(records, "q");
  CHECK(lines(path(selected, projection, p, q), {"relation"}) == Lines{"1", "2"});
  for (const bool certain : {false, true}) {
    const Table table = path(selected, projection, p, q, {.concurrent = true, .certain = certain});
    CHECK(lines(table, {"relation"}) == Lines{"3", "4", "5", "6"});
    CHECK(stamp_value(table, "shared_days") == (certain ? "2019-12-31..2020-12-31" : "2019-01-01..2021-12-30"));
  }
  Selection selection;
  selection.where = "from != m";
  const Selected without(records, selection);
  const Projection smaller = project(without);
  const Table none = path(without, smaller, p, q, {.concurrent = true});
  CHECK(none.row_count() == 0);
  CHECK(stamp_value(none, "shared_days") == "none");
}

TEST_CASE("an entity without a kept relation is named in the stamp") {
  const Records records = detour();
  const Selected selected(records, {});
  const Projection projection = project(selected);
  const Table table = path(selected, projection, entity(records, "alone"), entity(records, "p"));
  CHECK(table.row_count() == 0);
  CHECK(stamp_value(table, "note") == "alone has no relation that the selection keeps");
  CHECK(stamp_value(near(selected, projection, entity(records, "alone"), 3), "note") ==
        "alone has no relation that the selection keeps");
}

TEST_CASE("days held by the widest and the narrowest reading") {
  const auto held = [](std::string_view start, std::string_view end, bool certain) -> std::string {
    SpellSource source;
    source.start = require_date(start, "start");
    source.end = require_date(end, "end");
    const auto days = days_held(make_spell(source), certain);
    return days ? format_range(*days) : "none";
  };
  CHECK(held("2020-03-01", "2020-03-10", false) == "2020-03-01..2020-03-09");
  CHECK(held("2020-03", "2020-05", false) == "2020-03-01..2020-05-30");
  CHECK(held("2020-03", "2020-05", true) == "2020-03-31..2020-04-30");
  CHECK(held("2020-03", "2020-03", true) == "none");  // an event on some day of March
  CHECK(held("2020-03", "2020-03", false) == "2020-03-01..2020-03-31");
  CHECK(held("2020-03-05", "2020-03-05", true) == "2020-03-05");
  CHECK(held("2020", "", false) == "2020-01-01..");
  CHECK(held("2020", "", true) == "none");
  CHECK(held("", "", false) == "..");
}

TEST_CASE("shared days agree with trying every day") {
  // 40 random graphs of 8 people and 4 organisations, spells within 30 days.
  std::uint64_t state = 12345;
  const auto draw = [&](std::uint64_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33U) % below;
  };
  for (int round = 0; round < 40; ++round) {
    Data data;
    for (int i = 0; i < 8; ++i) data.person("p" + std::to_string(i));
    for (int i = 0; i < 4; ++i) data.company("c" + std::to_string(i));
    for (int k = 0; k < 14; ++k) {
      const auto first = draw(20);
      const std::string start = format_day(static_cast<Day>(first));
      const std::string end = format_day(static_cast<Day>(first + 1 + draw(10)));
      data.relation({.id = std::to_string(k),
                     .from = "p" + std::to_string(draw(8)),
                     .kind = "employment",
                     .to = "c" + std::to_string(draw(4)),
                     .start = start,
                     .end = end});
    }
    const Records records = data.records();
    const Selected selected(records, {});
    const Projection projection = project(selected);
    const auto last = static_cast<Vertex>(projection.entities.size() - 1);
    std::vector<std::optional<DayRange>> held;
    for (const Fact fact : projection.facts) held.push_back(days_held(selected.spell(fact), false));
    for (Vertex from = 0; from < last; ++from) {
      std::vector<Day> days;
      for (const DayRange range : shared_days(projection, held, from, last)) {
        for (Day day = range.first; day <= range.last; ++day) days.push_back(day);
      }
      CAPTURE(round);
      CAPTURE(from);
      CHECK(days == days_by_search(projection, held, from, last));
    }
  }
}

TEST_CASE("a path that time allows: each relation used in order, with the day of each step") {
  const Records records = detour();
  const Selected selected(records, {});
  const Projection projection = project(selected);
  const auto timed = [&](TimedGoal goal, std::optional<Day> set_out = {}) {
    return path(selected, projection, entity(records, "p"), entity(records, "q"), {.goal = goal, .set_out = set_out});
  };
  // Over c: p was there before q, so news can wait there; over x, m and y all hold in 2019 to 2021.
  CHECK(lines(timed(TimedGoal::foremost), {"from", "to", "day"}) ==
        std::vector<std::string>{"p|c|2001-01-01", "c|q|2010-01-01"});
  CHECK(timed(TimedGoal::fewest).row_count() == 2);
  const Table fastest = timed(TimedGoal::fastest);
  CHECK(fastest.row_count() == 4);
  CHECK(fastest.column("day").text(0) == fastest.column("day").text(3));
  CHECK(timed(TimedGoal::foremost, day_from_civil(2005, 1, 1)).row_count() == 4);
  CHECK(timed(TimedGoal::foremost, day_from_civil(2026, 1, 1)).row_count() == 0);
}
