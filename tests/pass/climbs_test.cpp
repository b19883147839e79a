// SPDX-License-Identifier: Apache-2.0
#include "pass/climbs.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "movers.hpp"

namespace renmai {
namespace {

const Selection affiliations{.default_traits = trait_affiliation | trait_transfer};

TEST_CASE("climbs: the temperature is the most likely one") {
  // By hand ln(3) / 2 for one step of one rank taken down three times and up once.
  using Steps = std::vector<std::pair<double, double>>;
  CHECK(inverse_temperature(Steps{{1, 3}, {-1, 1}}) == doctest::Approx(std::log(3.0) / 2));
  CHECK(inverse_temperature(Steps{{1, 1}, {-1, 1}}) == 0);
  CHECK(std::isinf(inverse_temperature(Steps{{1, 2}, {0.5, 1}})));
  const double beta = inverse_temperature(Steps{{1, 4}, {2, 3}, {-0.5, 2}, {-1.5, 1}});
  const auto likelihood = [](double b) {
    double sum = 0;
    for (const auto& [fall, weight] : Steps{{1, 4}, {2, 3}, {-0.5, 2}, {-1.5, 1}})
      sum -= weight * std::log1p(std::exp(-2 * b * fall));
    return sum;
  };
  CHECK(likelihood(beta) > likelihood(beta * 1.01));
  CHECK(likelihood(beta) > likelihood(beta * 0.99));
}

TEST_CASE("climbs: ups and downs of each corridor add up, and follow the ranks") {
  const Records records = test::movers(test::example_matrix());
  const Selected selected(records, affiliations);
  const Table table = climbs(selected, {.samples = 50});
  std::int64_t all = 0;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto moves = table.column("moves").integers()[row];
    const auto up = table.column("up").integers()[row];
    const auto down = table.column("down").integers()[row];
    all += moves;
    CHECK(up + down == moves);  // one organisation a country: a corridor goes one way
    CHECK((up == 0 || down == 0));
    CHECK(table.column("share_up").reals()[row] == (up > 0 ? 1 : 0));
    const double p = table.column("p").reals()[row];
    CHECK(p > 0);
    CHECK(p <= 1);
  }
  CHECK(all == 69);
  // numpy 2.4 on the same matrix: ranks A 0.113768, D 0.093285, B -0.075604, C -0.131449, so 26 of the 69 moves go up;
  // scipy 1.17, minimize_scalar over beta: 1.0167432.
  std::int64_t ups = 0;
  for (const auto up : table.column("up").integers()) ups += up;
  CHECK(ups == 26);
  for (const auto& [key, value] : table.stamp) {
    if (key == "temperature") CHECK(std::stod(value) == doctest::Approx(0.983532544).epsilon(1e-6));
  }
  const auto direction = [&](const std::string& from, const std::string& to) {
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      if (table.column("from").text(row) == from && table.column("to").text(row) == to)
        return table.column("up").integers()[row] > 0;
    }
    return false;
  };
  for (const auto& [high, low] : {std::pair("A", "B"), {"A", "C"}, {"D", "C"}, {"B", "C"}}) {
    CHECK_FALSE(direction(high, low));
    CHECK(direction(low, high));
  }
}

TEST_CASE("climbs: the same draws for one seed, others for another; without draws no chance is told") {
  const Records records = test::movers(test::example_matrix());
  const Selected selected(records, affiliations);
  const auto expected = [&](std::uint64_t seed) {
    FlowOptions options;
    options.samples = 20;
    options.seed = seed;
    return climbs(selected, options).column("expected").reals();
  };
  CHECK(expected(1) == expected(1));
  CHECK(expected(1) != expected(2));
  CHECK(std::isnan(climbs(selected, {.samples = 0}).column("expected").reals()[0]));
  FlowOptions wrong;
  wrong.among = GroupBy::kind;
  CHECK_THROWS_AS(climbs(selected, wrong), Error);
}

}  // namespace
}  // namespace renmai
