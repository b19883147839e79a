// SPDX-License-Identifier: Apache-2.0
#include "pass/corridors.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "movers.hpp"
#include "pass/flow/matrix.hpp"

namespace renmai {
namespace {

/// A column by "A>B".
std::map<std::string, double> by_pair(const Table& table, std::string_view column) {
  std::map<std::string, double> values;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    values[table.column("from_id").text(row) + ">" + table.column("to_id").text(row)] =
        table.column(column).number(row);
  }
  return values;
}

Table corridors_of(const Records& records, const FlowOptions& options = {}) {
  return corridors(Selected(records, {.default_traits = trait_affiliation | trait_transfer}), options);
}

void check_all(const std::map<std::string, double>& met, const std::vector<double>& expected) {
  REQUIRE(met.size() == expected.size());
  std::size_t k = 0;
  for (const auto& entry : met) {
    CAPTURE(entry.first);
    CHECK(entry.second == doctest::Approx(expected[k++]).epsilon(1e-6));
  }
}

TEST_CASE("corridors: quasi-independence, residuals, p and q as statsmodels and scipy give them") {
  // statsmodels 0.14: glm("m ~ C(o) + C(d)", the twelve pairs, Poisson); multipletests(method="fdr_bh"); scipy norm.sf.
  const Records records = test::movers(test::example_matrix());
  const Table table = corridors_of(records);
  check_all(by_pair(table, "expected"), {6.85567255, 11.51589205, 3.6284354, 4.48835713, 7.9931542, 2.51848867,
                                         6.86680907, 7.28011499, 3.85307593, 3.64483379, 3.86421245, 6.49095375});
  check_all(by_pair(table, "residual"), {1.96473314, -1.33074474, -0.32991415, 0.24150339, 0.35612615, -0.95684492,
                                         0.43243974, -1.2156819, 1.09373699, -0.86155529, -0.94834183, 1.37731994});
  check_all(by_pair(table, "p"), {0.04944513, 0.18327302, 0.74146483, 0.80916499, 0.72174609, 0.33864554, 0.66542184,
                                  0.22410612, 0.27407035, 0.38893228, 0.34295546, 0.16841335});
  check_all(by_pair(table, "q"), {0.58339842, 0.58339842, 0.80887073, 0.80916499, 0.80887073, 0.58339842, 0.80887073,
                                  0.58339842, 0.58339842, 0.58339842, 0.58339842, 0.58339842});
}

TEST_CASE("corridors: Poisson gravity as statsmodels gives it") {
  // glm("m ~ C(o) + C(d) + ld"), ld the logarithm of haversine kilometres, radius 6371.0088.
  const Records records = test::movers(
      test::example_matrix(), {{"31.23", "121.47"}, {"37.77", "-122.42"}, {"51.51", "-0.13"}, {"35.68", "139.69"}});
  const Table table = corridors_of(records, {.model = CorridorModel::gravity});
  check_all(by_pair(table, "expected"), {7.78539995, 11.95167943, 2.26292062, 5.37926537, 6.58588701, 3.03484761,
                                         7.39782864, 5.89993959, 4.70223177, 2.22290599, 4.31466046, 7.46243355});
  const Stamp& stamp = table.stamp;
  const auto exponent =
      std::find_if(stamp.begin(), stamp.end(), [](const auto& entry) { return entry.first == "exponent of distance"; });
  REQUIRE(exponent != stamp.end());
  CHECK(std::stod(exponent->second) == doctest::Approx(0.5511927199538931).epsilon(1e-5));
}

TEST_CASE("corridors: pairs without a move are listed on demand and always count in q") {
  const Records records = test::movers({{0, 6, 1}, {4, 0, 3}, {0, 5, 0}});
  CHECK(corridors_of(records).row_count() == 5);
  CHECK(corridors_of(records, {.zeros = true}).row_count() == 6);
}

TEST_CASE("corridors: margins that leave nothing to expect, and places without coordinates, are refused") {
  const Records all_into_one = test::movers({{0, 5, 0}, {0, 0, 0}, {0, 5, 0}});
  CHECK(corridors_of(all_into_one).row_count() == 2);  // the only table with these margins
  const Records one_in_all = test::movers({{0, 5, 1}, {5, 0, 0}, {1, 0, 0}});
  CHECK_THROWS_AS(corridors_of(one_in_all), Error);
  CHECK_THROWS_AS(corridors_of(one_in_all, {.model = CorridorModel::gravity}), Error);
}

}  // namespace
}  // namespace renmai
