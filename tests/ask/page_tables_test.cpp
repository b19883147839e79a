// SPDX-License-Identifier: Apache-2.0
#include "ask/page_tables.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "../support.hpp"

namespace renmai {
namespace {

const Table& table_of(const PageTables& page, std::string_view name) {
  const auto found =
      std::find_if(page.tables.begin(), page.tables.end(), [&](const auto& one) { return one.first == name; });
  REQUIRE(found != page.tables.end());
  return found->second;
}

Records some_records() {
  test::RecordsFixture f;
  f.entity("ann", "person", {.name = "Ann Ó Súil", .aliases = "安"}).entity("bo", "person");
  f.entity("x", "company").entity("y", "company").entity("secret", "person", {.name = "Zz", .flags = "redacted"});
  f.relation("ann", "employment", "x", "2001", "2005").relation("ann", "employment", "y", "2006", "..");
  f.relation("bo", "employment", "x", "2001-05", "2003").relation("bo", "offer", "y", "2004", "2004");
  f.relation("secret", "employment", "x", "2001", "2005");
  return f.finish();
}

PageTables page_of(const Records& records, const PageOptions& options = {}) {
  const Selected everything(records, selection_of_everything());
  const Selected selected(records, {});
  return page_tables(everything, selected, project(selected), options);
}

TEST_CASE("page tables: facts with their bounds, the rows behind them, places and flows; nothing redacted") {
  const Records records = some_records();
  const PageTables page = page_of(records);
  CHECK(page.notes.empty());
  const Table& entities = table_of(page, "entities");
  CHECK(entities.row_count() == 4);
  const std::string keys = entities.column("keys").text(0);
  for (const std::string key : {"ann ó súil", "安"})
    CHECK(("\n" + keys + "\n").find("\n" + key + "\n") != std::string::npos);
  const Table& facts = table_of(page, "facts");
  REQUIRE(facts.row_count() == 4);
  for (std::size_t row = 0; row < facts.row_count(); ++row) {
    CHECK(facts.column("from_id").text(row) != "");
    CHECK((facts.column("usual").integers()[row] == 1) == (facts.column("kind").text(row) == "employment"));
    CHECK(table_of(page, "rows").column("relation").text(row) == facts.column("relation").text(row));
    CHECK(table_of(page, "rows").column("fact").integers()[row] == static_cast<std::int64_t>(row));
  }
  const auto starts = facts.column("start").texts();
  const auto at = static_cast<std::size_t>(std::find(starts.begin(), starts.end(), "2001-05") - starts.begin());
  REQUIRE(at < starts.size());
  CHECK(facts.column("first").text(at) == "2001-05-01");
  CHECK(facts.column("sure_first").text(at) == "2001-05-31");
  CHECK(table_of(page, "places").row_count() == 4);
  CHECK(table_of(page, "flow_organisation").row_count() == 1);
  CHECK(table_of(page, "flow_organisation_why").row_count() == 2);
  for (const auto& [key, table] : page.tables) {
    const std::string& name = key;
    for (const Column& column : table.columns()) {
      for (std::size_t row = 0; row < column.size(); ++row) {
        CAPTURE(name);
        CHECK(column.cell(row).find("secret") == std::string::npos);
        CHECK(column.cell(row) != "Zz");
      }
    }
  }
}

TEST_CASE("page tables: of more vertices than asked for the most connected are placed, and that is told") {
  const Records records = some_records();
  const PageTables page = page_of(records, {.max_vertices = 2});
  CHECK(table_of(page, "places").column("id").texts() == std::vector<std::string>{"ann", "x"});
  REQUIRE(page.notes.size() == 1);
  CHECK(page.notes[0] == "The graph shows the 2 most connected; 2 more are found by the search alone.");
}

}  // namespace
}  // namespace renmai
