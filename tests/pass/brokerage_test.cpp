// SPDX-License-Identifier: Apache-2.0
#include "pass/brokerage.hpp"

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

using Counts = std::map<std::string, std::vector<std::int64_t>>;

/// As written in the paper, over all triples.
Counts by_triples(const std::set<std::pair<int, int>>& moves, std::vector<int> of) {
  const int n = static_cast<int>(of.size());
  const auto group = [&](int member) { return of[static_cast<std::size_t>(member)]; };
  Counts counts;
  for (int b = 0; b < n; ++b) {
    std::vector<std::int64_t> roles(6, 0);
    for (int a = 0; a < n; ++a) {
      for (int c = 0; c < n; ++c) {
        if (a == b || b == c || a == c) continue;
        if (!moves.contains({a, b}) || !moves.contains({b, c}) || moves.contains({a, c})) continue;
        const bool ab = group(a) == group(b);
        const bool bc = group(b) == group(c);
        const bool ac = group(a) == group(c);
        const std::size_t role = ab && bc ? 0 : ac ? 1 : bc ? 2 : ab ? 3 : 4;
        ++roles[role];
        ++roles[5];
      }
    }
    if (roles[5] > 0) counts["o" + std::to_string(b)] = roles;
  }
  return counts;
}

TEST_CASE("brokerage: the roles of every triple") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    test::RecordsFixture f;
    const std::vector<std::string> countries{"A", "B", "C"};
    for (const std::string& country : countries) f.entity(country, "place", {.level = "country"});
    std::vector<int> group;
    for (int k = 0; k < 9; ++k) {
      group.push_back(static_cast<int>(random.below(3)));
      f.entity("o" + std::to_string(k), "company", {.place = countries[static_cast<std::size_t>(group.back())]});
    }
    std::set<std::pair<int, int>> moves;
    for (int p = 0; p < 25; ++p) {
      const int from = static_cast<int>(random.below(9));
      const int to = static_cast<int>(random.below(9));
      if (from == to) continue;
      moves.emplace(from, to);
      const std::string id = "p" + std::to_string(p);
      f.entity(id, "person");
      f.relation(id, "employment", "o" + std::to_string(from), "2000-01-01", "2005-01-01");
      f.relation(id, "employment", "o" + std::to_string(to), "2005-01-01", "2010-01-01");
    }
    const Records records = f.finish();
    const Table table = brokerage(Selected(records, {.default_traits = trait_affiliation | trait_transfer}));
    Counts met;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      for (const char* role : {"coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total"})
        met[table.column("id").text(row)].push_back(table.column(role).integers()[row]);
    }
    CHECK(met == by_triples(moves, group));
  }
}

TEST_CASE("brokerage: the counts of R's sna 2.7-1, brokerage(g, cl)$raw.nli") {
  const std::vector<std::pair<int, int>> moves{{1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 1}, {1, 6}, {6, 7},
                                               {7, 8}, {8, 2}, {3, 6}, {4, 7}, {2, 8}, {5, 3}};
  const std::vector<int> group{1, 1, 2, 2, 3, 3, 1, 2};
  test::RecordsFixture f;
  for (const char* country : {"c1", "c2", "c3"}) f.entity(country, "place", {.level = "country"});
  for (std::size_t k = 0; k < group.size(); ++k)
    f.entity("o" + std::to_string(k + 1), "company", {.place = "c" + std::to_string(group[k])});
  for (std::size_t k = 0; k < moves.size(); ++k) {
    const std::string id = "p" + std::to_string(k);
    f.entity(id, "person");
    f.relation(id, "employment", "o" + std::to_string(moves[k].first), "2000-01-01", "2005-01-01");
    f.relation(id, "employment", "o" + std::to_string(moves[k].second), "2005-01-01", "2010-01-01");
  }
  const Records records = f.finish();
  const Table table = brokerage(Selected(records, {.default_traits = trait_affiliation | trait_transfer}));
  Counts met;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    for (const char* role : {"coordinator", "itinerant", "representative", "gatekeeper", "liaison", "total"})
      met[table.column("id").text(row)].push_back(table.column(role).integers()[row]);
  }
  CHECK(met == Counts{{"o1", {0, 1, 0, 1, 0, 2}},
                      {"o2", {0, 1, 2, 0, 0, 3}},
                      {"o3", {0, 1, 0, 2, 1, 4}},
                      {"o4", {0, 0, 2, 0, 0, 2}},
                      {"o5", {0, 1, 0, 0, 1, 2}},
                      {"o6", {0, 1, 0, 0, 1, 2}},
                      {"o7", {0, 1, 0, 0, 1, 2}},
                      {"o8", {0, 1, 0, 0, 0, 1}}});
}

}  // namespace
}  // namespace renmai
