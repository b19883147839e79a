// SPDX-License-Identifier: Apache-2.0
#include "pass/returns.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "movers.hpp"

namespace renmai {
namespace {

struct Leaving {
  int days;
  bool returned;
};

/// People who leave A for B on 2005-01-01, and come back or are lost from sight so many days later.
Records leavers(const std::vector<Leaving>& leavings) {
  auto fixture = test::countries(2);
  int number = 0;
  for (const Leaving& leaving : leavings) {
    const std::string id = "p" + std::to_string(++number);
    const std::string end = format_day(day_from_civil(2005, 1, 1) + leaving.days);
    fixture.entity(id, "person");
    fixture.relation(id, "employment", "org A", "2000-01-01", "2005-01-01")
        .relation(id, "employment", "org B", "2005-01-01", end);
    if (leaving.returned) fixture.relation(id, "employment", "org A", end, "..");
  }
  return fixture.finish();
}

Table returns_of(const Records& records, FlowOptions options = {}) {
  options.backfill = 0;
  options.visit = 0;
  return returns(Selected(records, {.default_traits = trait_affiliation | trait_transfer}), options);
}

TEST_CASE("returns: the curve, its error and its interval as lifelines 0.30 gives them") {
  // KaplanMeierFitter().fit([100, 200, 200, 350, 400, 400, 900, 1000, 1000], [1, 1, 0, 1, 0, 1, 0, 1, 0])
  const Records records = leavers({{100, true},
                                   {200, true},
                                   {200, false},
                                   {350, true},
                                   {400, false},
                                   {400, true},
                                   {900, false},
                                   {1000, true},
                                   {1000, false}});
  const Table table = returns_of(records, {.from = "A"});
  CHECK(table.column("days").integers() == std::vector<std::int64_t>{100, 200, 350, 400, 1000});
  CHECK(table.column("at_risk").integers() == std::vector<std::int64_t>{9, 8, 6, 5, 2});
  CHECK(table.column("returned").integers() == std::vector<std::int64_t>{1, 1, 1, 1, 1});
  CHECK(table.column("censored").integers() == std::vector<std::int64_t>{0, 1, 0, 1, 2});
  const std::vector<double> away{0.888889, 0.777778, 0.648148, 0.518519, 0.259259};
  const std::vector<double> low{0.432965, 0.364751, 0.253175, 0.164067, 0.014767};
  const std::vector<double> high{0.983564, 0.939296, 0.872068, 0.787689, 0.649014};
  for (std::size_t k = 0; k < away.size(); ++k) {
    CAPTURE(k);
    CHECK(table.column("away").reals()[k] == doctest::Approx(away[k]).epsilon(1e-5));
    CHECK(table.column("low").reals()[k] == doctest::Approx(low[k]).epsilon(1e-4));
    CHECK(table.column("high").reals()[k] == doctest::Approx(high[k]).epsilon(1e-5));
  }
}

TEST_CASE("returns: cohorts by year of leaving, the last row of each its end") {
  const Records records = leavers({{100, true}, {300, false}});
  const Table table = returns_of(records, {.from = "A", .per = Period::year});
  CHECK(table.column("cohort").texts() == std::vector<std::string>{"2005", "2005"});
  CHECK(table.column("days").integers() == std::vector<std::int64_t>{100, 300});
  CHECK(table.column("away").reals()[1] == doctest::Approx(0.5));
}

TEST_CASE("returns: nobody away leaves no interval, an unknown group is refused") {
  const Records records = leavers({{100, true}});
  const Table table = returns_of(records, {.from = "A"});
  CHECK(table.column("away").reals()[0] == 0);
  CHECK(std::isnan(table.column("error").reals()[0]));
  CHECK_THROWS_AS(returns_of(records, {.from = "Atlantis"}), Error);
}

}  // namespace
}  // namespace renmai
