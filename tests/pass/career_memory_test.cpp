// SPDX-License-Identifier: Apache-2.0
#include "pass/career_memory.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "movers.hpp"

namespace renmai {
namespace {

/// So many people for each path of three countries, two years in each.
Records walkers(const std::vector<std::pair<std::string, int>>& paths) {
  auto fixture = test::countries(3);
  int number = 0;
  for (const auto& [path, count] : paths) {
    for (int n = 0; n < count; ++n) {
      const std::string id = "p" + std::to_string(++number);
      fixture.entity(id, "person");
      for (std::size_t k = 0; k < path.size(); ++k) {
        const auto year = 2000 + 2 * static_cast<int>(k);
        fixture.relation(id, "employment", std::string("org ") + path[k], std::to_string(year) + "-01-01",
                         std::to_string(year + 2) + "-01-01");
      }
    }
  }
  return fixture.finish();
}

std::vector<double> values(const Records& records) {
  return career_memory(Selected(records, {.default_traits = trait_affiliation | trait_transfer}))
      .column("value")
      .reals();
}

TEST_CASE("career memory: the ratio, its freedom and p as worked in Python with scipy 1.16") {
  const Records records = walkers({{"ABC", 6}, {"ABA", 2}, {"CBA", 5}, {"CBC", 1}, {"BAB", 3}, {"BAC", 4}, {"CAB", 2}});
  const std::vector<double> met = values(records);
  CHECK(met[0] == 23);
  CHECK(met[1] == 7);
  CHECK(met[2] == 6);
  CHECK(met[3] == doctest::Approx(7.808619148327097));
  CHECK(met[4] == 2);
  CHECK(met[5] == doctest::Approx(0.02015486512821913));
}

TEST_CASE("career memory: none where the origin tells nothing, undefined without a choice") {
  const std::vector<double> met = values(walkers({{"ABA", 4}, {"ABC", 4}, {"CBA", 4}, {"CBC", 4}}));
  CHECK(met[3] == doctest::Approx(0));
  CHECK(met[5] == doctest::Approx(1));
  CHECK(std::isnan(values(walkers({{"ABC", 4}}))[5]));
}

}  // namespace
}  // namespace renmai
