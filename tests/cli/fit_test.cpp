// SPDX-License-Identifier: Apache-2.0
#include "cli/fit.hpp"

#include <string>
#include <vector>

using namespace renmai;
using namespace renmai::cli;

namespace {

Table three_columns() {
  Table table;
  table.add("name", std::vector<std::string>{"a name of many letters"});
  table.add("count", std::vector<std::int64_t>{12345});
  table.add("note", std::vector<std::string>{"x"});
  return table;
}

}  // namespace

TEST_CASE("text is cut to a readable width before a column is left out, numbers never") {
  // Rules and blanks: 1 + 3 a column; the columns need 12, 5 and 4.
  const Table table = three_columns();
  CHECK(fitting_columns(table, 31) == 3);
  CHECK(fitting_columns(table, 30) == 2);
  CHECK(fitting_columns(table, 24) == 2);
  CHECK(fitting_columns(table, 23) == 1);
}

TEST_CASE("one column is always left") { CHECK(fitting_columns(three_columns(), 1) == 1); }

TEST_CASE("the first columns keep rows and stamp") {
  Table table = three_columns();
  table.stamp = {{"n", "1"}};
  const Table narrow = first_columns(table, 2);
  CHECK(narrow.columns().size() == 2);
  CHECK(narrow.row_count() == 1);
  CHECK(narrow.stamp == table.stamp);
}

TEST_CASE("a box takes those of its columns that the table has; all if it names none") {
  const Table table = three_columns();
  const std::vector<std::string> names{"note", "absent", "name"};
  const Table part = box_part(table, names);
  REQUIRE(part.columns().size() == 2);
  CHECK(part.columns()[0].name == "note");
  CHECK(box_part(table, {}).columns().size() == 3);
}
