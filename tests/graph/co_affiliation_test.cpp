// SPDX-License-Identifier: Apache-2.0
#include "graph/co_affiliation.hpp"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "../support.hpp"
#include "base/random.hpp"

namespace renmai {
namespace {

using Weights = std::map<std::pair<std::uint32_t, std::uint32_t>, double>;

/// Day after day.
Weights by_days(const std::vector<Presence>& all, std::int64_t days) {
  Weights weights;
  for (std::int64_t day = 0; day < days; ++day) {
    std::set<std::uint32_t> there;
    for (const Presence& one : all) {
      if (one.start <= day && day < one.end) there.insert(one.person);
    }
    for (const std::uint32_t a : there) {
      for (const std::uint32_t b : there) {
        if (a < b) weights[{a, b}] += 1 / (static_cast<double>(there.size()) - 1);
      }
    }
  }
  return weights;
}

TEST_CASE("together: each day among n people adds 1 / (n - 1) to each pair, as counted day by day") {
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::vector<Presence> all;
    for (int k = 0; k < 14; ++k) {
      const auto start = static_cast<std::int64_t>(random.below(40));
      all.push_back(
          {static_cast<std::uint32_t>(random.below(6)), start, start + static_cast<std::int64_t>(random.below(15))});
    }
    const Weights wanted = by_days(all, 60);
    const std::vector<Together> met = together(all);
    CHECK(met.size() == wanted.size());
    for (const Together& pair : met) {
      const auto found = wanted.find({pair.one, pair.other});
      REQUIRE(found != wanted.end());
      CHECK(pair.weight == doctest::Approx(found->second));
    }
  }
}

TEST_CASE("together: for one day the weights are those of NetworkX 3.6.1, collaboration_weighted_projected_graph") {
  const std::vector<std::vector<std::uint32_t>> places{{0, 1, 3, 5}, {0, 1, 2, 3}, {0, 3}, {0, 2, 4}};
  Weights weights;
  for (const auto& people : places) {
    std::vector<Presence> there;
    for (const std::uint32_t person : people) there.push_back({person, 0, 1});
    for (const Together& pair : together(there)) weights[{pair.one, pair.other}] += pair.weight;
  }
  const Weights wanted{{{0, 1}, 0.666667}, {{0, 2}, 0.833333}, {{0, 3}, 1.666667}, {{0, 4}, 0.5},
                       {{0, 5}, 0.333333}, {{1, 2}, 0.333333}, {{1, 3}, 0.666667}, {{1, 5}, 0.333333},
                       {{2, 3}, 0.333333}, {{2, 4}, 0.5},      {{3, 5}, 0.333333}};
  REQUIRE(weights.size() == wanted.size());
  for (const auto& [pair, weight] : wanted) CHECK(weights[pair] == doctest::Approx(weight).epsilon(1e-5));
}

TEST_CASE("co-affiliation: people at one organisation at one time, on best days") {
  test::RecordsFixture f;
  f.entity("a", "person").entity("b", "person").entity("c", "person").entity("d", "person").entity("x", "company");
  f.entity("y", "company").entity("lab", "lab", {.part_of = "x"}).entity("o", "company").entity("e", "person");
  f.relation("a", "employment", "x", "2010-01-01", "2010-01-11")
      .relation("b", "employment", "x", "2010-01-05", "2010-01-21");
  f.relation("c", "employment", "x", "2010-01-11", "..").relation("d", "employment", "x");
  f.relation("a", "study", "y", "2012-01-01", "2013-01-01")
      .relation("c", "founding", "y", "2012-05-01")
      .relation("o", "employment", "y", "2012-01-01", "2013-01-01");
  f.relation("d", "employment", "lab", "2010-01-08", "2010-01-09");
  f.builder.dataset().as_of = day_from_civil(2010, 1, 31);
  const Records records = f.finish();
  const auto weights_of = [&](const Projection& p) {
    std::map<std::string, double> weights;
    for (const Edge& edge : p.graph.edges()) {
      weights[std::string(records.entity_id(p.entities[edge.from])) + "-" +
              std::string(records.entity_id(p.entities[edge.to]))] = edge.weight;
    }
    return weights;
  };
  const Selected selected(records, {});
  using Named = std::map<std::string, double>;
  // The day on which c comes a has gone, and b stays until the 21st.
  CHECK(weights_of(co_affiliation(selected)) == Named{{"a-b", 6}, {"b-c", 10}});
  CHECK(weights_of(co_affiliation(selected, {.roll_up = RollUp::top})) ==
        Named{{"a-b", 5.5}, {"a-d", 0.5}, {"b-c", 10}, {"b-d", 0.5}});
  CHECK(weights_of(project(selected, {.edges = EdgesOf::together, .directed = true})) ==
        Named{{"a-b", 6}, {"b-a", 6}, {"b-c", 10}, {"c-b", 10}});
  const Projection all = project(selected, {.edges = EdgesOf::together, .isolates = true});
  CHECK(all.entities.size() == 5);
  REQUIRE(all.facts.size() == 4);  // both sides of each pair
  CHECK(all.stamp.back().first == "undated");
  CHECK(co_affiliation(Selected(records, {.kinds = {"mentorship"}})).graph.vertex_count() == 0);
}

}  // namespace
}  // namespace renmai
