// SPDX-License-Identifier: Apache-2.0
#include "ask/near.hpp"

#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

TEST_CASE("what is within two hops of Pan") {
  const Selected selected(talent(), {});
  const Projection projection = project(selected);
  const Table table = near(selected, projection, entity(talent(), "p_pan"), 2);
  const auto rows = lines(table, {"step", "id", "via_id", "relation", "relation_kind", "direction"});
  REQUIRE(rows.size() == 9);
  CHECK(rows[0] == "1|c_deepseek|p_pan|R085|employment|out");
  CHECK(rows[1] == "1|c_nvidia|p_pan|R080|internship|out");
  CHECK(rows[2] == "1|p_yu|p_pan|R081|mentorship|in");
  CHECK(rows[3] == "2|p_liang|c_deepseek|R055|leadership|in");
  CHECK(near(selected, projection, entity(talent(), "p_pan"), 1).row_count() == 3);
  CHECK(near(selected, projection, entity(talent(), "p_pan"), 0).row_count() == 0);
  CHECK(stamp_value(table, "hops") == "2");
}

TEST_CASE("near follows the direction of a directed graph") {
  Data data;
  data.person("a").person("b").person("c");
  data.relation({.id = "1", .from = "a", .kind = "mentorship", .to = "b"});
  data.relation({.id = "2", .from = "b", .kind = "mentorship", .to = "c"});
  const Records records = data.records();
  const Selected selected(records, {});
  Grouping grouping;
  grouping.directed = true;
  const Projection projection = project(selected, grouping);
  CHECK(lines(near(selected, projection, entity(records, "b"), 5), {"step", "id"}) == Lines{"1|c"});
}

TEST_CASE("near finds a rolled up unit by its organisation, and an old name by the new one") {
  const Selected selected(talent(), {});
  Grouping grouping;
  grouping.roll_up = RollUp::top;
  const Projection projection = project(selected, grouping);
  CHECK(lines(near(selected, projection, entity(talent(), "l_hw_crd"), 1), {"id", "relation"}) ==
        Lines{"p_liaobo|R053", "p_zheng|R044"});
  CHECK(lines(near(selected, projection, entity(talent(), "c_magicsquare"), 1), {"id"}) ==
        lines(near(selected, projection, entity(talent(), "c_deepseek"), 1), {"id"}));
}

TEST_CASE("in a graph of stated moves what is near are origins and destinations") {
  Data data;
  data.person("p").company("a").company("b").company("c");
  data.relation({.id = "1", .from = "p", .kind = "transfer", .to = "b", .from_place = "a"});
  data.relation({.id = "2", .from = "p", .kind = "transfer", .to = "c", .from_place = "b"});
  data.relation({.id = "3", .from = "p", .kind = "transfer", .to = "c"});  // from nobody knows where
  const Records records = data.records();
  Selection selection;
  selection.kinds = {"transfer"};
  const Selected selected(records, selection);
  const Projection projection = project(selected, {.edges = EdgesOf::moves});
  CHECK(projection.graph.vertex_count() == 3);
  CHECK(lines(near(selected, projection, entity(records, "b"), 1), {"id", "relation", "direction"}) ==
        Lines{"a|1|in", "c|2|out"});
}
