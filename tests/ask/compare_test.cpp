// SPDX-License-Identifier: Apache-2.0
#include "ask/compare.hpp"

#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

namespace {

Records data() {
  Data data;
  data.person("p").person("q").company("a").company("b").company("c");
  data.relation({.id = "1", .from = "p", .kind = "employment", .to = "a", .start = "2001-01-01", .end = "2003-01-01"});
  data.relation({.id = "2", .from = "p", .kind = "employment", .to = "b", .start = "2003-01-01", .end = "2009-01-01"});
  data.relation({.id = "3",
                 .from = "q",
                 .kind = "internship",
                 .to = "b",
                 .start = "2004-01-01",
                 .end = "2005-01-01",
                 .confidence = "0.75"});
  data.relation({.id = "4", .from = "q", .kind = "employment", .to = "c", .start = "2006-01-01", .end = "2007-01-01"});
  return data.records();
}

}  // namespace

TEST_CASE("compare: two people by their facts and whom they share") {
  const Records records = data();
  const Selected selected(records, {});
  const Table table = compare({selected, entity(records, "p")}, {selected, entity(records, "q")});
  CHECK(lines(table, {"measure", "a", "b", "both"}) ==
        std::vector<std::string>{"facts|2|2|", "facts: employment|2|1|", "facts: internship|0|1|", "sources|0|0|0",
                                 "others: organisation|2|2|1", "shared|||0.3333333333333333", "first year|2001|2004|",
                                 "last year|2009|2007|", "mean confidence|1|0.875|"});
}

TEST_CASE("compare: one dataset at two dates") {
  const Records records = data();
  Selection then;
  then.at = "2002";
  Selection later;
  later.at = "2004-06";
  const Selected a(records, then);
  const Selected b(records, later);
  const Table table = compare({a}, {b});
  CHECK(lines(table, {"measure", "a", "b", "both"})[0] == "facts|1|2|");
  CHECK(table.stamp[0].second == "2002");
}
