// SPDX-License-Identifier: Apache-2.0
#include "pass/backbone.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

using Pair = std::pair<Vertex, Vertex>;

Graph example(bool directed = true) {
  return oracle::as_written(5, {{0, 1, 9}, {0, 2, 2}, {0, 3, 1}, {1, 2, 4}, {2, 3, 7}, {3, 4, 1}, {4, 0, 3}, {1, 4, 2}},
                            directed, true);
}

std::map<Pair, double> p_of(const Graph& graph, BackboneMethod method) {
  const Table table = backbone(graph, {.method = method, .all = true});
  std::map<Pair, double> found;
  for (std::size_t row = 0; row < table.row_count(); ++row)
    found[{table.column("from").vertices()[row], table.column("to").vertices()[row]}] = table.column("p").reals()[row];
  return found;
}

TEST_CASE("backbone: disparity, worked with pandas") {
  const auto met = p_of(example(), BackboneMethod::disparity);
  const std::map<Pair, double> expected{{{0, 1}, 0.0625},     {{0, 2}, 0.66666667}, {{0, 3}, 0.84027778},
                                        {{1, 2}, 0.33333333}, {{2, 3}, 0.125},      {{3, 4}, 0.66666667},
                                        {{4, 0}, 1},          {{1, 4}, 0.33333333}};
  REQUIRE(met.size() == expected.size());
  for (const auto& entry : expected) CHECK(met.at(entry.first) == doctest::Approx(entry.second).epsilon(1e-7));
}

TEST_CASE("backbone: noise-corrected, by the formulas of the paper's program and scipy's normal tail") {
  const auto met = p_of(example(), BackboneMethod::noise_corrected);
  CHECK(met.at({0, 2}) == doctest::Approx(0.7093422).epsilon(1e-6));
  CHECK(met.at({0, 3}) == doctest::Approx(0.89935502).epsilon(1e-6));
  for (const Pair& pair : {Pair{0, 1}, Pair{1, 2}, Pair{2, 3}, Pair{3, 4}, Pair{4, 0}, Pair{1, 4}})
    CHECK(met.at(pair) < 1e-7);
}

TEST_CASE("backbone: keeps what is below the level, an undirected edge by its better end") {
  CHECK(backbone(example(), {.level = 0.2}).row_count() == 2);
  const auto both = p_of(example(false), BackboneMethod::disparity);
  CHECK(both.at({2, 3}) == doctest::Approx(std::min(std::pow(1 - 7.0 / 13, 2), std::pow(1 - 7.0 / 9, 2))));
  CHECK(backbone(oracle::star(6), {.level = 0.4}).row_count() == 0);  // (5 / 6)^5 is more
  CHECK_THROWS_AS(backbone(oracle::as_written(2, {{0, 1, -1}}, true, true)), Error);
}

}  // namespace
}  // namespace renmai
