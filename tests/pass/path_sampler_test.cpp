// SPDX-License-Identifier: Apache-2.0
#include "pass/shortest/path_sampler.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "base/error.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

/// All shortest paths between two vertices, each by its inner vertices in ascending order.
std::vector<std::vector<Vertex>> all_paths(const Graph& graph, Vertex source, Vertex target) {
  std::vector<std::vector<Vertex>> level{{source}};
  std::set<Vertex> seen{source};
  while (!level.empty()) {
    std::vector<std::vector<Vertex>> next;
    std::vector<std::vector<Vertex>> found;
    for (const auto& path : level) {
      for (const Vertex v : graph.out(path.back())) {
        if (seen.contains(v)) continue;
        next.push_back(path);
        next.back().push_back(v);
        if (v == target) found.push_back(next.back());
      }
    }
    if (!found.empty()) {
      for (auto& path : found) {
        path = {path.begin() + 1, path.end() - 1};
        std::sort(path.begin(), path.end());
      }
      return found;
    }
    for (const auto& path : next) seen.insert(path.back());
    level = std::move(next);
  }
  return {};
}

}  // namespace

TEST_CASE("path sampler: every shortest path of a pair is drawn, each equally often") {
  for (const bool directed : {false, true}) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      const Graph graph = oracle::random_graph(14, 0.22, directed, seed);
      PathSampler sampler(graph);
      Random random(seed);
      for (const Vertex source : graph.vertices()) {
        const Vertex target = (source + 5) % graph.vertex_count();
        CAPTURE(seed);
        CAPTURE(source);
        const auto paths = all_paths(graph, source, target);
        const std::size_t draws = 400 * std::max<std::size_t>(1, paths.size());
        std::map<std::vector<Vertex>, double> count;
        for (std::size_t i = 0; i < draws; ++i) {
          const auto inner = sampler.draw(source, target, random);
          std::vector<Vertex> path(inner.begin(), inner.end());
          std::sort(path.begin(), path.end());
          ++count[path];
        }
        if (paths.empty()) {
          CHECK(count.size() == 1);
          CHECK(count.begin()->first.empty());
          continue;
        }
        CHECK(count.size() == paths.size());
        for (const auto& path : paths) CHECK(std::abs(count[path] - 400) < 120);  // six standard deviations
      }
    }
  }
}

TEST_CASE("path sampler: nothing lies between a vertex and itself or a neighbour") {
  const Graph graph = oracle::path(3);
  PathSampler sampler(graph);
  Random random(1);
  CHECK(sampler.draw(1, 1, random).empty());
  CHECK(sampler.draw(0, 1, random).empty());
  CHECK(sampler.draw(0, 2, random).size() == 1);
  CHECK(sampler.draw(2, 0, random).front() == 1);
}

}  // namespace renmai
