// SPDX-License-Identifier: Apache-2.0
#include "pass/lift_outs.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "movers.hpp"

namespace renmai {
namespace {

TEST_CASE("lift-outs: enough people within the days of the first, stretches inside others left out") {
  auto fixture = test::countries(2);
  int number = 0;
  for (const std::string_view day : {"2005-01-01", "2005-03-01", "2005-05-01", "2005-09-01", "2012-01-01"}) {
    const std::string id = "p" + std::to_string(++number);
    fixture.entity(id, "person");
    fixture.relation(id, "employment", "org A", "2000-01-01", day).relation(id, "employment", "org B", day, "..");
  }
  const Records records = fixture.finish();
  const Selected selected(records, {.default_traits = trait_affiliation | trait_transfer});
  const Table table = lift_outs(selected, {.by = GroupBy::organisation});
  CHECK(table.column("persons").texts() == std::vector<std::string>{"p1; p2; p3"});
  CHECK(table.column("first").texts() == std::vector<std::string>{"2005-01-01"});
  CHECK(table.column("last").texts() == std::vector<std::string>{"2005-05-01"});
  const Table pairs = lift_outs(selected, {.by = GroupBy::organisation, .people = 2, .days = 184});
  CHECK(pairs.column("persons").texts() == std::vector<std::string>{"p1; p2; p3", "p2; p3; p4"});
  CHECK(lift_outs(selected, {.by = GroupBy::organisation, .days = 400}).column("people").integers() ==
        std::vector<std::int64_t>{4});
}

}  // namespace
}  // namespace renmai
