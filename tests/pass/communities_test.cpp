// SPDX-License-Identifier: Apache-2.0
#include "pass/communities.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "oracle/communities.hpp"
#include "oracle/graphs.hpp"
#include "oracle/karate_weighted.hpp"
#include "oracle/reach.hpp"
#include "pass/community/leiden.hpp"
#include "pass/community/modularity.hpp"

namespace renmai {
namespace {

bool all_connected(const Graph& graph, const std::vector<std::int64_t>& community) {
  std::vector<Edge> inner;
  for (const Edge& edge : graph.edges()) {
    if (community[edge.from] == community[edge.to] && edge.weight > 0) inner.push_back(edge);
  }
  const auto reach = oracle::closure(build_graph(graph.vertex_count(), inner), true);
  for (const Vertex u : graph.vertices()) {
    for (const Vertex v : graph.vertices()) {
      if (community[u] == community[v] && !reach[u][v]) return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("communities of the karate club have the known greatest modularity") {
  // 0.4197896 is the optimum (igraph 1.0.0: community_optimal_modularity); leidenalg 0.12.0 finds it too.
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CAPTURE(seed);
    const Table table = communities(oracle::karate(), {.seed = seed});
    CHECK(table.column("modularity").reals()[0] == doctest::Approx(0.4197896120973046).epsilon(1e-12));
    CHECK(*std::max_element(table.column("community").integers().begin(), table.column("community").integers().end()) ==
          4);
  }
}

TEST_CASE("communities of the weighted karate club have the known greatest modularity") {
  // igraph 1.0.0: community_optimal_modularity(weights), with ties by their strength
  const Table table = communities(oracle::karate_weighted());
  CHECK(table.column("modularity").reals()[0] == doctest::Approx(0.4449035812672176).epsilon(1e-12));
}

TEST_CASE("resolution makes communities fewer or more, as good as leidenalg's") {
  // leidenalg 0.12.0: RBConfigurationVertexPartition, best of 20 seeds
  for (const auto& known : {std::pair(0.5, 0.6217948717948718), std::pair(2.0, 0.1645299145299145)}) {
    const double resolution = known.first;
    CAPTURE(resolution);
    double best = -1;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      best = std::max(best, leiden(oracle::karate(), resolution, seed, 20).modularity);
    }
    CHECK(best >= known.second - 1e-12);
  }
  const Table one = communities(oracle::karate(), {.resolution = 0});
  CHECK(one.column("size").integers()[0] == 34);
  const Table many = communities(oracle::karate(), {.resolution = 1000});
  CHECK(many.column("size").integers() == std::vector<std::int64_t>(34, 1));
}

TEST_CASE("modularity is the sum over pairs of its definition") {
  for (const auto& named : oracle::awkward_graphs()) {
    const std::string& name = named.name;
    const Graph& graph = named.graph;
    if (graph.directed() || graph.edge_count() == 0 || graph.vertex_count() > 50) continue;
    CAPTURE(name);
    std::vector<Vertex> label(graph.vertex_count());
    for (std::size_t v = 0; v < label.size(); ++v) label[v] = static_cast<Vertex>(v % 3 % label.size());
    CHECK(modularity(graph, label, 1.3) == doctest::Approx(oracle::modularity_by_pairs(graph, label, 1.3)));
  }
}

TEST_CASE("communities are never better than the best of all partitions, and mostly as good") {
  int optimal = 0;
  constexpr int graphs = 40;
  for (std::uint64_t seed = 1; seed <= graphs; ++seed) {
    CAPTURE(seed);
    const bool weighted = seed % 2 == 0;
    const Graph graph = oracle::random_graph(8, 0.4, false, seed, weighted);
    if (graph.edge_count() == 0) continue;
    const double resolution = seed % 3 == 0 ? 1.5 : 1;
    std::vector<Vertex> label;
    const double best = oracle::best_modularity(graph, resolution, label, 0);
    double reached = -1;
    for (std::uint64_t start = 0; start < 5; ++start) {
      const LeidenResult found = leiden(graph, resolution, start, 20);
      CHECK(found.modularity <= best + 1e-12);
      CHECK(found.modularity == doctest::Approx(oracle::modularity_by_pairs(graph, found.communities, resolution)));
      reached = std::max(reached, found.modularity);
    }
    if (reached >= best - 1e-12) ++optimal;
  }
  CHECK(optimal >= graphs - 4);
}

TEST_CASE("planted groups are found again") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    CAPTURE(seed);
    const Table table = communities(oracle::planted(10, 30, 0.5, 0.01, seed), {.seed = seed});
    const auto& community = table.column("community").integers();
    for (Vertex v = 0; v < 300; ++v) REQUIRE((community[v] == community[v / 30 * 30]));
    CHECK(table.column("size").integers() == std::vector<std::int64_t>(300, 30));
  }
}

TEST_CASE("every community is connected") {
  auto graphs = oracle::awkward_graphs();
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    graphs.push_back({"seed " + std::to_string(seed), oracle::random_graph(120, 0.02, false, seed, seed % 2 == 0)});
  }
  for (const auto& named : graphs) {
    const std::string& name = named.name;
    const Graph& graph = named.graph;
    for (const double resolution : {0.0, 0.3, 1.0, 3.0}) {
      for (const std::uint32_t max_rounds : {1U, 20U}) {
        CAPTURE(name);
        CAPTURE(resolution);
        CAPTURE(max_rounds);
        const Table table = communities(graph, {.resolution = resolution, .max_rounds = max_rounds});
        CHECK(all_connected(graph, table.column("community").integers()));
      }
    }
  }
}

TEST_CASE("edges of weight 0 hold no community together") {
  const Table table = communities(oracle::as_written(3, {{0, 1, 1}, {1, 2, 0}}, false, true));
  CHECK(table.column("community").integers() == std::vector<std::int64_t>{1, 1, 2});
}

TEST_CASE("without weight on any edge everyone is alone and modularity undefined") {
  const Table table = communities(oracle::as_written(3, {{0, 1, 0}}, false, true));
  CHECK(table.column("community").integers() == std::vector<std::int64_t>{1, 2, 3});
  CHECK(std::isnan(table.column("modularity").reals()[0]));
}

TEST_CASE("communities do not depend on the order of edges, the thread count or the unit of weights") {
  const Graph graph = oracle::random_graph(300, 0.03, false, 7, true);
  const auto expected = leiden(graph, 1, 3, 20);
  std::vector<Edge> heavier = graph.edges();
  for (Edge& edge : heavier) edge.weight *= 1024;
  CHECK(leiden(oracle::as_written(300, heavier, false, true), 1, 3, 20).communities == expected.communities);
  const auto shuffled = leiden(oracle::reshuffled(graph, 5), 1, 3, 20);
  CHECK(shuffled.communities == expected.communities);
  CHECK(shuffled.modularity == expected.modularity);
  const int before = thread_count();
  set_thread_count(7);
  CHECK(leiden(graph, 1, 3, 20).communities == expected.communities);
  set_thread_count(before);
}

TEST_CASE("communities of a graph of some size are the same at any thread count") {
  const Graph graph = oracle::sprinkled_graph(30'000, 200'000, false, 9, true);
  const int before = thread_count();
  const auto expected = leiden(graph, 1, 3, 2);
  for (const int threads : {1, 5}) {
    set_thread_count(threads);
    CHECK(leiden(graph, 1, 3, 2).communities == expected.communities);
  }
  set_thread_count(before);
}

TEST_CASE("more rounds never make communities worse") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    const Graph graph = oracle::random_graph(400, 0.015, false, seed);
    double last = -1;
    for (const std::uint32_t rounds : {1U, 2U, 4U, 16U}) {
      const double quality = leiden(graph, 1, seed, rounds).modularity;
      CHECK(quality >= last);
      last = quality;
    }
  }
}

TEST_CASE("communities refuse weights that are no weights") {
  for (const double weight : {-1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    CHECK_THROWS_AS(communities(oracle::as_written(2, {{0, 1, weight}}, false, true)), Error);
  }
}

}  // namespace renmai
