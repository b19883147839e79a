// SPDX-License-Identifier: Apache-2.0
#include "ask/entities.hpp"

#include "talent.hpp"

using namespace renmai;
using namespace renmai::test;

TEST_CASE("entities by kind, by flag, and those without a fact") {
  Data data;
  data.person("a").person("b", "pseudonym").person("secret", "redacted").company("x").company("y", "x");
  data.relation({.id = "1", .from = "a", .kind = "employment", .to = "y"});
  const Records records = data.records();
  const Selected selected(records, {});
  CHECK(lines(entities(selected), {"id", "name", "facts", "flags", "part_of"}) ==
        Lines{"a|a|1||", "b|b|0|pseudonym|", "|(redacted)|0|redacted|", "x|x|0||", "y|y|1||x"});
  CHECK(lines(entities(selected, {.kind = "company"}), {"id"}) == Lines{"x", "y"});
  CHECK(lines(entities(selected, {.flag = flag_pseudonym}), {"id"}) == Lines{"b"});
  CHECK(lines(entities(selected, {.kind = "company", .isolated = true}), {"id"}) == Lines{"x"});
}

TEST_CASE("an old name is no entity of its own, but an alias") {
  const Table table = entities(Selected(talent(), {}), {.kind = "company"});
  const auto rows = lines(table, {"id", "aliases"});
  CHECK(std::none_of(rows.begin(), rows.end(), [](const auto& row) { return row.starts_with("c_magicsquare"); }));
  CHECK(std::any_of(rows.begin(), rows.end(), [](const auto& row) {
    return row.starts_with("c_deepseek") && row.find("Magic Square AI") != std::string::npos;
  }));
}
