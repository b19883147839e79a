// SPDX-License-Identifier: Apache-2.0
#include "pass/harmonic.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <vector>

#include "base/error.hpp"
#include "oracle/dense.hpp"
#include "oracle/graphs.hpp"
#include "pass/support.hpp"

namespace renmai {
namespace {

using Reals = std::vector<double>;

Reals scores(const Graph& graph, const HarmonicOptions& options = {}) {
  return harmonic(graph, options).column("score").reals();
}

Reals by_definition(const Graph& graph, bool weighted, bool out) {
  const oracle::Matrix distance = oracle::all_pairs(graph, weighted).distance;
  Reals score(graph.vertex_count(), 0.0);
  for (const Vertex v : graph.vertices()) {
    for (const Vertex u : graph.vertices()) {
      if (u != v) score[v] += 1 / (out ? distance[v][u] : distance[u][v]);
    }
  }
  return score;
}

}  // namespace

TEST_CASE("harmonic centrality in the karate club agrees with NetworkX 3.6.1") {
  const Table table = harmonic(oracle::karate());  // harmonic_centrality(G)
  const Reals& score = table.column("score").reals();
  CHECK(oracle::near(score[0], 23.0 + 1.0 / 6));
  CHECK(oracle::near(score[5], 15.0 + 1.0 / 6));
  CHECK(oracle::near(score[11], 13.5));
  CHECK(oracle::near(score[33], 23.25));
  CHECK(oracle::near(table.column("normalized").reals()[33], 23.25 / 33));
  // the DiGraph with edges from the lower to the higher number
  const Reals directed = scores(oracle::as_written(34, oracle::karate_edges(), true));
  CHECK(directed[0] == 0);
  CHECK(oracle::near(directed[31], 5.0 + 1.0 / 3));
  CHECK(oracle::near(directed[33], 20));
}

TEST_CASE("harmonic centrality agrees with its definition on random graphs, weighted too") {
  for (const bool directed : {true, false}) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
      CAPTURE(directed);
      CAPTURE(seed);
      const Graph graph = oracle::sprinkled_graph(40, 50, directed, seed, true);
      for (const bool out : {false, true}) {
        const auto direction = out ? DistanceDirection::out : DistanceDirection::in;
        CHECK(oracle::all_near(scores(graph, {.direction = direction}), by_definition(graph, false, out)));
        CHECK(oracle::all_near(scores(graph, {.direction = direction, .weighted = true}),
                               by_definition(graph, true, out)));
      }
    }
  }
}

TEST_CASE("harmonic centrality of a vertex alone is 0 and refuses lengths that are not above 0") {
  CHECK(harmonic(oracle::path(1)).column("normalized").reals() == Reals{0});
  const Graph graph = oracle::as_written(2, {{0, 1, -2}}, false, true);
  CHECK_THROWS_AS(harmonic(graph, {.weighted = true}), Error);
}

TEST_CASE("harmonic within an error is that near to the exact one") {
  std::vector<oracle::NamedGraph> graphs = oracle::awkward_graphs();
  for (const bool directed : {false, true})
    graphs.push_back({"sprinkled", oracle::sprinkled_graph(3000, 9000, directed, 4)});
  for (const auto& named : graphs) {
    CAPTURE(named.name);
    const auto exact = harmonic(named.graph).column("normalized").reals();
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const Table table = harmonic(named.graph, {.within = 0.1, .seed = seed});
      const auto& near = table.column("normalized").reals();
      for (std::size_t v = 0; v < exact.size(); ++v) CHECK(std::abs(near[v] - exact[v]) <= 0.1);
      if (named.name == "sprinkled") CHECK(table.column("error").reals()[0] == 0.1);
    }
  }
  const Graph graph = oracle::path(3);
  CHECK(harmonic(graph, {.within = 0.1}).column("error").reals()[0] == 0);  // three vertices are taken as they are
  CHECK_THROWS_AS(harmonic(graph, {.weighted = true, .within = 0.1}), Error);
  CHECK_THROWS_AS(harmonic(graph, {.within = 1e-5}), Error);
}

}  // namespace renmai
