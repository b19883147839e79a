// SPDX-License-Identifier: Apache-2.0
#include "pass/career_shape.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "movers.hpp"

namespace renmai {
namespace {

TEST_CASE("career shape: distinct subsequences, against listing them all") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    std::vector<Group> sequence;
    for (std::uint64_t k = 0; k < random.below(9); ++k) sequence.push_back(static_cast<Group>(random.below(4)));
    std::set<std::vector<Group>> all{{}};
    for (const Group group : sequence) {
      std::set<std::vector<Group>> longer = all;
      for (std::vector<Group> one : all) {
        one.push_back(group);
        longer.insert(one);
      }
      all = longer;
    }
    CHECK(distinct_subsequences(sequence) == static_cast<double>(all.size()));
  }
}

TEST_CASE("career shape: four years, two elsewhere, four more, worked by hand") {
  auto fixture = test::countries(2);
  fixture.entity("p", "person").entity("q", "person");
  fixture.relation("p", "employment", "org A", "2000-01-01", "2004-01-01")
      .relation("p", "employment", "org B", "2004-01-01", "2006-01-01");
  fixture.relation("p", "employment", "org A", "2006-01-01", "2010-01-01");
  fixture.relation("q", "employment", "org A", "2000-01-01", "2003-01-01");
  const Records records = fixture.finish();
  const Table table = career_shape(Selected(records, {.default_traits = trait_affiliation | trait_transfer}));
  CHECK(table.column("person").texts() == std::vector<std::string>{"p", "q"});
  CHECK(table.column("years").integers() == std::vector<std::int64_t>{10, 3});
  CHECK(table.column("moves").integers() == std::vector<std::int64_t>{2, 0});
  const double entropy = -(0.8 * std::log(0.8) + 0.2 * std::log(0.2));
  CHECK(table.column("entropy").reals()[0] == doctest::Approx(entropy));
  CHECK(table.column("complexity").reals()[0] == doctest::Approx(std::sqrt(2.0 / 9 * entropy / std::log(2))));
  // A B A has 7 subsequences; spells of 4, 2 and 4 years: variance 8/9, at most 2 (1 - 10/3)^2.
  CHECK(table.column("turbulence").reals()[0] == doctest::Approx(std::log2(7 * (2 * 49.0 / 9 + 1) / (8.0 / 9 + 1))));
  CHECK(table.column("turbulence").reals()[1] == doctest::Approx(1));
}

}  // namespace
}  // namespace renmai
