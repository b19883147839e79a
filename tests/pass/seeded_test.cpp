// SPDX-License-Identifier: Apache-2.0
#include "pass/seeded.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../support.hpp"

namespace renmai {
namespace {

TEST_CASE("seeded: who of a line came where, by any way of descent; circles end") {
  test::RecordsFixture f;
  for (const char* id : {"a", "b", "c", "d"}) f.entity(id, "person");
  f.entity("x", "company").entity("y", "company");
  f.relation("a", "mentorship", "b").relation("a", "mentorship", "c").relation("b", "mentorship", "d");
  f.relation("c", "mentorship", "d").relation("d", "mentorship", "b");
  f.relation("b", "employment", "x", "2001-01-01", "2005-01-01")
      .relation("b", "employment", "y", "2005-01-01", "2008-01-01")
      .relation("b", "employment", "x", "2008-01-01", "..");
  f.relation("d", "employment", "x", "1999-01-01", "..").relation("a", "employment", "y", "1990-01-01", "..");
  const Records records = f.finish();
  const Selected selected(records, {.default_traits = trait_affiliation | trait_mentorship});
  const Table table = seeded(selected);
  std::vector<std::string> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    std::string text;
    for (const char* name : {"mentor", "group", "descendants", "of", "nearest", "first", "names"})
      text += table.column(name).cell(row) + "|";
    rows.push_back(text);
  }
  CHECK(rows == std::vector<std::string>{"a|x|2|3|1|1999-01-01|b; d|", "c|x|2|2|1|1999-01-01|d; b|",
                                         "a|y|1|3|1|2005-01-01|b|", "b|x|1|1|1|1999-01-01|d|",
                                         "c|y|1|2|2|2005-01-01|b|", "d|x|1|1|1|2001-01-01|b|",
                                         "d|y|1|1|1|2005-01-01|b|"});
}

}  // namespace
}  // namespace renmai
