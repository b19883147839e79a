// SPDX-License-Identifier: Apache-2.0
#include "ask/facts.hpp"

#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

TEST_CASE("facts stand in the order of time, with what several sources say joined") {
  Data data;
  data.person("a").person("b").company("x");
  data.source({.id = "s1", .published = "2020"}).source({.id = "s2", .published = "2021"});
  data.relation({.id = "1", .from = "b", .kind = "employment", .to = "x"});
  data.relation({.id = "2", .from = "a", .kind = "employment", .to = "x", .start = "2012", .source = "s1"});
  data.relation({.id = "3", .from = "a", .kind = "employment", .to = "x", .start = "2012", .source = "s2"});
  data.relation({.id = "4", .from = "b", .kind = "study", .to = "x", .start = "2010"});
  const Records records = data.records();
  const Table table = facts(Selected(records, {}));
  CHECK(lines(table, {"relation", "from", "kind", "sources", "source_count", "also"}) ==
        Lines{"4|b|study||0|", "2|a|employment|s1; s2|2|3", "1|b|employment||0|"});
}

TEST_CASE("facts are counted by columns, most first") {
  const Table table = facts(Selected(talent(), {}));
  const Table counts = count_by(table, {"kind"});
  std::int64_t sum = 0;
  for (const std::int64_t count : counts.column("facts").integers()) sum += count;
  CHECK(sum == static_cast<std::int64_t>(table.row_count()));
  CHECK(lines(counts.head(1), {"kind", "facts"}) == Lines{"employment|21"});
  CHECK(counts.stamp == table.stamp);
}

TEST_CASE("a redacted end of a fact shows neither name, id nor role") {
  Data data;
  data.person("a").person("secret", "redacted").company("x");
  data.relation({.id = "1", .from = "secret", .kind = "employment", .to = "x", .role = "chief"});
  const Records records = data.records();
  CHECK(lines(facts(Selected(records, {})), {"from", "from_id", "role", "to"}) == Lines{"(redacted)|||x"});
}
