// SPDX-License-Identifier: Apache-2.0
#include "table/table.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "base/error.hpp"

using renmai::Column;
using renmai::ColumnType;
using renmai::Error;
using renmai::ErrorKind;
using renmai::Table;

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();

Table people() {
  Table table;
  table.add("name", std::vector<std::string>{"Li", "Ann", "", "Bo", "Ann"});
  table.add("moves", std::vector<std::int64_t>{3, Column::absent, 7, 3, 1}, "moves");
  table.add("score", std::vector<double>{0.5, 0.25, nan_value, 1e300, -2}, "probability");
  table.add("vertex", std::vector<std::uint32_t>{4, 3, renmai::no_vertex, 1, 0});
  table.stamp = {{"n", "5"}};
  return table;
}

std::vector<std::string> cells(const Table& table, const char* name) {
  std::vector<std::string> result;
  for (std::size_t row = 0; row < table.row_count(); ++row) result.push_back(table.column(name).cell(row));
  return result;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a column knows its type from its values") {
  const Table table = people();
  CHECK(table.column("name").type() == ColumnType::text);
  CHECK(table.column("moves").type() == ColumnType::integer);
  CHECK(table.column("score").type() == ColumnType::real);
  CHECK(table.column("vertex").type() == ColumnType::vertex);
  CHECK(table.column("score").unit == "probability");
  CHECK(table.row_count() == 5);
}

TEST_CASE("cells are shortest text and absent values are empty") {
  const Table table = people();
  CHECK(cells(table, "moves") == Words{"3", "", "7", "3", "1"});
  CHECK(cells(table, "score") == Words{"0.5", "0.25", "", "1e+300", "-2"});
  CHECK(cells(table, "vertex") == Words{"4", "3", "", "1", "0"});
}

TEST_CASE("cells as numbers are NaN for text and for absent values") {
  const Table table = people();
  CHECK(std::isnan(table.column("name").number(0)));
  CHECK(std::isnan(table.column("moves").number(1)));
  CHECK(std::isnan(table.column("vertex").number(2)));
  CHECK(table.column("moves").number(2) == 7);
  CHECK(table.column("score").number(3) == 1e300);
  CHECK(table.column("vertex").number(0) == 4);
}

TEST_CASE("a column of another length or of a name already there is our own mistake") {
  Table table = people();
  CHECK_THROWS_AS(table.add("short", std::vector<double>{1}), Error);
  CHECK_THROWS_AS(table.add("name", std::vector<double>(5)), Error);
  CHECK(table.columns().size() == 4);
}

TEST_CASE("rows are taken in the order given and may repeat") {
  const std::vector<std::size_t> rows{4, 0, 0};
  const Table taken = people().take(rows);
  CHECK(cells(taken, "name") == Words{"Ann", "Li", "Li"});
  CHECK(cells(taken, "vertex") == Words{"0", "4", "4"});
  CHECK(taken.stamp == people().stamp);
  CHECK(taken.column("moves").unit == "moves");
  CHECK(people().take({}).row_count() == 0);
  CHECK(people().take({}).columns().size() == 4);
}

TEST_CASE("head keeps the first rows and all of them for 0") {
  CHECK(cells(people().head(2), "name") == Words{"Li", "Ann"});
  CHECK(people().head(0).row_count() == 5);
  CHECK(people().head(99).row_count() == 5);
  CHECK(Table().head(3).row_count() == 0);
}

TEST_CASE("select keeps the named columns in the order named") {
  const Words names{"score", "name"};
  const Table chosen = people().select(names);
  REQUIRE(chosen.columns().size() == 2);
  CHECK(chosen.columns()[0].name == "score");
  CHECK(chosen.columns()[1].name == "name");
  CHECK(chosen.stamp == people().stamp);
  const Words twice{"name", "name"};
  CHECK_THROWS_AS((void)people().select(twice), Error);
}

TEST_CASE("an unknown column is a usage error that names the columns and the nearest one") {
  try {
    (void)people().column("scores");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(error.message() == "there is no column 'scores'; the columns are name, moves, score, vertex");
    CHECK(error.hint() == "did you mean 'score'?");
  }
  const Words names{"nmae"};
  const Words keys{"-nmae"};
  CHECK_THROWS_AS((void)people().select(names), Error);
  CHECK_THROWS_AS((void)people().sorted(keys), Error);
  CHECK_THROWS_AS((void)Table().column("x"), Error);
}

TEST_CASE("sorting puts absent values last both ways") {
  const Words up{"score"};
  const Words down{"-score"};
  CHECK(cells(people().sorted(up), "score") == Words{"-2", "0.25", "0.5", "1e+300", ""});
  CHECK(cells(people().sorted(down), "score") == Words{"1e+300", "0.5", "0.25", "-2", ""});
  const Words by_name{"-name"};
  CHECK(cells(people().sorted(by_name), "name") == Words{"Li", "Bo", "Ann", "Ann", ""});
  const Words by_moves{"-moves"};
  CHECK(cells(people().sorted(by_moves), "moves") == Words{"7", "3", "3", "1", ""});
  const Words by_vertex{"vertex"};
  CHECK(cells(people().sorted(by_vertex), "vertex") == Words{"0", "1", "3", "4", ""});
}

TEST_CASE("sorting by several keys is stable and honours each direction") {
  const Words keys{"-moves", "name"};
  CHECK(cells(people().sorted(keys), "name") == Words{"", "Bo", "Li", "Ann", "Ann"});
  const Words stable{"moves"};
  CHECK(cells(people().sorted(stable), "vertex") == Words{"0", "4", "1", "", "3"});
  CHECK(cells(people().sorted({}), "vertex") == cells(people(), "vertex"));
}
