// SPDX-License-Identifier: Apache-2.0
#include "ask/why.hpp"

#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

namespace {

Selection wide() {
  return {.default_traits = trait_affiliation | trait_study | trait_mentorship | trait_residence | trait_transfer};
}

std::vector<std::string> topics(const Table& table) { return table.column("topic").texts(); }

bool says(const Table& table, std::string_view topic, std::string_view part) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (table.column("topic").text(row) == topic && table.column("statement").text(row).find(part) != std::string::npos)
      return true;
  }
  return false;
}

}  // namespace

TEST_CASE("why: a relation with its source, its bounds and the move it makes") {
  const Selected selected(talent(), wide());
  const Table table = why_relation(selected, *talent().find_relation("R085"));
  CHECK(topics(table).front() == "relation");
  CHECK(says(table, "relation", "DeepSeek"));
  CHECK(says(table, "kept", "counts"));
  CHECK(says(table, "bounds", "begins 2023-01-01"));
  CHECK(says(table, "move", "United States > China, onward 2023-07-02"));
  CHECK(table.column("source").text(0) == "001");
  CHECK(table.column("locator").text(0).starts_with("line 7"));
}

TEST_CASE("why: what the selection does not count says why not") {
  Selection sure = wide();
  sure.min_confidence = 1;
  const Selected selected(talent(), sure);
  const auto& records = talent();
  Relation doubtful = 0;
  while (records.confidence(doubtful) == 1 || records.status(doubtful) != Status::actual) ++doubtful;
  CHECK(says(why_relation(selected, doubtful), "kept", "its confidence"));
}

TEST_CASE("why: an entity with its names, relations, moves and what is claimed of it") {
  const Selected selected(talent(), wide());
  const Table table = why_entity(selected, entity(talent(), "p_zheng"));
  CHECK(says(table, "name", "Zheng"));
  CHECK(says(table, "claim", "open employment options = 4"));
  const auto all = topics(table);
  CHECK(std::count(all.begin(), all.end(), "relation") > 5);
}

TEST_CASE("why: contradictions name each other") {
  Data data;
  data.person("p").company("c");
  data.relation(
      {.id = "1", .from = "p", .kind = "employment", .to = "c", .start = "2001", .end = "2010", .source = "a"});
  data.relation(
      {.id = "2", .from = "p", .kind = "employment", .to = "c", .start = "2004", .end = "2012", .source = "b"});
  const Records records = data.records();
  const Selected selected(records, wide());
  CHECK(says(why_relation(selected, *records.find_relation("1")), "contradiction", "beside 2"));
  CHECK(says(why_entity(selected, entity(records, "p")), "contradiction", "beside 1"));
}

TEST_CASE("why: a redacted entity is told nothing of") {
  Data data;
  data.entity({.id = "p", .kind = "person", .name = "Known Name", .flags = "redacted"}).company("c");
  data.relation({.id = "1",
                 .from = "p",
                 .kind = "employment",
                 .to = "c",
                 .role = "secret role",
                 .start = "2001",
                 .locator = "page 3"});
  const Records records = data.records();
  const Selected selected(records, wide());
  for (const Table& table : {why_relation(selected, 0), why_entity(selected, entity(records, "p"))}) {
    for (const Column& column : table.columns()) {
      for (std::size_t row = 0; row < table.row_count(); ++row) {
        for (const char* told : {"Known", "secret", "page 3"}) CHECK(column.cell(row).find(told) == std::string::npos);
      }
    }
  }
}
