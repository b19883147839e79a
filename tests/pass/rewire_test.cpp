// SPDX-License-Identifier: Apache-2.0
#include "pass/null/rewire.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "oracle/graphs.hpp"

namespace renmai {
namespace {

using Pairs = std::vector<std::pair<Vertex, Vertex>>;

Pairs pairs_of(const std::vector<Edge>& edges) {
  Pairs pairs;
  for (const Edge& edge : edges) pairs.emplace_back(edge.from, edge.to);
  return pairs;
}

std::map<Vertex, int> degrees(const Pairs& pairs, bool out, bool in) {
  std::map<Vertex, int> degree;
  for (const auto& [from, to] : pairs) {
    if (out) ++degree[from];
    if (in) ++degree[to];
  }
  return degree;
}

bool is_simple(const Pairs& pairs, bool directed) {
  std::set<std::pair<Vertex, Vertex>> met;
  for (auto [from, to] : pairs) {
    if (from == to) return false;
    if (!directed && from > to) std::swap(from, to);
    if (!met.emplace(from, to).second) return false;
  }
  return true;
}

TEST_CASE("rewire: degrees stay, nothing that is forbidden comes") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    for (const bool directed : {true, false}) {
      CAPTURE(seed);
      CAPTURE(directed);
      const Pairs before = pairs_of(oracle::random_edges(20, 0.2, directed, seed));
      Pairs after = before;
      Random random(seed);
      rewire(after, directed, Rewiring::simple, 1000, random);
      CHECK(is_simple(after, directed));
      CHECK(after != before);
      if (directed) {
        CHECK(degrees(after, true, false) == degrees(before, true, false));
        CHECK(degrees(after, false, true) == degrees(before, false, true));
      } else {
        CHECK(degrees(after, true, true) == degrees(before, true, true));
      }
    }
  }
  Pairs repeats{{0, 1}, {0, 1}, {2, 3}, {3, 2}, {1, 2}};
  Random random(3);
  rewire(repeats, true, Rewiring::repeats, 500, random);
  for (const auto& [from, to] : repeats) CHECK(from != to);
  CHECK(degrees(repeats, true, false) == std::map<Vertex, int>{{0, 2}, {1, 1}, {2, 1}, {3, 1}});
}

TEST_CASE("rewire: every simple graph of the degrees comes up as often") {
  // Of degrees 2, 2, 1, 1, 1, 1 on six labelled vertices: counted by trying all; each should have its share.
  const Pairs start{{0, 1}, {0, 2}, {1, 3}, {4, 5}};
  std::map<std::set<std::pair<Vertex, Vertex>>, int> met;
  constexpr int draws = 20'000;
  for (int d = 0; d < draws; ++d) {
    Pairs pairs = start;
    Random random(mix64(7) + static_cast<std::uint64_t>(d));
    rewire(pairs, false, Rewiring::simple, 60, random);
    std::set<std::pair<Vertex, Vertex>> graph;
    for (const auto& [u, v] : pairs) graph.emplace(std::min(u, v), std::max(u, v));
    ++met[graph];
  }
  std::set<std::set<std::pair<Vertex, Vertex>>> all;
  Pairs every;
  for (Vertex u = 0; u < 6; ++u) {
    for (Vertex v = u + 1; v < 6; ++v) every.emplace_back(u, v);
  }
  const std::map<Vertex, int> wanted = degrees(start, true, true);
  for (std::uint32_t bits = 0; bits < (1U << every.size()); ++bits) {
    Pairs chosen;
    for (std::size_t k = 0; k < every.size(); ++k) {
      if ((bits >> k & 1U) != 0) chosen.push_back(every[k]);
    }
    if (chosen.size() == 4 && degrees(chosen, true, true) == wanted) all.insert({chosen.begin(), chosen.end()});
  }
  REQUIRE(met.size() == all.size());
  const double share = static_cast<double>(draws) / static_cast<double>(all.size());
  double chi_squared = 0;
  for (const auto& [graph, count] : met) chi_squared += (count - share) * (count - share) / share;
  CHECK(chi_squared < 2.0 * static_cast<double>(all.size()) + 20);
}

}  // namespace
}  // namespace renmai
