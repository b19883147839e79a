// SPDX-License-Identifier: Apache-2.0
#include "records/builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"
#include "records/selection.hpp"
#include "records/talent.hpp"
#include "support.hpp"

namespace renmai {
namespace {

/// Columns as a reader knows them: "start" is column 30 and so on.
std::uint64_t column_of(const void*, std::string_view field) { return 10 * field.size(); }

RowPlace at_line(std::uint64_t line) { return {.file = "relations.csv", .line = line, .column = column_of}; }

void add_ends(RecordsBuilder& builder) {
  builder.add_entity({.id = "p", .kind = "person"}, {.file = "entities.csv", .line = 2});
  builder.add_entity({.id = "university", .kind = "university"}, {.file = "entities.csv", .line = 3});
}

/// "place: message" of the one bad row that an entity or relation makes.
std::string fault_of(const std::function<void(RecordsBuilder&)>& add) {
  Report report;
  RecordsBuilder builder(report);
  add_ends(builder);
  REQUIRE(report.bad_count() == 0);
  add(builder);
  try {
    (void)builder.finish();
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    REQUIRE(report.bad_count() >= 1);
    CHECK(error.place() == report.faults()[0].place);
    CHECK(error.message().ends_with(report.faults()[0].message));
    return report.faults()[0].place + ": " + report.faults()[0].message;
  }
  return "good";
}

std::string relation_fault(RelationRow row) {
  if (row.from.empty()) row.from = "p";
  if (row.to.empty()) row.to = "university";
  if (row.kind.empty()) row.kind = "employment";
  return fault_of([&](RecordsBuilder& builder) { builder.add_relation(row, at_line(7)); });
}

std::string entity_fault(const EntityRow& row) {
  return fault_of([&](RecordsBuilder& builder) {
    builder.add_entity(row, {.file = "entities.csv", .line = 7, .column = column_of});
  });
}

TEST_CASE("builder: a bad relation is named with its place and what was wanted") {
  CHECK(relation_fault({}) == "good");
  CHECK(relation_fault({.from = "q"}) == "relations.csv:7:40: unknown entity 'q'");
  CHECK(relation_fault({.to = "universty"}) ==
        "relations.csv:7:20: unknown entity 'universty'; did you mean 'university'?");
  CHECK(relation_fault({.place = "here"}) == "relations.csv:7:50: unknown entity 'here'");
  CHECK(relation_fault({.from_place = "here"}) == "relations.csv:7:100: unknown entity 'here'");
  CHECK(relation_fault({.start = "2024-13"}).starts_with("relations.csv:7:50: '2024-13' is no date: "));
  CHECK(relation_fault({.start = "2020/2024"}).starts_with("relations.csv:7:50: '2020/2024' is no date: "));
  CHECK(relation_fault({.start = ".."}) ==
        "relations.csv:7:50: '..' means still so and belongs to an end; leave an unknown start empty");
  CHECK(relation_fault({.end = "last year"}).starts_with("relations.csv:7:30: 'last year' is no date: "));
  CHECK(relation_fault({.start = "2016", .end = "2015"}) ==
        "relations.csv:7:30: the end 2015 is before the start 2016");
  CHECK(relation_fault({.start = "2016~", .end = "2015"}) == "good");
  CHECK(relation_fault({.attested = "2023;soon"}).starts_with("relations.csv:7:80: 'soon' is no date: "));
  CHECK(relation_fault({.attested = ".."}) == "relations.csv:7:80: '..' is no date");
  CHECK(relation_fault({.status = "actul"}) == "relations.csv:7:60: unknown status 'actul'; did you mean 'actual'?");
  CHECK(relation_fault({.confidence = "2"}) ==
        "relations.csv:7:100: '2' is no confidence; wanted 0 to 1, certain, likely or inferred");
  CHECK(relation_fault({.weight = "heavy"}) == "relations.csv:7:60: 'heavy' is no number");
  CHECK(relation_fault({.after = "R9"}) == "relations.csv:7:50: unknown relation 'R9' in 'after'");
  CHECK(fault_of([](RecordsBuilder& b) { b.add_relation({.kind = "employment", .to = "university"}, at_line(7)); }) ==
        "relations.csv:7:40: a relation wants 'from'");
  CHECK(fault_of([](RecordsBuilder& b) { b.add_relation({.from = "p", .kind = "employment"}, at_line(7)); }) ==
        "relations.csv:7:20: a relation wants 'to'");
  CHECK(fault_of([](RecordsBuilder& b) { b.add_relation({.from = "p", .to = "university"}, at_line(7)); }) ==
        "relations.csv:7:40: a relation wants a kind");
}

TEST_CASE("builder: a bad entity is named with its place and what was wanted") {
  CHECK(entity_fault({.id = "x"}) == "good");
  CHECK(entity_fault({.name = "x"}) == "entities.csv:7:20: an entity wants an id");
  CHECK(entity_fault({.id = "x", .level = "town"}) ==
        "entities.csv:7:50: unknown level 'town'; wanted site, city, state, country or supranational");
  CHECK(entity_fault({.id = "x", .flags = "unnamed;psuedonym"}) ==
        "entities.csv:7:50: unknown flag 'psuedonym'; did you mean 'pseudonym'?");
  CHECK(entity_fault({.id = "x", .part_of = "y"}) == "entities.csv:7:70: unknown entity 'y' in 'part_of'");
  CHECK(entity_fault({.id = "x", .place = "y"}) == "entities.csv:7:50: unknown entity 'y' in 'place'");
  CHECK(entity_fault({.id = "x", .part_of = "x"}) == "entities.csv:7:70: an entity cannot be its own 'part_of'");
  CHECK(entity_fault({.id = "p", .kind = "company"}) == "entities.csv:7:20: duplicate id 'p', first at entities.csv:2");
}

TEST_CASE("builder: bad sources and claims") {
  const auto source = [](const SourceRow& row) {
    return fault_of([&](RecordsBuilder& b) { b.add_source(row, {.file = "sources.csv", .line = 4}); });
  };
  CHECK(source({.title = "x"}) == "sources.csv:4: a source wants an id");
  CHECK(source({.id = "s", .published = ".."}) == "sources.csv:4: '..' is no date");
  CHECK(source({.id = "s", .retrieved = "soon"}).starts_with("sources.csv:4: 'soon' is no date: "));
  CHECK(source({.id = "s", .published = "2024-07~"}) == "good");
  const auto claim = [](const ClaimRow& row) {
    return fault_of([&](RecordsBuilder& b) { b.add_claim(row, {.file = "claims.csv", .line = 4}); });
  };
  CHECK(claim({.metric = "x"}) == "claims.csv:4: a claim wants an id");
  CHECK(claim({.id = "c", .subject = "q"}) == "claims.csv:4: unknown entity 'q'");
  CHECK(claim({.id = "c", .time = "soon"}).starts_with("claims.csv:4: "));
  CHECK(claim({.id = "c", .subject = "university", .time = "2020/2024"}) == "good");
}

TEST_CASE("builder: equal rows of sources and claims repeat, other rows of one id are refused") {
  Report report;
  RecordsBuilder builder(report);
  const RowPlace place{.file = "x.csv", .line = 2};
  CHECK(builder.add_source({.id = "s", .author = "A"}, place));
  CHECK(builder.add_source({.id = "s", .author = "A"}, place));
  CHECK_FALSE(builder.add_source({.id = "s", .author = "B"}, place));
  CHECK(builder.add_source({.id = "t"}, place));
  CHECK(builder.add_source({.id = "t"}, place));
  CHECK(builder.add_claim({.id = "c", .value = "1"}, place));
  CHECK(builder.add_claim({.id = "c", .value = "1"}, place));
  CHECK_FALSE(builder.add_claim({.id = "c", .value = "2"}, place));
  CHECK(report.notice_count("exact repeat") == 3);
  CHECK(report.bad_count() == 2);
  const Records records = builder.finish(2);
  CHECK(records.sources().size() == 2);
  CHECK(records.claims().size() == 1);
}

TEST_CASE("builder: bad rows fail unless allowed, and then the good ones are kept") {
  const auto add = [](RecordsBuilder& builder) {
    add_ends(builder);
    builder.add_relation({.from = "p", .kind = "employment", .to = "university"}, at_line(2));
    for (std::uint64_t line = 3; line < 18; ++line) {
      builder.add_relation({.from = "p", .kind = "employment", .to = "university", .weight = "?"}, at_line(line));
    }
  };
  Report report;
  RecordsBuilder strict(report);
  add(strict);
  try {
    (void)strict.finish(14);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.message() == "15 bad rows, the first here");
    CHECK(error.place() == "relations.csv:3:60");
    CHECK(error.hint().find("--max-bad 15") == 0);
  }
  CHECK(report.bad_count() == 15);
  CHECK(report.faults().size() == 15);
  Report again;
  RecordsBuilder lenient(again);
  add(lenient);
  const Records records = lenient.finish(15);
  CHECK(records.relation_count() == 1);
  CHECK(again.bad_count() == 15);
}

TEST_CASE("builder: a bad row leaves nothing behind in the next one") {
  test::RecordsFixture f;
  f.entity("p", "person").entity("c", "company");
  f.relation("p", "employment", "c", "2010", "2011", {.id = "R1", .role = "first", .properties = {}});
  const std::vector<NamedText> properties{{"team", "red"}};
  f.relation("p", "employment", "c", "2012", "2013",
             {.id = "R1", .role = "second", .weight = "7", .properties = properties});  // a duplicate id
  f.relation("p", "study", "c", "", "", {.id = "R2"});
  const Records records = f.finish(1);
  REQUIRE(records.relation_count() == 2);
  const Relation r = test::relation(records, "R2");
  CHECK(records.text(records.relations().role[r]).empty());
  CHECK(records.relations().weight[r] == 1);
  CHECK(records.date_text(records.relations().start[r]).empty());
  CHECK(records.relation_property(r, "team").empty());
  CHECK(f.report.faults()[0].message.starts_with("duplicate id 'R1', first at relations.csv:"));
}

TEST_CASE("builder: exact repeats are dropped and counted, or kept and numbered") {
  const auto add = [](test::RecordsFixture& f) {
    f.entity("p", "person").entity("q", "person").entity("c", "company");
    for (int i = 0; i < 3; ++i) f.relation("p", "employment", "c", "2010", "2011");
    f.relation("q", "employment", "c", "2010", "2011").relation("p", "employment", "c", "2010", "2012");
  };
  test::RecordsFixture dropping(Duplicates::drop);
  add(dropping);
  const Records dropped = dropping.finish();
  CHECK(dropped.relation_count() == 3);
  CHECK(dropping.report.notice_count("exact repeat") == 2);
  CHECK(dropping.report.bad_count() == 0);
  REQUIRE(dropping.report.notices().size() == 1);
  CHECK(dropping.report.notices()[0].first[0] == Fault{"relations.csv:6", "repeats an earlier row exactly; dropped"});

  test::RecordsFixture keeping(Duplicates::keep);
  add(keeping);
  const Records kept = keeping.finish();
  CHECK(kept.relation_count() == 5);
  CHECK(keeping.report.notice_count("exact repeat") == 2);
  std::set<std::string> ids;
  for (Relation r = 0; r < kept.relation_count(); ++r) {
    const std::string id = kept.relation_id(r);
    ids.insert(id);
    CHECK(kept.find_relation(id) == r);
  }
  CHECK(ids.size() == 5);
  std::string base;
  for (const std::string& id : ids) {
    if (id.ends_with("-2")) base = id.substr(0, 16);
  }
  REQUIRE_FALSE(base.empty());
  CHECK(ids.contains(base));
  CHECK(ids.contains(base + "-3"));
  CHECK(dropped.find_relation(base).has_value());
  CHECK_FALSE(dropped.find_relation(base + "-2").has_value());
}

TEST_CASE("builder: a row with an id that comes again unchanged is a repeat") {
  test::RecordsFixture f;
  f.entity("p", "person", {.name = "p"}).entity("p", "person", {.name = "p"}).entity("c", "company");
  f.relation("p", "employment", "c", "2010", "", {.id = "R1"})
      .relation("p", "employment", "c", "2010", "", {.id = "R1"});
  const Records records = f.finish();
  CHECK(records.relation_count() == 1);
  CHECK(records.entity_count() == 2);
  CHECK(f.report.notice_count("exact repeat") == 2);
}

TEST_CASE("builder: an entity that comes again with any other field is refused") {
  const std::vector<NamedText> more{{"sector", "chips"}};
  const EntityRow first{.id = "x", .kind = "company", .name = "X"};
  std::vector<EntityRow> others(8, first);
  others[0].name = "Y";
  others[1].aliases = "Z";
  others[2].part_of = "p";
  others[3].place = "p";
  others[4].level = "city";
  others[5].flags = "unnamed";
  others[6].note = "new";
  others[7].properties = more;
  for (const EntityRow& other : others) {
    Report report;
    RecordsBuilder builder(report);
    add_ends(builder);
    CHECK(builder.add_entity(first, {}));
    CHECK(builder.add_entity(first, {}));
    CHECK_FALSE(builder.add_entity(other, {}));
    CHECK(report.notice_count("exact repeat") == 1);
  }
}

TEST_CASE("builder: entities of inputs that only name them") {
  Report report;
  RecordsBuilder builder(report);
  const Entity a = builder.entity_for("a", "person", "Ann");
  builder.entity_for("x", "place", "X");
  builder.entity_for("y", "place", "Y");
  CHECK(builder.entity_for("a", "company", "Other", "x") == a);
  CHECK(builder.entity_for("a", "", "", "y") == a);
  CHECK(builder.has_entity("a"));
  CHECK_FALSE(builder.has_entity("b"));
  builder.set_entity_property(a, "field", "chips");
  builder.set_entity_level(builder.entity_for("x", "", ""), PlaceLevel::city);
  const Records records = builder.finish();
  const Entity ann = test::entity(records, "a");
  CHECK(records.entity_name(ann) == "Ann");
  CHECK(records.entity_kind(ann).name == "person");
  CHECK(records.entity_id(records.entities().place[ann]) == "x");
  CHECK(records.entity_property(ann, "field") == "chips");
  CHECK(records.entity_property(ann, "none").empty());
  CHECK(records.entities().level[test::entity(records, "x")] == static_cast<std::uint8_t>(PlaceLevel::city));
}

TEST_CASE("builder: kinds outside the schema are taken and noticed") {
  test::RecordsFixture f;
  f.entity("p", "persn").entity("c", "company").relation("p", "employmnt", "c");
  const Records records = f.finish();
  CHECK(f.report.notice_count("unknown kind") == 2);
  CHECK(records.relation_kind(0).name == "employmnt");
  CHECK(records.relation_kind(0).traits == trait_other);
  CHECK(f.report.notices()[0].first[1].message ==
        "relation kind 'employmnt' is not in the schema; did you mean 'employment'?");
}

TEST_CASE("builder: further columns become properties of entities and relations") {
  test::RecordsFixture f;
  const std::vector<NamedText> sector{{"sector", "chips"}, {"size", "12"}};
  const std::vector<NamedText> team{{"team", "red"}};
  f.entity("p", "person").entity("c", "company", {.properties = sector});
  f.relation("p", "employment", "c", "", "", {.id = "R1", .properties = team})
      .relation("p", "study", "c", "", "", {.id = "R2"});
  const Records records = f.finish();
  CHECK(records.entity_property(test::entity(records, "c"), "sector") == "chips");
  CHECK(records.entity_property(test::entity(records, "c"), "size") == "12");
  CHECK(records.entity_property(test::entity(records, "p"), "sector").empty());
  CHECK(records.relation_property(test::relation(records, "R1"), "team") == "red");
  CHECK(records.relation_property(test::relation(records, "R2"), "team").empty());
}

TEST_CASE("builder: a source that rows name and the list lacks is found, in any order of rows") {
  for (const bool sources_first : {true, false}) {
    test::RecordsFixture f;
    f.entity("p", "person").entity("c", "company");
    if (sources_first) f.builder.add_source({.id = "s1", .title = "T"}, {});
    f.relation("p", "employment", "c", "", "", {.source = "s2"}).relation("p", "study", "c", "", "", {.source = "s1"});
    if (!sources_first) f.builder.add_source({.id = "s1", .title = "T"}, {});
    const Records records = f.finish();
    REQUIRE(records.findings().size() == 1);
    CHECK(records.findings()[0].rule == "unknown-source");
    CHECK(records.findings()[0].record == "s2");
    CHECK(records.sources().size() == 2);
  }
  test::RecordsFixture none;
  none.entity("p", "person").entity("c", "company").relation("p", "study", "c", "", "", {.source = "s2"});
  CHECK(none.finish().findings().empty());
}

TEST_CASE("builder: now is the dataset's day, else the latest publication, else the latest day written") {
  const auto as_of = [](const std::function<void(test::RecordsFixture&)>& add) {
    test::RecordsFixture f;
    f.entity("p", "person").entity("c", "company");
    add(f);
    return format_day(f.finish().as_of());
  };
  CHECK(as_of([](auto& f) {
          f.builder.dataset().as_of = day_from_civil(2025, 2, 7);
          f.builder.add_source({.id = "s", .published = "2026"}, {});
        }) == "2025-02-07");
  CHECK(as_of([](auto& f) {
          f.builder.add_source({.id = "s", .published = "2024-07~"}, {});
          f.builder.add_source({.id = "t", .published = "2023"}, {});
          f.relation("p", "employment", "c", "2030");
        }) == "2024-06-01");
  CHECK(as_of([](auto& f) { f.relation("p", "employment", "c", "2010", "2012-05"); }) == "2012-05-31");
  CHECK(as_of([](auto& f) { f.relation("p", "employment", "c", "2010", "..", {.attested = "2011;2014-03"}); }) ==
        "2014-03-31");
  CHECK(as_of([](auto& f) { f.relation("p", "employment", "c"); }) == "..");
}

// ---- `after` ----

struct Chain {
  std::string id, start, end, after;
};

Records chain_records(const std::vector<Chain>& rows) {
  test::RecordsFixture f;
  f.builder.dataset().as_of = day_from_civil(2030, 1, 1);
  f.entity("p", "person").entity("c", "company");
  for (const Chain& row : rows) {
    f.relation("p", "employment", "c", row.start, row.end, {.id = row.id, .after = row.after});
  }
  return f.finish();
}

TEST_CASE("builder: after is transitive and narrows both ways along a chain") {
  const Records records = chain_records(
      {{"R1", "2010", "", ""}, {"R2", "", "", "R1"}, {"R3", "", "", "R2"}, {"R4", "2012-05", "2014", "R3"}});
  const auto spell = [&](std::string_view id) { return records.spell(test::relation(records, id)); };
  CHECK(format_range(spell("R2").start) == "2010-01-01..2012-05-31");
  CHECK(format_range(spell("R3").start) == "2010-01-01..2012-05-31");
  CHECK(format_range(spell("R1").end) == "2010-01-01..2012-05-31");
  CHECK(format_range(spell("R3").end) == "2010-01-01..2012-05-31");
  const auto r = [&](std::string_view id) { return test::relation(records, id); };
  CHECK(records.follows(r("R4"), r("R1")));
  CHECK(records.follows(r("R3"), r("R1")));
  CHECK_FALSE(records.follows(r("R1"), r("R4")));
  CHECK_FALSE(records.follows(r("R1"), r("R1")));
  REQUIRE(records.after(r("R4")).size() == 1);
  CHECK(records.after(r("R4")).front().second == r("R3"));
  CHECK(records.findings().empty());
}

TEST_CASE("builder: the best start comes after every best end it follows, whichever pair is narrowed first") {
  // R1 is best at mid-2015, but R3, which follows it too, must start by 2012: then R2 may keep its own middle.
  const Records records = chain_records(
      {{"R1", "2009", "[2010..2020]", ""}, {"R2", "[2008..2018]", "", "R1"}, {"R3", "2012-03-01", "", "R1"}});
  const auto spell = [&](std::string_view id) { return records.spell(test::relation(records, id)); };
  CHECK(format_day(spell("R1").best_end) == "2012-03-01");
  CHECK(format_day(spell("R2").best_start) == "2013-07-01");
  CHECK(format_range(spell("R2").start) == "2010-01-01..2018-12-31");
}

TEST_CASE("builder: a clash of after and dates is found and changes no date") {
  const Records records =
      chain_records({{"R1", "2010", "2020", ""}, {"R2", "2015", "2016", "R1"}, {"R3", "2022", "", "R1"}});
  REQUIRE(records.findings().size() == 1);
  CHECK(records.findings()[0].rule == "after-clash");
  CHECK(records.findings()[0].record == "R2");
  CHECK(records.findings()[0].place.starts_with("relations.csv:"));
  CHECK(format_range(records.spell(test::relation(records, "R2")).start) == "2015-01-01..2015-12-31");
  // Over several steps: R1 ends in 2015, R2 is undated, R3 begins in 2010.
  const Records far = chain_records({{"R1", "", "2015", ""}, {"R2", "", "", "R1"}, {"R3", "2010", "", "R2"}});
  REQUIRE(far.findings().size() == 1);
  CHECK(far.findings()[0].record == "R3");
}

TEST_CASE("builder: circles of after are found and ignored, what follows them is not") {
  const Records records = chain_records({{"R1", "2010", "2011", "R3"},
                                         {"R2", "2012", "2013", "R1"},
                                         {"R3", "2014", "2015", "R2"},
                                         {"R4", "", "2020", "R3"},
                                         {"R5", "2016", "", "R5"}});
  std::vector<std::string> found;
  for (const Finding& finding : records.findings()) found.push_back(finding.rule + " " + finding.record);
  CHECK(found == std::vector<std::string>{"after-cycle R1", "after-cycle R2", "after-cycle R3", "after-cycle R5"});
  const auto r = [&](std::string_view id) { return test::relation(records, id); };
  CHECK(format_range(records.spell(r("R1")).start) == "2010-01-01..2010-12-31");
  CHECK(format_range(records.spell(r("R4")).start) == "2015-01-01..2020-12-31");
  CHECK(records.follows(r("R4"), r("R3")));
  CHECK_FALSE(records.follows(r("R3"), r("R2")));
  CHECK_FALSE(records.follows(r("R4"), r("R2")));
}

TEST_CASE("builder: chains of after are followed 1,024 long and refused beyond") {
  const auto id = [](int i) { return "R" + std::to_string(100'000 + i); };
  const auto chain = [&](int count) {
    std::vector<Chain> rows;
    for (int i = 0; i < count; ++i) rows.push_back({id(i), "", "", i == 0 ? "" : id(i - 1)});
    rows.front().end = "2010";
    return chain_records(rows);
  };
  const Records records = chain(1024);
  CHECK(format_range(records.spell(test::relation(records, id(1023))).start) == "2010-01-01..");
  CHECK(records.follows(records.relation_count() - 1, 0));
  CHECK_FALSE(records.follows(0, records.relation_count() - 1));
  for (const int count : {1025, 20'000}) {
    try {
      chain(count);
      FAIL("no error");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::limit);
      CHECK(error.place().starts_with("relations.csv:"));
    }
  }
}

// ---- order of rows ----

/// All that a dataset shows, in its own order.
std::string everything(const Records& records) {
  std::string text;
  const auto add = [&](std::string_view part) { text.append(part).append("|"); };
  const auto add_entity = [&](Entity e) { add(e == no_entity ? "-" : records.entity_id(e)); };
  for (Entity e = 0; e < records.entity_count(); ++e) {
    add_entity(e);
    add(records.entity_kind(e).name);
    add(records.entity_name(e));
    add_entity(records.entities().part_of[e]);
    add_entity(records.entities().place[e]);
    add(std::to_string(records.entities().kind[e]) + " " + std::to_string(records.entities().flags[e]));
    for (const Property& property : records.entities().properties) {
      add(property.name);
      add(records.entity_property(e, property.name));
    }
    text += "\n";
  }
  for (Relation r = 0; r < records.relation_count(); ++r) {
    add(records.relation_id(r));
    add_entity(records.relations().from[r]);
    add_entity(records.relations().to[r]);
    add(std::to_string(records.relations().kind[r]));
    const Spell spell = records.spell(r);
    add(format_range(spell.start) + format_range(spell.end) + std::to_string(spell.best_start) +
        std::to_string(spell.best_end));
    add(records.source_id(r));
    for (const auto& edge : records.after(r)) add(std::to_string(edge.second));
    for (const Property& property : records.relations().properties) {
      add(property.name);
      add(records.relation_property(r, property.name));
    }
    text += "\n";
  }
  for (const Source& source : records.sources()) add(records.text(source.id));
  for (const Claim& claim : records.claims()) add(records.text(claim.id));
  for (const Finding& finding : records.findings()) add(finding.rule + finding.record + finding.message);
  for (const Containment& c : records.containments()) {
    add(std::to_string(c.part) + " " + std::to_string(c.whole) + " " + std::to_string(c.confidence));
  }
  for (const RelationKind& kind : records.schema().relation_kinds()) add(kind.name);
  for (const EntityKind& kind : records.schema().entity_kinds()) add(kind.name);
  add(std::to_string(records.content_hash()));
  add(format_day(records.as_of()));
  return text;
}

void shuffle(std::vector<std::size_t>& order, Random& random) {
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
}

TEST_CASE("builder: the order of rows never shows, with ids") {
  const std::string first = everything(test::talent());
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Random random(seed);
    const Records shuffled = test::talent_records([&](std::vector<std::size_t>& order) { shuffle(order, random); });
    CHECK(everything(shuffled) == first);
  }
}

/// A small dataset without ids of relations; cells by table and name.
struct Cells {
  std::vector<std::map<std::string, std::string>> entities, relations, sources, claims;
};

Cells small_cells() {
  Cells cells;
  cells.entities = {{{"id", "p"}, {"kind", "person"}, {"name", "P"}, {"aliases", "PP"}, {"flags", "pseudonym"}},
                    {{"id", "q"}, {"kind", "person"}, {"note", "n"}},
                    {{"id", "lab"}, {"kind", "lab"}, {"part_of", "c"}, {"place", "x"}},
                    {{"id", "c"}, {"kind", "observatory"}, {"place", "x"}, {"sector", "sky"}},
                    {{"id", "x"}, {"kind", "place"}, {"level", "city"}},
                    {{"id", "y"}, {"kind", "place"}}};
  cells.relations = {{{"from", "p"},
                      {"kind", "employment"},
                      {"to", "lab"},
                      {"start", "2010"},
                      {"end", "2012"},
                      {"role", "r"},
                      {"source", "s1"},
                      {"locator", "l1"},
                      {"team", "red"}},
                     {{"from", "p"}, {"kind", "stargazing"}, {"to", "c"}, {"attested", "2011"}, {"confidence", "0.75"}},
                     {{"from", "q"}, {"kind", "employment"}, {"to", "lab"}, {"start", "2010"}, {"weight", "2"}},
                     {{"from", "q"}, {"kind", "transfer"}, {"to", "y"}, {"from_place", "x"}, {"place", "y"}},
                     {{"from", "q"}, {"kind", "apprenticeship"}, {"to", "c"}, {"status", "planned"}, {"source", "s2"}},
                     {{"from", "q"}, {"kind", "employment"}, {"to", "c"}, {"start", "2014"}, {"end", ".."}}};
  cells.sources = {{{"id", "s1"},
                    {"title", "T"},
                    {"author", "A"},
                    {"published", "2015"},
                    {"retrieved", "2016"},
                    {"language", "en"},
                    {"kind", "k"},
                    {"note", "n"}},
                   {{"id", "s2"}, {"title", "U"}}};
  cells.claims = {{{"id", "k1"},
                   {"metric", "m"},
                   {"subject", "c"},
                   {"comparator", "="},
                   {"value", "1"},
                   {"unit", "u"},
                   {"population", "p"},
                   {"time", "2010"},
                   {"source", "s1"},
                   {"locator", "l"},
                   {"kind", "kk"},
                   {"note", "nn"}},
                  {{"id", "k2"}}};
  return cells;
}

/// `extra` is added to every row as columns without values.
Records build_cells(const Cells& cells, std::uint64_t seed = 0, const std::vector<std::string>& extra = {}) {
  Report report;
  RecordsBuilder builder(report);
  Random random(seed);
  const auto each = [&](const auto& rows, const std::vector<std::string_view>& known, const auto& add) {
    std::vector<std::size_t> order(rows.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    if (seed != 0) shuffle(order, random);
    for (const std::size_t row : order) {
      const auto f = [&](const std::string& column) -> std::string_view {
        const auto found = rows[row].find(column);
        return found == rows[row].end() ? std::string_view() : found->second;
      };
      std::vector<NamedText> properties;
      for (const auto& [name, value] : rows[row]) {
        if (std::find(known.begin(), known.end(), name) == known.end()) properties.emplace_back(name, value);
      }
      for (const std::string& name : extra) properties.emplace_back(name, "");
      CHECK(add(f, std::span<const NamedText>(properties)));
    }
  };
  const RowPlace place;
  each(cells.sources, {}, [&](const auto& f, auto) {
    return builder.add_source(
        {f("id"), f("title"), f("author"), f("published"), f("retrieved"), f("language"), f("kind"), f("note")}, place);
  });
  each(cells.entities, {"id", "kind", "name", "aliases", "part_of", "place", "level", "flags", "note"},
       [&](const auto& f, std::span<const NamedText> properties) {
         return builder.add_entity({f("id"), f("kind"), f("name"), f("aliases"), f("part_of"), f("place"), f("level"),
                                    f("flags"), f("note"), properties},
                                   place);
       });
  each(cells.relations,
       {"id", "from", "kind", "to", "role", "start", "end", "attested", "after", "place", "from_place", "status",
        "confidence", "weight", "source", "locator"},
       [&](const auto& f, std::span<const NamedText> properties) {
         return builder.add_relation({f("id"), f("from"), f("kind"), f("to"), f("role"), f("start"), f("end"),
                                      f("attested"), f("after"), f("place"), f("from_place"), f("status"),
                                      f("confidence"), f("weight"), f("source"), f("locator"), properties},
                                     place);
       });
  each(cells.claims, {}, [&](const auto& f, auto) {
    return builder.add_claim({f("id"), f("metric"), f("subject"), f("comparator"), f("value"), f("unit"),
                              f("population"), f("time"), f("source"), f("locator"), f("kind"), f("note")},
                             place);
  });
  return builder.finish();
}

TEST_CASE("builder: the order of rows never shows, without ids and with kinds of their own") {
  const Cells cells = small_cells();
  const std::string first = everything(build_cells(cells));
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    CHECK(everything(build_cells(cells, seed)) == first);
  }
}

TEST_CASE("builder: ids by hash stay the same under row order and added empty columns") {
  const Cells cells = small_cells();
  const auto ids = [](const Records& records) {
    std::set<std::string> all;
    for (Relation r = 0; r < records.relation_count(); ++r) all.insert(records.relation_id(r));
    return all;
  };
  const Records plain = build_cells(cells);
  CHECK(ids(plain).size() == cells.relations.size());
  const Records wider = build_cells(cells, 7, {"empty one", "another"});
  CHECK(ids(wider) == ids(plain));
  CHECK(wider.content_hash() == plain.content_hash());
  // A row beside it does not change the id of another.
  Cells more = cells;
  more.relations.push_back({{"from", "p"}, {"kind", "study"}, {"to", "c"}});
  const auto with_more = ids(build_cells(more));
  for (const std::string& id : ids(plain)) CHECK(with_more.contains(id));
}

TEST_CASE("builder: the content hash differs for any changed cell and any row left out") {
  const Cells cells = small_cells();
  const std::uint64_t hash = build_cells(cells).content_hash();
  std::set<std::uint64_t> seen{hash};
  const auto try_cells = [&](const Cells& changed, const std::string& what) {
    CAPTURE(what);
    CHECK(seen.insert(build_cells(changed).content_hash()).second);
  };
  /// Another good value for a cell.
  const auto other = [](const std::string& column, const std::string& value) -> std::string {
    static const std::map<std::string, std::string> values{
        {"start", "2009"},     {"end", "2021"},     {"attested", "2011;2012"}, {"time", "2011"},  {"published", "2014"},
        {"status", "lapsed"},  {"level", "state"},  {"flags", "unnamed"},      {"weight", "3"},   {"confidence", "0.5"},
        {"retrieved", "2017"}, {"subject", "lab"},  {"from", "lab"},           {"to", "x"},       {"part_of", "q"},
        {"place", "q"},        {"from_place", "q"}, {"source", "s3"},          {"kind", "review"}};
    const auto found = values.find(column);
    return found == values.end() ? value + "'" : found->second;
  };
  const auto flip_all = [&](auto table, const std::string& name) {
    for (std::size_t row = 0; row < (cells.*table).size(); ++row) {
      for (const auto& [column, value] : (cells.*table)[row]) {
        if (column == "id" && table == &Cells::entities) continue;  // others point to it
        Cells changed = cells;
        (changed.*table)[row][column] = other(column, value);
        try_cells(changed, name + " " + std::to_string(row) + " " + column);
      }
      if (table == &Cells::entities) continue;
      Cells shorter = cells;
      (shorter.*table).erase((shorter.*table).begin() + static_cast<std::ptrdiff_t>(row));
      try_cells(shorter, name + " without " + std::to_string(row));
    }
  };
  flip_all(&Cells::entities, "entities");
  flip_all(&Cells::relations, "relations");
  flip_all(&Cells::sources, "sources");
  flip_all(&Cells::claims, "claims");
  Cells with_new = cells;
  with_new.entities[1]["aliases"] = "n";  // the value of another cell of the row, moved
  with_new.entities[1].erase("note");
  try_cells(with_new, "moved to another column");
  Cells swapped = cells;
  std::swap(swapped.relations[0]["role"], swapped.relations[0]["locator"]);
  try_cells(swapped, "two cells swapped");
}

TEST_CASE("builder: the same confidence and weight in other words are the same content") {
  Cells cells = small_cells();
  cells.relations[1]["confidence"] = "likely";
  cells.relations[0]["confidence"] = "1";
  cells.relations[0]["weight"] = "1.0";
  cells.relations[0]["status"] = "actual";
  CHECK(build_cells(cells).content_hash() == build_cells(small_cells()).content_hash());
}

TEST_CASE("builder: a row is found at its file and line") {
  const Records& records = test::talent();
  CHECK(records.relation_place(test::relation(records, "R001")) == "relations.csv:2");
  CHECK(records.entity_place(test::entity(records, "p_liang")) == "entities.csv:3");
  CHECK(records.relation_id(test::relation(records, "R234")) == "R234");
  CHECK_FALSE(records.find_relation("R999").has_value());
  CHECK_FALSE(records.find_relation("").has_value());
  CHECK_FALSE(records.find_entity("R001").has_value());
}

TEST_CASE("builder: columns of an entity are short for containment, an explicit relation replaces them") {
  test::RecordsFixture f;
  f.entity("x", "place").entity("y", "place").entity("c", "company", {.place = "x"});
  f.entity("lab", "lab", {.part_of = "c", .place = "x"});
  f.relation("lab", "located_in", "x", "2010", "2012", {.confidence = "likely"});
  f.relation("c", "located_in", "x", "", "", {.status = "planned"})
      .relation("lab", "located_in", "y", "", "", {.status = "planned"});
  const Records records = f.finish();
  std::vector<std::string> all;
  for (const Containment& c : records.containments()) {
    all.push_back(std::string(records.entity_id(c.part)) + " in " + std::string(records.entity_id(c.whole)) + " " +
                  format_confidence(c.confidence) + (c.place_line ? " place " : " unit ") +
                  format_range(c.spell.start));
  }
  CHECK(all == std::vector<std::string>{"c in x certain place ..", "lab in c certain unit ..",
                                        "lab in x likely place 2010-01-01..2010-12-31"});
}

}  // namespace
}  // namespace renmai
