// SPDX-License-Identifier: Apache-2.0
#include "records/moves.hpp"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"
#include "support.hpp"

namespace renmai {
namespace {

/// Organisations a to e, each in a country of its own: A to E; and a lab a_lab in a.
test::RecordsFixture world() {
  test::RecordsFixture fixture;
  for (const std::string_view country : {"A", "B", "C", "D", "E"}) {
    fixture.entity(country, "place", {.level = "country"});
  }
  fixture.entity("a", "company", {.place = "A"}).entity("b", "company", {.place = "B"});
  fixture.entity("c", "company", {.place = "C"}).entity("d", "company", {.place = "D"});
  fixture.entity("e", "company", {.place = "E"}).entity("a_lab", "lab", {.part_of = "a"});
  fixture.entity("nowhere", "company").entity("p", "person");
  fixture.builder.dataset().as_of = day_from_civil(2030, 1, 1);
  return fixture;
}

/// "onward A>B 2015-01-01; ..." for the one person of the records.
std::string events_of(const Records& records, const MoveRules& rules = {}, Selection selection = {},
                      bool possible = false) {
  selection.default_traits = trait_affiliation | trait_study | trait_residence | trait_transfer;
  const Selected selected(records, std::move(selection));
  Groups groups(selected, rules.by, rules.basis);
  std::string text;
  for (const Event& event : derive_moves(selected, groups, rules).events) {
    if (event.type == EventType::entry || event.type == EventType::exit || event.type == EventType::censored) continue;
    if (!event.counted && !possible) continue;
    if (!text.empty()) text += "; ";
    text += (event.counted ? std::string(to_word(event.type)) : "possible") + " " + groups.id(event.from) + ">" +
            groups.id(event.to);
    if (event.date != no_day) text += " " + format_day(event.date);
    if (event.certainty == Certainty::certain) text += " certain";
  }
  return text;
}

TEST_CASE("moves: the worked examples of the definition") {
  SUBCASE("a PhD that overlaps a two-month job, then a job: from the PhD to the job") {
    auto f = world();
    f.relation("p", "study", "a", "2010-09-01", "2015-06-01")
        .relation("p", "employment", "b", "2013-06-01", "2013-08-01");
    f.relation("p", "employment", "c", "2015-07-01", "2020-01-01");
    const MoveRules rules{.study = true};
    CHECK(events_of(f.finish(), rules) == "visit A>B 2013-06-01 certain; onward A>C 2015-07-01 certain");
  }
  SUBCASE("four years' gap: an exit and an entry, no move") {
    auto f = world();
    f.relation("p", "employment", "a", "2005-01-01", "2010-01-01")
        .relation("p", "employment", "b", "2014-01-02", "2016-01-01");
    CHECK(events_of(f.finish()).empty());
  }
  SUBCASE("two start together after A and end apart: from A to the longer, the other dual") {
    auto f = world();
    f.relation("p", "employment", "a", "2005-01-01", "2010-01-01")
        .relation("p", "employment", "b", "2010-01-01", "2012-06-01");
    f.relation("p", "employment", "c", "2010-01-01", "2014-01-01");
    CHECK(events_of(f.finish()) == "onward A>C 2010-01-01; dual C>B 2010-01-01");
  }
  SUBCASE("B inside A and C outlives A: from A to C") {
    auto f = world();
    f.relation("p", "employment", "a", "2005-01-01", "2015-01-01")
        .relation("p", "employment", "b", "2007-01-01", "2010-01-01");
    f.relation("p", "employment", "c", "2014-12-01", "2018-01-01");
    CHECK(events_of(f.finish()) == "dual A>B 2007-01-01 certain; onward A>C 2014-12-01 certain");
  }
  SUBCASE("six months elsewhere and back: a visit") {
    auto f = world();
    f.relation("p", "employment", "a", "2005-01-01", "2010-01-01")
        .relation("p", "employment", "b", "2010-01-01", "2010-07-01");
    f.relation("p", "employment", "a", "2010-07-01", "2015-01-01");
    CHECK(events_of(f.finish()) == "visit A>B 2010-01-01 certain");
  }
  SUBCASE("the same group after two years: a gap") {
    auto f = world();
    f.relation("p", "employment", "a", "2005-01-01", "2010-01-01")
        .relation("p", "employment", "a", "2012-01-01", "2015-01-01");
    CHECK(events_of(f.finish()) == "gap A>A 2012-01-01 certain");
  }
  SUBCASE("2010/2015 then 2015/2020 by years: one move in 2015") {
    auto f = world();
    f.relation("p", "employment", "a", "2010", "2015").relation("p", "employment", "b", "2015", "2020");
    CHECK(events_of(f.finish()) == "onward A>B 2015-07-02 certain");
  }
  SUBCASE("a remote side job abroad inside a job at home, then a job abroad: home to abroad at the last start") {
    auto f = world();
    f.relation("p", "employment", "a", "2021-07-01", "2023-12-15")
        .relation("p", "employment", "b", "2022-03-01", "2022-12-01");
    f.relation("p", "employment", "b", "2024-05-15", "..");
    CHECK(events_of(f.finish()) == "visit A>B 2022-03-01 certain; onward A>B 2024-05-15 certain");
  }
  SUBCASE("away and back again is a return") {
    auto f = world();
    f.relation("p", "employment", "a", "2005-01-01", "2008-01-01")
        .relation("p", "employment", "b", "2008-01-01", "2012-01-01");
    f.relation("p", "employment", "a", "2012-01-01", "2015-01-01");
    CHECK(events_of(f.finish()) == "onward A>B 2008-01-01 certain; return B>A 2012-01-01 certain");
  }
  SUBCASE("two affiliations that start and end together are ambiguous and never counted") {
    auto f = world();
    f.relation("p", "employment", "a", "2005-01-01", "2010-01-01")
        .relation("p", "employment", "b", "2005-01-01", "2010-01-01");
    CHECK(events_of(f.finish()) == "ambiguous A>B 2005-01-01");
  }
  SUBCASE("a long overlap: dual from its start, the move when the old one ends") {
    auto f = world();
    f.relation("p", "employment", "a", "2005-01-01", "2010-01-01")
        .relation("p", "employment", "b", "2008-01-01", "2015-01-01");
    CHECK(events_of(f.finish()) == "dual A>B 2008-01-01 certain; onward A>B 2010-01-01 certain");
  }
}

TEST_CASE("moves: offers, plans, visits, foundings and renames never count") {
  auto f = world();
  f.relation("p", "employment", "a", "2005-01-01", "2010-01-01");
  f.relation("b", "offer", "p", "2009", "", {.status = "offered"});
  f.relation("p", "employment", "b", "2010-01-01", "..", {.status = "planned"});
  f.relation("p", "visit", "C", "2009", "2009").relation("p", "founding", "d", "2010-01-01", "2010-01-01");
  f.relation("p", "employment", "e", "2010-02-01", "2012-01-01").relation("a", "renamed_to", "e", "2010", "2010");
  CHECK(events_of(f.finish(), {.by = GroupBy::unit}).empty());
}

TEST_CASE("moves: a unit is its organisation's country as employer and its own as site") {
  auto f = world();
  f.entity("lab_in_b", "lab", {.part_of = "a", .place = "B"});
  f.relation("p", "employment", "lab_in_b", "2005-01-01", "2010-01-01")
      .relation("p", "employment", "b", "2010-01-01", "2012-01-01");
  const Records records = f.finish();
  CHECK(events_of(records, {.basis = Basis::employer}) == "onward A>B 2010-01-01 certain");
  CHECK(events_of(records, {.basis = Basis::site}).empty());
  CHECK(events_of(records, {.by = GroupBy::unit}) == "onward lab_in_b>b 2010-01-01 certain");
}

TEST_CASE("moves: an employer of unknown place is the bucket ?") {
  auto f = world();
  f.relation("p", "employment", "a", "2005-01-01", "2008-01-01")
      .relation("p", "employment", "nowhere", "2008-01-01", "2010-01-01");
  CHECK(events_of(f.finish()) == "onward A>? 2008-01-01 certain");
}

TEST_CASE("moves: stated moves count as written, those to places on the basis residence alone") {
  auto f = world();
  f.relation("p", "transfer", "B", "2008-05", "", {.from_place = "A"});
  f.relation("p", "resides_in", "A", "2000-01-01", "2008-05-10").relation("p", "resides_in", "B", "2008-05-10", "..");
  const Records records = f.finish();
  CHECK(events_of(records).empty());
  CHECK(events_of(records, {.basis = Basis::residence}) == "stated A>B 2008-05-16 certain");
  auto g = world();
  g.relation("p", "transfer", "b", "2008-05", "", {.from_place = "a"});
  CHECK(events_of(g.finish()) == "stated A>B 2008-05-16 certain");
}

TEST_CASE("moves: doubtful dates give possible moves, not counted ones") {
  SUBCASE("undated affiliations: one possible move each way") {
    auto f = world();
    f.relation("p", "employment", "a").relation("p", "employment", "b").relation("p", "internship", "b");
    CHECK(events_of(f.finish(), {}, {}, true) == "possible A>B; possible B>A");
  }
  SUBCASE("`after` decides the order") {
    auto f = world();
    f.relation("p", "internship", "a", "", "2023", {.id = "R1"})
        .relation("p", "employment", "b", "2023~", "..", {.id = "R2", .after = "R1"});
    CHECK(events_of(f.finish(), {}, {}, true) == "onward A>B 2023-07-02 certain");
  }
  SUBCASE("overlapping year dates: the order is open, both ways are possible") {
    auto f = world();
    f.relation("p", "employment", "a", "2010~", "2011~").relation("p", "employment", "b", "2010~", "2012~");
    const std::string events = events_of(f.finish(), {}, {}, true);
    CHECK(events.find("certain") == std::string::npos);
    CHECK(events.find("B>A") != std::string::npos);
  }
}

constexpr std::array policies{MovePolicy::tenure, MovePolicy::mode_year, MovePolicy::first_last, MovePolicy::primary};

TEST_CASE("moves: each leaves where the one before arrived, dates never go back, order of rows is nothing") {
  for (std::uint64_t seed = 1; seed <= 1200; ++seed) {
    const MoveRules rules{.policy = policies[seed % policies.size()]};
    CAPTURE(seed);
    Random random(seed);
    struct Row {
      std::string org, start, end;
    };
    std::vector<Row> rows;
    for (std::uint64_t i = 0; i < 2 + random.below(6); ++i) {
      const int start = 2000 + static_cast<int>(random.below(12));
      const int end = start + static_cast<int>(random.below(5));
      const std::string suffix = random.below(3) == 0 ? "~" : "";
      rows.push_back({std::string(1, static_cast<char>('a' + random.below(4))), std::to_string(start) + suffix,
                      random.below(8) == 0 ? "" : std::to_string(end) + suffix});
    }
    std::string first;
    for (int turn = 0; turn < 3; ++turn) {
      auto f = world();
      for (const Row& row : rows) f.relation("p", "employment", row.org, row.start, row.end);
      const Records records = f.finish();
      const std::string events = events_of(records, rules, {}, true);
      if (turn == 0) first = events;
      CHECK(events == first);
      for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[random.below(i)]);

      Selection selection;
      const Selected selected(records, selection);
      Groups groups(selected, GroupBy::country, Basis::employer);
      Group home = UINT32_MAX;
      Day last = day_before_all;
      for (const Event& event : derive_moves(selected, groups, rules).events) {
        if (!event.counted) continue;
        if (event.type == EventType::entry) home = event.to;
        if (!is_move(event.type)) continue;
        CHECK(event.from == home);
        CHECK(event.date >= last);
        CHECK(event.dates.first <= event.date);
        CHECK(event.date <= event.dates.last);
        home = event.to;
        last = event.date;
      }
    }
  }
}

/// Moves by pair of groups: counted, certain and possible ones.
struct Bounds {
  std::map<std::string, int> moves, min, max;
};

Bounds bounds_of(const Records& records, const MoveRules& rules) {
  const Selected selected(records, {});
  Groups groups(selected, GroupBy::country, Basis::employer);
  Bounds bounds;
  for (const Event& event : derive_moves(selected, groups, rules).events) {
    if (!is_move(event.type)) continue;
    const std::string pair = groups.id(event.from) + ">" + groups.id(event.to);
    if (event.counted) ++bounds.moves[pair];
    if (event.counted && event.certainty == Certainty::certain) ++bounds.min[pair];
    ++bounds.max[pair];
  }
  return bounds;
}

TEST_CASE("moves: the bounds hold for every completion of the dates that was drawn") {
  for (std::uint64_t seed = 1; seed <= 800; ++seed) {
    const MoveRules rules{.policy = policies[seed % policies.size()]};
    CAPTURE(seed);
    Random random(seed * 7919);
    struct Row {
      std::string org;
      Date start, end;
      std::string start_text, end_text;
    };
    std::vector<Row> rows;
    for (std::uint64_t i = 0; i < 2 + random.below(4); ++i) {
      const int first = 2000 + static_cast<int>(random.below(10));
      const std::string start = std::to_string(first) + (random.below(4) == 0 ? "~" : "");
      const std::string end =
          std::to_string(first + 1 + static_cast<int>(random.below(4))) + (random.below(2) == 0 ? "-06" : "");
      rows.push_back({std::string(1, static_cast<char>('a' + random.below(3))), require_date(start, ""),
                      require_date(end, ""), start, end});
    }
    auto f = world();
    for (const Row& row : rows) f.relation("p", "employment", row.org, row.start_text, row.end_text);
    const Bounds bounds = bounds_of(f.finish(), rules);
    const auto draw = [&](DayRange range) {
      return static_cast<Day>(range.first +
                              static_cast<Day>(random.below(static_cast<std::uint64_t>(range.last - range.first + 1))));
    };
    for (int turn = 0; turn < 20; ++turn) {
      auto g = world();
      for (const Row& row : rows) {
        const Day start = draw(row.start.bounds);
        const Day end = draw({std::max(start, row.end.bounds.first), std::max(start, row.end.bounds.last)});
        g.relation("p", "employment", row.org, format_day(start), format_day(end));
      }
      const Bounds drawn = bounds_of(g.finish(), rules);
      for (const auto& entry : drawn.moves) {
        const auto& pair = entry.first;
        const auto& count = entry.second;
        CAPTURE(pair);
        CHECK(bounds.max.contains(pair));
        if (bounds.max.contains(pair)) CHECK(count <= bounds.max.at(pair));
      }
      for (const auto& entry : bounds.min) {
        const auto& pair = entry.first;
        const auto& count = entry.second;
        CAPTURE(pair);
        CHECK(drawn.moves.contains(pair));
        if (drawn.moves.contains(pair)) CHECK(count <= drawn.moves.at(pair));
      }
    }
  }
}

TEST_CASE("moves: a spell in two pieces, an offer, a plan and other names of groups change nothing") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const MoveRules rules{.policy = policies[seed % policies.size()]};
    CAPTURE(seed);
    Random random(seed * 104'729);
    struct Row {
      std::string org, start, middle, end;
    };
    std::vector<Row> rows;
    for (std::uint64_t i = 0; i < 2 + random.below(4); ++i) {
      const Day start = day_from_civil(2000, 1, 1) + static_cast<Day>(random.below(4000));
      const Day middle = start + 1 + static_cast<Day>(random.below(900));
      const Day end = middle + 1 + static_cast<Day>(random.below(900));
      rows.push_back({std::string(1, static_cast<char>('a' + random.below(4))), format_day(start), format_day(middle),
                      format_day(end)});
    }
    auto whole = world();
    auto split = world();
    auto offered = world();
    for (const Row& row : rows) {
      whole.relation("p", "employment", row.org, row.start, row.end);
      split.relation("p", "employment", row.org, row.start, row.middle)
          .relation("p", "employment", row.org, row.middle, row.end);
      offered.relation("p", "employment", row.org, row.start, row.end).relation("p", "offer", "e", row.start, row.end);
      offered.relation("p", "employment", "e", row.start, row.end, {.status = "planned"});
    }
    const std::string events = events_of(whole.finish(), rules);
    CHECK(events_of(split.finish(), rules) == events);
    CHECK(events_of(offered.finish(), rules) == events);
  }
}

TEST_CASE("moves: two groups made one lose exactly the moves between them") {
  // Tenures that neither overlap nor touch a threshold: gaps of 400 to 1000 days.
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    Random random(seed * 31);
    const auto world_of = [](bool merged) {
      test::RecordsFixture fixture;
      for (const std::string_view country : {"A", "B", "C"}) fixture.entity(country, "place", {.level = "country"});
      fixture.entity("a", "company", {.place = "A"}).entity("b", "company", {.place = merged ? "A" : "B"});
      fixture.entity("c", "company", {.place = "C"}).entity("p", "person");
      fixture.builder.dataset().as_of = day_from_civil(2040, 1, 1);
      return fixture;
    };
    auto apart = world_of(false);
    auto merged = world_of(true);
    Day start = day_from_civil(2000, 1, 1);
    for (int k = 0; k < 6; ++k) {
      const std::string org(1, static_cast<char>('a' + random.below(3)));
      const Day end = start + 400 + static_cast<Day>(random.below(600));
      for (test::RecordsFixture* fixture : {&apart, &merged})
        fixture->relation("p", "employment", org, format_day(start), format_day(end));
      start = end + 400 + static_cast<Day>(random.below(600));
    }
    /// "A>C 2004-05-06", with B read as A if asked; none from A to A.
    const auto moves_of = [](const Records& records, bool read_as_one) {
      const Selected selected(records, {});
      Groups groups(selected, GroupBy::country, Basis::employer);
      std::vector<std::string> moves;
      for (const Event& event : derive_moves(selected, groups, {}).events) {
        if (!is_move(event.type) || !event.counted) continue;
        const auto id = [&](Group g) { return read_as_one && groups.id(g) == "B" ? std::string("A") : groups.id(g); };
        if (id(event.from) != id(event.to))
          moves.push_back(id(event.from) + ">" + id(event.to) + " " + format_day(event.date));
      }
      return moves;
    };
    CHECK(moves_of(merged.finish(), false) == moves_of(apart.finish(), true));
  }
}

TEST_CASE("moves: the worked examples of the other policies") {
  SUBCASE("mode-year: a visit of seven months holds the year, half a year does not") {
    auto f = world();
    f.relation("p", "employment", "a", "2010-01-01", "2014-01-01")
        .relation("p", "employment", "b", "2012-03-01", "2012-11-01");
    CHECK(events_of(f.finish(), {.policy = MovePolicy::mode_year}).empty());  // a holds the whole of 2012
    auto g = world();
    g.relation("p", "employment", "a", "2010-01-01", "2012-04-01")
        .relation("p", "employment", "b", "2012-04-01", "2013-02-01");
    g.relation("p", "employment", "a", "2013-02-01", "2014-01-01");
    CHECK(events_of(g.finish(), {.policy = MovePolicy::mode_year, .backfill = 0}) ==
          "onward A>B 2012-01-01 certain; return B>A 2013-01-01 certain");
  }
  SUBCASE("mode-year: years between two affiliations are filled, however many") {
    auto f = world();
    f.relation("p", "employment", "a", "2000-01-01", "2001-01-01")
        .relation("p", "employment", "b", "2010-01-01", "2012-01-01");
    CHECK(events_of(f.finish(), {.policy = MovePolicy::mode_year}) == "onward A>B 2010-01-01 certain");
  }
  SUBCASE("mode-year: of two that hold as many days the longer tenure counts, then the smaller id") {
    auto f = world();
    f.relation("p", "employment", "b", "2010-01-01", "2011-01-01")
        .relation("p", "employment", "a", "2010-01-01", "2011-01-01");
    f.relation("p", "employment", "c", "2011-01-01", "2012-01-01")
        .relation("p", "employment", "d", "2011-01-01", "2014-01-01");
    CHECK(events_of(f.finish(), {.policy = MovePolicy::mode_year}) == "onward A>D 2011-01-01 certain");
  }
  SUBCASE("first-last: nothing between the ends, and no move for who returns") {
    auto f = world();
    f.relation("p", "employment", "a", "2000-01-01", "2004-01-01")
        .relation("p", "employment", "b", "2004-01-01", "2008-01-01");
    f.relation("p", "employment", "c", "2008-01-01", "..");
    CHECK(events_of(f.finish(), {.policy = MovePolicy::first_last}) == "onward A>C 2008-01-01 certain");
    auto g = world();
    g.relation("p", "employment", "a", "2000-01-01", "2004-01-01")
        .relation("p", "employment", "b", "2004-01-01", "2008-01-01");
    g.relation("p", "employment", "a", "2008-01-01", "..");
    CHECK(events_of(g.finish(), {.policy = MovePolicy::first_last}).empty());
  }
  SUBCASE("primary: the kind of higher primacy is the one state, and home again when it ends") {
    auto f = world();
    f.builder.schema().extend(
        "[relation.employment]\nprimacy = 5\n[relation.board]\ntraits = [\"affiliation\"]\nprimacy = 9\n",
        "schema.toml");
    f.relation("p", "employment", "a", "2000-01-01", "2010-01-01")
        .relation("p", "board", "b", "2004-01-01", "2005-01-01");
    CHECK(events_of(f.finish(), {.policy = MovePolicy::primary}) ==
          "onward A>B 2004-01-01 certain; return B>A 2005-01-01 certain");
  }
  SUBCASE("primary: of the same primacy the longer counts, and a long gap is an exit") {
    auto f = world();
    f.relation("p", "employment", "a", "2000-01-01", "2006-01-01")
        .relation("p", "employment", "b", "2005-01-01", "2007-01-01");
    f.relation("p", "employment", "c", "2012-01-01", "2013-01-01");
    CHECK(events_of(f.finish(), {.policy = MovePolicy::primary}) == "onward A>B 2006-01-01 certain");
  }
}

TEST_CASE("moves: a person with thousands of affiliations is refused with advice") {
  auto f = world();
  for (int i = 0; i < 4200; ++i)
    f.relation("p", "employment", "a", std::to_string(1000 + i % 1000), "", {.role = std::to_string(i)});
  const Records records = f.finish();
  CHECK_THROWS_AS(events_of(records), Error);
}

}  // namespace
}  // namespace renmai
