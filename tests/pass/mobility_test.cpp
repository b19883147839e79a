// SPDX-License-Identifier: Apache-2.0
#include "pass/mobility.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "movers.hpp"
#include "pass/flow/matrix.hpp"

namespace renmai {
namespace {

double measure(const Table& table, std::string_view name) {
  const auto names = table.column("measure").texts();
  for (std::size_t row = 0; row < names.size(); ++row) {
    if (names[row] == name) return table.column("value").reals()[row];
  }
  FAIL("no such measure");
  return 0;
}

Selection flow_selection() {
  return {.default_traits = trait_affiliation | trait_study | trait_residence | trait_transfer};
}

TEST_CASE("mobility: the figures of a matrix worked by hand") {
  const Records records = test::movers(test::example_matrix());
  const Table table = mobility(Selected(records, flow_selection()));
  // 69 moves. In: 15 18 26 10, out: 22 15 18 14, so nets -7 3 8 -4: 22 in all. Each person is at risk for ten years.
  const double years = 69 * (10 * 365.25 + 0.5) / 365.25;
  CHECK(measure(table, "moves") == 69);
  CHECK(measure(table, "groups") == 4);
  CHECK(measure(table, "person-years at home") == doctest::Approx(years).epsilon(1e-3));
  CHECK(measure(table, "crude intensity (CMI)") == doctest::Approx(100 * 69 / years).epsilon(1e-3));
  CHECK(measure(table, "Courgeau's k") == doctest::Approx(measure(table, "crude intensity (CMI)") / std::log(16)));
  CHECK(measure(table, "effectiveness (MEI)") == doctest::Approx(100.0 * 22 / 138));
  // R 4.2.2, by the formulas of migest's index_impact and index_connectivity: 15.94203 and 0.2536232.
  CHECK(measure(table, "effectiveness (MEI)") == doctest::Approx(15.94203).epsilon(1e-6));
  CHECK(measure(table, "connectivity") == 1);
  // numpy: abs(v[:,None]-v[None,:]).sum()/(2*n*n*v.mean()) over the twelve pairs, and 0.5*abs(v/v.sum()-1/12).sum()
  CHECK(measure(table, "Gini of pairs, zeros in") == doctest::Approx(0.33454106280193235));
  CHECK(measure(table, "Gini of pairs, zeros in, over n (n - 1)") == doctest::Approx(0.36495388669301715));
  CHECK(measure(table, "inequality") == doctest::Approx(0.2536231884057971));
}

TEST_CASE("mobility: ANMR = CMI * MEI / 100") {
  for (const test::Matrix& matrix : {test::example_matrix(), test::Matrix{{0, 3, 0}, {0, 0, 1}, {0, 0, 0}}}) {
    const Records records = test::movers(matrix);
    const Table table = mobility(Selected(records, flow_selection()));
    CHECK(measure(table, "aggregate net rate (ANMR)") ==
          doctest::Approx(measure(table, "crude intensity (CMI)") * measure(table, "effectiveness (MEI)") / 100));
  }
}

TEST_CASE("mobility: pairs without a move count where zeros are in, and nothing divided by 0 is 0") {
  const Records records = test::movers({{0, 3, 0}, {0, 0, 1}, {0, 0, 0}});
  const Table table = mobility(Selected(records, flow_selection()));
  CHECK(measure(table, "connectivity") == doctest::Approx(2.0 / 6));
  CHECK(measure(table, "Gini of pairs, zeros in") == doctest::Approx(gini({3, 1, 0, 0, 0, 0}, false)));
  CHECK(measure(table, "Gini of pairs, zeros out") == doctest::Approx(0.25));
  const Records none = test::movers({{0, 0}, {0, 0}});
  const Table empty = mobility(Selected(none, flow_selection()));
  CHECK(measure(empty, "moves") == 0);
  for (const char* name : {"crude intensity (CMI)", "effectiveness (MEI)", "inequality", "Gini of pairs, zeros in"})
    CHECK(std::isnan(measure(empty, name)));
}

TEST_CASE("gini: equal values 0, one that has all (n - 1) / n, and the other form") {
  CHECK(gini({5, 5, 5}, false) == doctest::Approx(0));
  CHECK(gini({0, 0, 0, 8}, false) == doctest::Approx(0.75));
  CHECK(gini({0, 0, 0, 8}, true) == doctest::Approx(1));
  CHECK(std::isnan(gini({}, false)));
  CHECK(std::isnan(gini({0, 0}, false)));
  CHECK(std::isnan(gini({3}, true)));
}

}  // namespace
}  // namespace renmai
