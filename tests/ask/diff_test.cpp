// SPDX-License-Identifier: Apache-2.0
#include "ask/diff.hpp"

#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

namespace {

Records data(bool later) {
  Data data;
  data.entity({.id = "A", .kind = "place", .name = "A", .level = "country"})
      .entity({.id = "B", .kind = "place", .name = "B", .level = "country"});
  data.entity({.id = "a", .kind = "company", .name = later ? "A Inc" : "A Ltd", .place = "A"});
  data.entity({.id = "b", .kind = "company", .name = "b", .place = "B"});
  data.person("p");
  if (later) data.person("q");
  data.entity({.id = "h", .kind = "person", .name = "Hidden", .flags = "redacted"});
  data.relation({.id = "1",
                 .from = "p",
                 .kind = "employment",
                 .to = "a",
                 .start = "2000-01-01",
                 .end = later ? "2006-01-01" : "2005-01-01"});
  if (later)
    data.relation(
        {.id = "2", .from = "p", .kind = "employment", .to = "b", .start = "2006-01-01", .end = "2010-01-01"});
  if (!later) data.relation({.id = "3", .from = "h", .kind = "employment", .to = "b", .start = "2001"});
  return data.records();
}

}  // namespace

TEST_CASE("diff: entities, relations, moves and ranks of two datasets") {
  const Records old_data = data(false);
  const Records new_data = data(true);
  const Table table = diff(Selected(old_data, {}), Selected(new_data, {}));
  CHECK(lines(table, {"what", "change", "id", "field", "before", "after"}) ==
        std::vector<std::string>{"entity|changed|a|name|A Ltd|A Inc", "entity|added|q|||",
                                 "relation|changed|1|end|2005-01-01|2006-01-01", "relation|added|2|||",
                                 "move|added|p: A > B 2006-01-01|||", "rank|changed|a|rank|1|2",
                                 "rank|changed|b|rank|1|2"});
  CHECK(diff(Selected(old_data, {}), Selected(old_data, {})).row_count() == 0);
}

TEST_CASE("diff: one dataset at two dates has the relations that hold at one of them alone") {
  const Records records = data(true);
  Selection before;
  before.at = "2003";
  Selection after;
  after.at = "2008";
  const Table table = diff(Selected(records, before), Selected(records, after));
  CHECK(lines(table, {"what", "change", "id"}) == std::vector<std::string>{"relation|removed|1", "relation|added|2"});
}
