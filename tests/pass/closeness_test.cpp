// SPDX-License-Identifier: Apache-2.0
#include "pass/closeness.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "base/error.hpp"
#include "oracle/dense.hpp"
#include "oracle/graphs.hpp"
#include "pass/support.hpp"

namespace renmai {
namespace {

using Reals = std::vector<double>;

Reals scores(const Graph& graph, const ClosenessOptions& options = {}) {
  return closeness(graph, options).column("score").reals();
}

/// Wasserman and Faust's formula on a table of distances; column v holds the distances to v.
Reals by_definition(const Graph& graph, bool weighted, bool out) {
  const oracle::Matrix distance = oracle::all_pairs(graph, weighted).distance;
  const std::size_t n = graph.vertex_count();
  Reals score(n, 0.0);
  for (std::size_t v = 0; v < n; ++v) {
    double sum = 0;
    double reached = 0;
    for (std::size_t u = 0; u < n; ++u) {
      const double d = out ? distance[v][u] : distance[u][v];
      if (u == v || std::isinf(d)) continue;
      sum += d;
      ++reached;
    }
    if (reached > 0) score[v] = reached / static_cast<double>(n - 1) * reached / sum;
  }
  return score;
}

}  // namespace

TEST_CASE("closeness in the karate club agrees with NetworkX 3.6.1") {
  const Reals score = scores(oracle::karate());  // closeness_centrality(G)
  CHECK(oracle::near(score[0], 0.568965517241379));
  CHECK(oracle::near(score[2], 0.559322033898305));
  CHECK(oracle::near(score[11], 0.366666666666667));
  CHECK(oracle::near(score[33], 0.55));
  // the DiGraph with edges from the lower to the higher number
  const Reals directed = scores(oracle::as_written(34, oracle::karate_edges(), true));
  CHECK(directed[0] == 0);
  CHECK(oracle::near(directed[31], 0.134986225895317));
  CHECK(oracle::near(directed[33], 0.552769070010449));
}

TEST_CASE("closeness is judged by the distances to a vertex unless asked for those from it") {
  const Graph graph = oracle::path(3, true);
  CHECK(oracle::all_near(scores(graph), {0, 0.5, 2.0 / 3}));
  CHECK(oracle::all_near(scores(graph, {.direction = DistanceDirection::out}), {2.0 / 3, 0.5, 0}));
  CHECK(closeness(graph).column("reached").integers() == std::vector<std::int64_t>{0, 1, 2});
}

TEST_CASE("closeness agrees with its definition on random graphs that are not connected, weighted too") {
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

TEST_CASE("closeness within an error is that near to the exact one, component by component") {
  std::vector<oracle::NamedGraph> graphs = oracle::awkward_graphs();
  graphs.push_back({"sprinkled", oracle::sprinkled_graph(12'000, 60'000, false, 4)});
  for (const auto& named : graphs) {
    if (named.graph.directed()) continue;
    CAPTURE(named.name);
    const Table exact = closeness(named.graph);
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const Table table = closeness(named.graph, {.within = 0.1, .seed = seed});
      CHECK(table.column("reached").integers() == exact.column("reached").integers());
      for (std::size_t v = 0; v < table.row_count(); ++v) {
        const double error = table.column("error").reals()[v];
        const double off = std::abs(table.column("score").reals()[v] - exact.column("score").reals()[v]);
        REQUIRE(off <= error + 1e-12);
        REQUIRE(error <= 0.1);
      }
      if (named.name == "sprinkled") CHECK(table.column("error").reals()[0] > 0);
    }
  }
}

TEST_CASE("closeness within an error wants an undirected graph without lengths") {
  CHECK_THROWS_AS(closeness(oracle::as_written(2, {{0, 1}}, true), {.within = 0.1}), Error);
  CHECK_THROWS_AS(closeness(oracle::path(3), {.weighted = true, .within = 0.1}), Error);
  CHECK_THROWS_AS(closeness(oracle::path(3), {.within = 1e-5}), Error);
}

TEST_CASE("closeness refuses lengths that are not above 0, if asked to read them") {
  const Graph graph = oracle::as_written(2, {{0, 1, 0}}, false, true);
  CHECK_THROWS_AS(closeness(graph, {.weighted = true}), Error);
  CHECK(scores(graph) == Reals{1, 1});
}

}  // namespace renmai
