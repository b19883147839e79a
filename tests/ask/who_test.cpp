// SPDX-License-Identifier: Apache-2.0
#include "ask/who.hpp"

#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

TEST_CASE("who shows every relation of a person in the order of time, undated last") {
  const Selected selected(talent(), selection_of_everything());
  const Table table = who(selected, entity(talent(), "p_song"));
  CHECK(lines(table, {"id", "relation", "direction", "other_id", "relation_kind", "start", "end", "status"}) ==
        Lines{"p_song|R089|in|p_palomar|mentorship||2015|actual", "p_song|R087|out|u_zju|study||[..2015]|actual",
              "p_song|R088|out|u_hkust|study||2015|actual",
              "p_song|R092|out|c_deepseek|employment|[2015..2025-01]|..|actual",
              "p_song|R093|out|o_r1|contributed_to||[..2025-01]|actual"});
  CHECK(table.column("name").cell(0) == "Song Junxiao");
  CHECK(table.column("after").cell(2) == "R087");
  CHECK(stamp_value(table, "aliases") == "宋俊暁; ソン・ジュンシャオ; ソン氏");
}

TEST_CASE("who keeps to the selection") {
  const Selected selected(talent(), {});
  CHECK(lines(who(selected, entity(talent(), "p_song")), {"relation"}) == Lines{"R089", "R087", "R088", "R092"});
}

TEST_CASE("who answers for all names of an organisation at once") {
  const Selected selected(talent(), selection_of_everything());
  const Table table = who(selected, entity(talent(), "c_magicsquare"));
  CHECK(table.row_count() == 37);  // 35, the rename itself and one not_same_as
  CHECK(table.column("id").cell(0) == "c_deepseek");
  CHECK(stamp_value(table, "also_named") == "Magic Square AI");
  const auto rows = lines(table, {"relation", "direction", "other_id", "named_as"});
  CHECK(std::count(rows.begin(), rows.end(), "R009|out|p_zheng|Magic Square AI") == 1);
  CHECK(std::count(rows.begin(), rows.end(), "R011|self|c_magicsquare|Magic Square AI") == 1);
}

TEST_CASE("an entity without relations has one row") {
  const Selected selected(talent(), {});
  const Table table = who(selected, entity(talent(), "pl_india"));
  CHECK(lines(table, {"id", "name", "kind", "relation", "confidence"}) == Lines{"pl_india|India|region||"});
  CHECK(stamp_value(table, "level") == "country");
}

TEST_CASE("equal facts of two sources are two rows of evidence") {
  const Selected selected(talent(), {});
  const auto rows = lines(who(selected, entity(talent(), "p_liang")), {"relation"});
  CHECK(std::count(rows.begin(), rows.end(), "R094") == 1);
  CHECK(std::count(rows.begin(), rows.end(), "R132") == 1);
}

TEST_CASE("a redacted entity is hidden on both sides") {
  Data data;
  data.company("c").person("p", "redacted").person("q");
  data.relation({.id = "1", .from = "p", .kind = "employment", .to = "c", .role = "secret", .locator = "page 3"});
  data.relation({.id = "2", .from = "q", .kind = "employment", .to = "c", .role = "clerk"});
  const Records records = data.records();
  const Selected selected(records, {});
  const Table own = who(selected, entity(records, "p"));
  CHECK(lines(own, {"id", "name", "kind", "relation"}) == Lines{"|(redacted)|person|"});
  CHECK(lines(who(selected, entity(records, "c")), {"other", "other_id", "role", "locator", "other_flags"}) ==
        Lines{"(redacted)||||redacted", "q|q|clerk||"});
}
