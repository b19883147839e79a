// SPDX-License-Identifier: Apache-2.0
#include "ask/lineage.hpp"

#include "ask/ancestry.hpp"
#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

namespace {

/// a -> b -> c, a -> c, and c -> d.
Records family() {
  Data data;
  for (const auto* id : {"a", "b", "c", "d", "x"}) data.person(id);
  data.relation({.id = "1", .from = "a", .kind = "mentorship", .to = "b", .role = "adviser", .start = "2000"});
  data.relation({.id = "2", .from = "b", .kind = "mentorship", .to = "c", .start = "2010"});
  data.relation({.id = "3", .from = "a", .kind = "mentorship", .to = "c"});
  data.relation({.id = "4", .from = "c", .kind = "mentorship", .to = "d"});
  return data.records();
}

}  // namespace

TEST_CASE("the mentors of Zheng and of Pan") {
  const Selected selected(talent(), {});
  CHECK(lines(lineage(selected, entity(talent(), "p_pan")), {"line", "generation", "name", "relation", "via"}) ==
        Lines{"ancestor|1|Zhiding Yu|R081|Zizheng Pan"});
  CHECK(lines(lineage(selected, entity(talent(), "p_palomar")), {"line", "generation", "person"}) ==
        Lines{"descendant|1|p_song", "descendant|1|p_palomar_student"});
}

TEST_CASE("a lineage has a row for every line and counts generations by the shortest") {
  const Records records = family();
  const Selected selected(records, {});
  CHECK(lines(lineage(selected, entity(records, "d")), {"line", "generation", "person", "via"}) ==
        Lines{"ancestor|1|c|d", "ancestor|2|b|c", "ancestor|2|a|c", "ancestor|3|a|b"});
  CHECK(lines(lineage(selected, entity(records, "a"), {.direction = LineageDirection::descendants, .generations = 1}),
              {"generation", "person", "role", "start"}) == Lines{"1|b|adviser|2000", "1|c||"});
  CHECK(lineage(selected, entity(records, "a"), {.direction = LineageDirection::ancestors}).row_count() == 0);
  CHECK(lineage(selected, entity(records, "x")).row_count() == 0);
}

TEST_CASE("circles of mentors end") {
  Data data;
  data.person("a").person("b");
  data.relation({.id = "1", .from = "a", .kind = "mentorship", .to = "b"});
  data.relation({.id = "2", .from = "b", .kind = "mentorship", .to = "a"});
  data.relation({.id = "3", .from = "a", .kind = "mentorship", .to = "a"});
  const Records records = data.records();
  const Selected selected(records, {});
  CHECK(lines(lineage(selected, entity(records, "a"), {.direction = LineageDirection::descendants}),
              {"generation", "person", "via", "relation"}) == Lines{"1|a|a|3", "1|b|a|1", "2|a|b|2"});
}

TEST_CASE("a merged name has one lineage, and two where identity is off") {
  Data data;
  data.person("a").person("a_old").person("b").person("c");
  data.relation({.id = "0", .from = "a_old", .kind = "same_as", .to = "a", .confidence = "likely"});
  data.relation({.id = "1", .from = "a", .kind = "mentorship", .to = "b"});
  data.relation({.id = "2", .from = "a_old", .kind = "mentorship", .to = "c"});
  const Records records = data.records();
  const Selected merged(records, {});
  CHECK(lineage(merged, entity(records, "a_old")).row_count() == 2);
  Selection selection;
  selection.identity = IdentityLevel::certain;
  const Selected apart(records, selection);
  CHECK(lines(lineage(apart, entity(records, "a_old")), {"person"}) == Lines{"c"});
}

TEST_CASE("common ancestors: the nearest, those behind it, and one who is the other's mentor") {
  const Records records = family();
  const Selected selected(records, {});
  const auto common = [&](const char* a, const char* b) {
    return lines(common_ancestors(selected, entity(records, a), entity(records, b)),
                 {"ancestor", "generations_a", "generations_b", "nearest"});
  };
  CHECK(common("b", "d") == Lines{"b|0|2|yes", "a|1|2|no"});
  CHECK(common("c", "c") == Lines{"c|0|0|yes", "a|1|1|no", "b|1|1|no"});
  CHECK(common("a", "x").empty());
}

TEST_CASE("the longest line: of all, through a person, up and down; circles are left out") {
  const Records records = family();
  const Selected selected(records, {});
  const auto longest = [&](std::optional<Entity> of, LineageDirection direction) {
    return lines(longest_line(selected, of, direction), {"generation", "person", "relation"});
  };
  const Lines all{"0|a|", "1|b|1", "2|c|2", "3|d|4"};
  CHECK(longest({}, LineageDirection::both) == all);
  CHECK(longest(entity(records, "c"), LineageDirection::both) == all);
  CHECK(longest(entity(records, "c"), LineageDirection::ancestors) == Lines{"0|a|", "1|b|1", "2|c|2"});
  CHECK(longest(entity(records, "b"), LineageDirection::descendants) == Lines{"0|b|", "1|c|2", "2|d|4"});
  CHECK(longest(entity(records, "x"), LineageDirection::both).empty());
  Data data;
  for (const auto* id : {"a", "b", "c"}) data.person(id);
  data.relation({.id = "1", .from = "a", .kind = "mentorship", .to = "b"});
  data.relation({.id = "2", .from = "b", .kind = "mentorship", .to = "a"});
  data.relation({.id = "3", .from = "b", .kind = "mentorship", .to = "c"});
  const Records circle = data.records();
  const Table table = longest_line(Selected(circle, {}), {}, LineageDirection::both);
  CHECK(lines(table, {"person"}) == Lines{"b", "c"});
  CHECK(table.stamp.back().second == "2 mentorships left out");
}