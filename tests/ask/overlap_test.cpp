// SPDX-License-Identifier: Apache-2.0
#include "ask/overlap.hpp"

#include "base/error.hpp"
#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

namespace {

Records office() {
  Data data;
  data.company("c").company("lab", "c").company("d").person("p").person("q").person("r").person("s", "collective");
  data.person("hidden", "redacted").entity({.id = "city", .kind = "place"});
  data.relation({.id = "1", .from = "p", .kind = "employment", .to = "c", .start = "2020-01-01", .end = "2020-03-01"});
  data.relation({.id = "2", .from = "q", .kind = "employment", .to = "c", .start = "2020-02-01", .end = "2020-04-01"});
  data.relation({.id = "3", .from = "r", .kind = "employment", .to = "c", .start = "2020-02"});
  data.relation(
      {.id = "4", .from = "r", .kind = "employment", .to = "lab", .start = "2020-01-15", .end = "2020-01-20"});
  data.relation({.id = "5", .from = "s", .kind = "employment", .to = "c", .start = "2020-01-01", .end = "2020-03-01"});
  data.relation({.id = "6", .from = "p", .kind = "founding", .to = "d", .start = "2020-02", .end = "2020-02"});
  data.relation({.id = "7", .from = "p", .kind = "study", .to = "d", .start = "2020-02-10", .end = "2020-02-10"});
  data.relation({.id = "8", .from = "hidden", .kind = "study", .to = "d", .start = "2020-02-01", .end = "2020-03-01"});
  return data.records();
}

}  // namespace

TEST_CASE("the affiliations that Zheng held at the same time") {
  const Selected selected(talent(), {});
  const Entity zheng = entity(talent(), "p_zheng");
  const auto rows = lines(overlap(selected, zheng, zheng), {"relation", "other_relation"});
  for (const auto* other : {"R003", "R012", "R035", "R044"}) {
    CAPTURE(other);
    CHECK(std::count(rows.begin(), rows.end(), "R002|" + std::string(other)) == 1);
  }
  // The document orders these, so no reading of their dates has them at once.
  for (const auto* pair : {"R003|R035", "R035|R044", "R044|R050", "R003|R050"}) {
    CHECK(std::count(rows.begin(), rows.end(), std::string(pair)) == 0);
  }
  const auto bounds =
      lines(overlap(selected, zheng, zheng), {"relation", "other_relation", "certainty", "days_min", "days_max"});
  CHECK(std::count(bounds.begin(), bounds.end(), "R002|R012|certain|93|152") == 1);
}

TEST_CASE("everybody who was there with a person, surest first, with the days they share") {
  const Records records = office();
  const Selected selected(records, {});
  const Table table = overlap(selected, entity(records, "p"));
  CHECK(lines(table, {"name", "other", "organisation", "certainty", "earliest", "latest", "days_min", "days_max"}) ==
        Lines{"p|q|c|certain|2020-02-01|2020-02-29|29|29", "p|(redacted)|d|certain|2020-02-10|2020-02-10|1|1",
              "p|r|c|certain|2020-02-01|2020-02-29|1|29"});
  CHECK(lines(table, {"relation", "other_relation", "kind", "other_kind", "confidence"})[0] ==
        "1|2|employment|employment|1");
  Selection certain;
  certain.certain = true;
  const Selected sure(records, certain);
  CHECK(overlap(sure, entity(records, "p")).row_count() == 3);
}

TEST_CASE("rolled up, colleagues in a unit count too, and collectives only if admitted") {
  const Records records = office();
  Selection selection;
  selection.collectives = true;
  const Selected selected(records, selection);
  const auto rows = lines(overlap(selected, entity(records, "p"), entity(records, "c"), {.roll_up = RollUp::top}),
                          {"other", "other_organisation", "certainty"});
  CHECK(rows == Lines{"s|c|certain", "q|c|certain", "r|lab|certain", "r|c|certain"});
}

TEST_CASE("two persons, a person and an organisation, two organisations") {
  const Records records = office();
  const Selected selected(records, {});
  const Entity p = entity(records, "p");
  const Entity q = entity(records, "q");
  const Entity c = entity(records, "c");
  const Entity d = entity(records, "d");
  CHECK(lines(overlap(selected, p, q), {"name", "other"}) == Lines{"p|q"});
  CHECK(lines(overlap(selected, q, p), {"name", "other"}) == Lines{"q|p"});
  CHECK(lines(overlap(selected, p, c), {"other"}) == Lines{"q", "r"});
  CHECK(lines(overlap(selected, c, p), {"name", "other"}) == Lines{"p|q", "p|r"});
  CHECK(lines(overlap(selected, c, d), {"name", "relation", "other_relation", "days_max"}) == Lines{"p|1|7|1"});
  CHECK(lines(overlap(selected, d, c), {"relation", "other_relation"}) == Lines{"7|1"});
  CHECK(overlap(selected, entity(records, "hidden")).row_count() == 0);
}

TEST_CASE("an organisation alone, and a place, are refused") {
  const Records records = office();
  const Selected selected(records, {});
  const Entity c = entity(records, "c");
  CHECK_THROWS_AS((void)overlap(selected, c), Error);
  CHECK_THROWS_AS((void)overlap(selected, c, c), Error);
  CHECK_THROWS_AS((void)overlap(selected, entity(records, "city")), Error);
  CHECK_THROWS_AS((void)overlap(selected, entity(records, "p"), entity(records, "city")), Error);
}

TEST_CASE("attested spells overlap certainly for at least a day, and unbounded ones for no stated time") {
  Data data;
  data.company("c").person("p").person("q").person("u").person("v");
  data.relation({.id = "1", .from = "p", .kind = "employment", .to = "c", .attested = "2020-05"});
  data.relation({.id = "2", .from = "q", .kind = "employment", .to = "c", .start = "2020-01-01", .end = "2021-01-01"});
  data.relation({.id = "3", .from = "u", .kind = "employment", .to = "c"});
  const Records records = data.records();
  const Selected selected(records, {});
  CHECK(lines(overlap(selected, entity(records, "p")),
              {"other", "certainty", "earliest", "latest", "days_min", "days_max"}) ==
        Lines{"q|certain|2020-01-01|2020-12-31|1|366", "u|possible|||0|"});
}

TEST_CASE("merged names of a person are no colleagues of each other") {
  Data data;
  data.company("c").person("p").person("p_other").person("q");
  data.relation({.id = "0", .from = "p", .kind = "same_as", .to = "p_other"});
  data.relation({.id = "1", .from = "p", .kind = "employment", .to = "c", .start = "2020-01-01", .end = "2021-01-01"});
  data.relation(
      {.id = "2", .from = "p_other", .kind = "internship", .to = "c", .start = "2020-01-01", .end = "2021-01-01"});
  const Records records = data.records();
  const Selected merged(records, {});
  CHECK(overlap(merged, entity(records, "p")).row_count() == 0);
  CHECK(overlap(merged, entity(records, "p_other"), entity(records, "p")).row_count() == 1);  // the person's own spells
  Selection selection;
  selection.identity = IdentityLevel::none;
  const Selected apart(records, selection);
  CHECK(lines(overlap(apart, entity(records, "p")), {"other"}) == Lines{"p_other"});
}

TEST_CASE("introductions: who was with both, before a day, as surely as both overlaps are") {
  Data data;
  for (const auto* id : {"a", "b", "c", "d", "e"}) data.person(id);
  data.company("x").company("y").company("z");
  const auto works = [&](const char* id, const char* who, const char* where, const char* start, const char* end) {
    data.relation({.id = id, .from = who, .kind = "employment", .to = where, .start = start, .end = end});
  };
  works("1", "a", "x", "2000-01-01", "2005-01-01");
  works("2", "c", "x", "2004-01-01", "2006-01-01");  // with a from 2004
  works("3", "c", "y", "2006-01-01", "2010-01-01");  // with b from 2008
  works("4", "b", "y", "2008-01-01", "2012-01-01");
  works("5", "d", "x", "2001", "2002");              // with a in 2001 or so
  works("6", "d", "y", "2008", "2012");              // with b in 2008 or so
  works("7", "e", "x", "2000-01-01", "2001-01-01");  // with a alone
  const Records records = data.records();
  const Selected selected(records, {});
  const auto met = [&](std::optional<Day> before) {
    return lines(introductions(selected, entity(records, "a"), entity(records, "b"), before),
                 {"name", "since", "certainty", "with_a", "with_b", "relation_a", "relation_b"});
  };
  CHECK(met({}) == Lines{"c|2008-01-01|certain|x|y|2|3", "d|2008-01-01|certain|x|y|5|6"});
  CHECK(met(day_from_civil(2008, 6, 1)) == Lines{"c|2008-01-01|certain|x|y|2|3", "d|2008-01-01|possible|x|y|5|6"});
  CHECK(met(day_from_civil(2008, 1, 1)).empty());
  CHECK_THROWS_AS((void)introductions(selected, entity(records, "a"), entity(records, "x"), {}), Error);
}