// SPDX-License-Identifier: Apache-2.0
#include "records/stated_order.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "support.hpp"

namespace renmai {
namespace {

TEST_CASE("stated order: what Selected::follows says of all pairs, on random data") {
  std::size_t following = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    test::RecordsFixture f;
    f.entity("p", "person").entity("q", "person");
    for (const char* source : {"s0", "s1"}) f.builder.add_source({.id = source, .title = "t"}, {});
    const std::size_t count = 2 + random.below(seed % 4 == 0 ? 150 : 12);
    for (std::size_t i = 0; i < count; ++i) {
      const std::string org = "c" + std::to_string(i);
      f.entity(org, "company");
      std::string after;
      for (std::uint64_t k = random.below(3); k > 0 && i > 0; --k) after += "R" + std::to_string(random.below(i)) + ";";
      const std::string person = random.below(3) == 0 ? "q" : "p";
      f.relation(person, "employment", org, "", "", {.id = "R" + std::to_string(i), .after = after, .source = "s0"});
      if (random.below(4) == 0)  // the same of another source, with no order of its own
        f.relation(person, "employment", org, "", "", {.id = "S" + std::to_string(i), .source = "s1"});
    }
    const Records records = f.finish();
    const Selected selected(records, {});
    StatedOrder order;
    for (const std::string_view person : {"p", "q", "p"}) {
      std::vector<Fact> facts;
      for (Fact fact = 0; fact < selected.fact_count(); ++fact) {
        if (records.entity_id(selected.from(fact)) == person) facts.push_back(fact);
      }
      order.assign(selected, facts);
      for (std::uint32_t a = 0; a < facts.size(); ++a) {
        for (std::uint32_t b = 0; b < facts.size(); ++b) {
          const bool follows = selected.follows(facts[a], facts[b]);
          CHECK(order.follows(a, b) == follows);
          following += follows ? 1 : 0;
        }
      }
    }
  }
  CHECK(following > 1000);
}

}  // namespace
}  // namespace renmai
