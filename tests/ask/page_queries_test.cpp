// SPDX-License-Identifier: Apache-2.0
#include "ask/page_queries.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../support.hpp"
#include "base/error.hpp"

namespace renmai {
namespace {

using Texts = std::vector<std::string>;

Records some_records() {
  test::RecordsFixture f;
  f.entity("ann", "person", {.name = "Ann", .aliases = "安"}).entity("bo", "person");
  f.entity("x", "company").entity("y", "company").entity("secret", "person", {.name = "Zz", .flags = "redacted"});
  f.builder.add_source({.id = "s1", .title = "a source"}, {});
  f.relation("ann", "employment", "x", "2001", "2005").relation("ann", "employment", "y", "2006", "..");
  f.relation("bo", "employment", "x", "2001-05", "2003", {.source = "s1"}).relation("bo", "offer", "y", "2004", "2004");
  f.relation("secret", "employment", "x", "2001", "2005");
  return f.finish();
}

struct Asked {
  Records records = some_records();
  Selected everything{records, selection_of_everything()};
  Selected selected{records, {}};
  PageFacts facts{everything, selected};
};

TEST_CASE("page queries: names are found as everywhere, an entity has its facts by time in slices") {
  const Asked asked;
  CHECK(page_search(asked.facts, "安", 10).tables[0].second.column("id").texts() == Texts{"ann"});
  CHECK(page_search(asked.facts, "  ", 10).total == 0);
  CHECK(page_search(asked.facts, "Zz", 10).total == 0);
  const PagePart whole = page_entity(asked.facts, "x", {});
  CHECK(whole.total == 2);  // the redacted person's is left out
  CHECK(whole.tables[0].second.column("id").texts() == Texts{"ann", "bo", "x"});
  CHECK(whole.tables[1].second.column("start").texts() == Texts{"2001-05", "2001"});  // by best day: 2001 is its middle
  const PagePart second = page_entity(asked.facts, "x", {.offset = 1, .limit = 1});
  CHECK(second.total == 2);
  CHECK(second.tables[1].second.column("from_id").texts() == Texts{"ann"});
  CHECK(page_entity(asked.facts, "x", {.offset = 9, .limit = 9}).tables[1].second.row_count() == 0);
  CHECK_THROWS_AS(static_cast<void>(page_entity(asked.facts, "secret", {})), Error);
  CHECK_THROWS_AS(static_cast<void>(page_entity(asked.facts, "nobody", {})), Error);
}

TEST_CASE("page queries: what rests on a source, and the moves of a cell, a year or a person") {
  const Asked asked;
  CHECK(page_source(asked.facts, "s1", {}).tables[1].second.column("from_id").texts() == Texts{"bo"});
  CHECK_THROWS_AS(static_cast<void>(page_source(asked.facts, "s2", {})), Error);
  PageMovesQuery moves(asked.selected);
  const auto rows = [&](const PageMoves& which) { return moves.find(which, {}).total; };
  CHECK(rows({}) == 2);  // what was left and what was entered
  CHECK(rows({.from = "x", .to = "y"}) == 2);
  CHECK(rows({.from = "y", .to = "x"}) == 0);
  CHECK(rows({.person = "bo"}) == 0);
  CHECK(rows({.year = 1999}) == 0);
  CHECK_THROWS_AS(static_cast<void>(rows({.by = "planet"})), Error);
}

}  // namespace
}  // namespace renmai
