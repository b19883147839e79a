// SPDX-License-Identifier: Apache-2.0
#include "pass/balance.hpp"

#include <doctest/doctest.h>

#include <numeric>

#include "movers.hpp"

namespace renmai {
namespace {

TEST_CASE("balance: in, out and net of a matrix, nets that sum to 0, rates per 1000 person-years") {
  const Records records = test::movers(test::example_matrix());
  const Table table = balance(Selected(records, {.default_traits = trait_affiliation | trait_transfer}));
  CHECK(table.column("id").texts() == std::vector<std::string>{"C", "B", "D", "A"});
  CHECK(table.column("in").integers() == std::vector<std::int64_t>{26, 18, 10, 15});
  CHECK(table.column("out").integers() == std::vector<std::int64_t>{18, 15, 14, 22});
  const auto& net = table.column("net").integers();
  CHECK(std::accumulate(net.begin(), net.end(), std::int64_t{0}) == 0);
  CHECK(table.column("effectiveness").reals()[0] == doctest::Approx(100.0 * 8 / 44));
  // Five years before each move out of C and five after each into it.
  const double years = table.column("person_years").reals()[0];
  CHECK(years == doctest::Approx((18 * 1827 + 26 * 1826) / 365.25));
  CHECK(table.column("net_rate").reals()[0] == doctest::Approx(1000 * 8 / years));
}

TEST_CASE("balance: a window cuts moves and time") {
  const Records records = test::movers({{0, 4}, {0, 0}});
  const Selected selected(records, {.default_traits = trait_affiliation | trait_transfer});
  const Table before = balance(selected, {.during = "2003/2004"});
  CHECK(before.column("in").integers() == std::vector<std::int64_t>{0});
  CHECK(before.column("person_years").reals()[0] == doctest::Approx(4 * 731 / 365.25));
  const Table after = balance(selected, {.during = "2005/2006"});
  CHECK(after.column("net").integers() == std::vector<std::int64_t>{4, -4});
}

}  // namespace
}  // namespace renmai
