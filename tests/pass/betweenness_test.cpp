// SPDX-License-Identifier: Apache-2.0
#include "pass/betweenness.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/graph/betweenness_centrality.hpp>
#include <cmath>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "graph/bgl.hpp"
#include "oracle/dense.hpp"
#include "oracle/graphs.hpp"
#include "pass/support.hpp"

namespace renmai {
namespace {

using Reals = std::vector<double>;

Reals scores(const Graph& graph, const BetweennessOptions& options = {}) {
  return betweenness(graph, options).column("score").reals();
}

/// Brandes as Boost has it, over ordered pairs; the graph must be simple.
Reals boost_scores(const Graph& graph) {
  Reals score(graph.vertex_count());
  const auto map = boost::make_iterator_property_map(score.begin(), get(boost::vertex_index, graph));
  boost::brandes_betweenness_centrality(graph, map);
  if (!graph.directed()) {
    for (double& entry : score) entry /= 2;
  }
  return score;
}

/// `stages` squares in a row: 2^stages shortest paths from end to end.
Graph diamonds(Vertex stages) {
  std::vector<Edge> edges;
  for (Vertex stage = 0; stage < stages; ++stage) {
    const Vertex left = 3 * stage;
    edges.insert(edges.end(), {{left, left + 1}, {left, left + 2}, {left + 1, left + 3}, {left + 2, left + 3}});
  }
  return oracle::as_written(3 * stages + 1, edges, false);
}

}  // namespace

TEST_CASE("betweenness of paths, stars and complete graphs is known") {
  CHECK(scores(oracle::path(5)) == Reals{0, 3, 4, 3, 0});
  CHECK(scores(oracle::path(5, true)) == Reals{0, 3, 4, 3, 0});
  CHECK(scores(oracle::star(6)) == Reals{15, 0, 0, 0, 0, 0, 0});
  CHECK(scores(oracle::star(6, true)) == Reals(7, 0.0));
  CHECK(scores(oracle::complete(5)) == Reals(5, 0.0));
  CHECK(oracle::all_near(scores(oracle::cycle(4)), Reals(4, 0.5)));
  CHECK(betweenness(oracle::star(6)).column("normalized").reals() == Reals{1, 0, 0, 0, 0, 0, 0});
}

TEST_CASE("betweenness in the karate club agrees with NetworkX 3.6.1") {
  const Table table = betweenness(oracle::karate());
  // betweenness_centrality(G, normalized=False); igraph 1.0.0 gives the same
  const Reals& score = table.column("score").reals();
  CHECK(oracle::near(score[0], 231.071428571429));
  CHECK(oracle::near(score[1], 28.4785714285714));
  CHECK(oracle::near(score[2], 75.8507936507937));
  CHECK(oracle::near(score[33], 160.551587301587));
  CHECK(score[11] == 0);
  // betweenness_centrality(G)
  CHECK(oracle::near(table.column("normalized").reals()[0], 0.437635281385281));
  CHECK(table.column("error").reals()[0] == 0);
  // betweenness_centrality of the DiGraph with edges from the lower to the higher number, normalized=False
  const Reals directed = scores(oracle::as_written(34, oracle::karate_edges(), true));
  CHECK(oracle::near(directed[2], 8.83333333333333));
  CHECK(oracle::near(directed[31], 5.08333333333333));
  CHECK(directed[0] == 0);
}

TEST_CASE("betweenness agrees with its definition on random graphs, weighted too") {
  for (const bool directed : {true, false}) {
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
      CAPTURE(directed);
      CAPTURE(seed);
      const Graph sparse = oracle::random_graph(25, 0.08, directed, seed, true);
      const Graph sprinkled = oracle::sprinkled_graph(20, 60, directed, seed, true);
      for (const Graph& graph : {sparse, sprinkled}) {
        CHECK(oracle::all_near(scores(graph), oracle::betweenness_by_definition(graph, false)));
        CHECK(oracle::all_near(scores(graph, {.weighted = true}), oracle::betweenness_by_definition(graph, true)));
      }
    }
  }
}

TEST_CASE("betweenness agrees with Boost.Graph on larger simple graphs") {
  for (const bool directed : {true, false}) {
    const Graph graph = oracle::random_graph(300, 0.015, directed, 9);
    CHECK(oracle::all_near(scores(graph), boost_scores(graph)));
  }
}

TEST_CASE("loops and parallel edges change no betweenness") {
  const Graph multi = oracle::as_written(4, {{0, 1}, {0, 1}, {1, 2}, {2, 2}, {0, 3}, {3, 2}, {2, 3}}, true);
  const Graph simple = oracle::as_written(4, {{0, 1}, {1, 2}, {0, 3}, {3, 2}, {2, 3}}, true);
  CHECK(scores(multi) == scores(simple));
}

TEST_CASE("of weighted parallel edges the shortest counts") {
  const Graph graph = oracle::as_written(3, {{0, 1, 5}, {0, 1, 1}, {1, 2, 1}, {0, 2, 3}}, false, true);
  CHECK(scores(graph, {.weighted = true}) == Reals{0, 1, 0});
  CHECK(scores(graph) == Reals{0, 0, 0});
}

TEST_CASE("lengths too small to add up still give finite betweenness") {
  const Graph graph =
      oracle::as_written(5, {{0, 1, 1}, {1, 2, 1e-90}, {2, 3, 1e-90}, {0, 3, 1}, {3, 4, 1}}, false, true);
  for (const double score : scores(graph, {.weighted = true})) CHECK(std::isfinite(score));
}

TEST_CASE("sampled betweenness stays within its bound, is seeded, and is exact with enough sources") {
  const Graph graph = oracle::random_graph(200, 0.03, false, 17);
  const Table exact = betweenness(graph);
  const Table sampled = betweenness(graph, {.sources = 60, .seed = 5});
  const double bound = sampled.column("error").reals()[0];
  CHECK(oracle::near(bound, 200.0 / 199.0 * std::sqrt(std::log(8000.0) / 120.0)));
  double worst = 0;
  for (const Vertex v : graph.vertices()) {
    worst = std::max(worst, std::abs(sampled.column("normalized").number(v) - exact.column("normalized").number(v)));
  }
  CHECK(worst > 0);
  CHECK(worst <= bound);
  CHECK(oracle::same_bits(sampled, betweenness(graph, {.sources = 60, .seed = 5})));
  CHECK_FALSE(oracle::same_bits(sampled, betweenness(graph, {.sources = 60, .seed = 6})));
  CHECK(oracle::same_bits(exact, betweenness(graph, {.sources = 200})));
  CHECK(oracle::same_bits(exact, betweenness(graph, {.sources = 4'000'000'000})));
}

TEST_CASE("sampled betweenness is right on average") {
  const Graph graph = oracle::karate();
  double sum = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) sum += scores(graph, {.sources = 8, .seed = seed})[0];
  CHECK(std::abs(sum / 400 - 231.07) < 8);  // the standard error is about 3
}

TEST_CASE("betweenness within an error is that near to the exact one, mostly for far fewer paths than the bound") {
  std::vector<oracle::NamedGraph> graphs = oracle::awkward_graphs();
  for (const bool directed : {false, true}) {
    graphs.push_back({"two parts", oracle::doubled(oracle::random_graph(60, 0.05, directed, 3))});
    graphs.push_back({"sprinkled", oracle::sprinkled_graph(500, 1500, directed, 4)});
  }
  int over = 0;
  int runs = 0;
  for (const auto& named : graphs) {
    CAPTURE(named.name);
    const Reals exact = betweenness(named.graph, {}).column("normalized").reals();
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const Table table = betweenness(named.graph, {.within = 0.03, .seed = seed});
      const Reals& near = table.column("normalized").reals();
      double most = 0;
      for (std::size_t v = 0; v < exact.size(); ++v) most = std::max(most, std::abs(near[v] - exact[v]));
      ++runs;
      if (most > 0.03) ++over;
    }
  }
  CHECK(runs > 100);
  CHECK(over <= runs / 20);  // the promise is 0.95; the bounds are wide
}

TEST_CASE("betweenness within an error is the same at any thread count, and goes with no other estimate") {
  const Graph graph = oracle::sprinkled_graph(2000, 8000, false, 8);
  set_thread_count(1);
  const Table one = betweenness(graph, {.within = 0.02, .seed = 5});
  set_thread_count(4);
  const Table many = betweenness(graph, {.within = 0.02, .seed = 5});
  set_thread_count(0);
  CHECK(oracle::same_bits(one, many));
  CHECK(one.column("error").reals()[7] == 0.02);
  CHECK_THROWS_AS(betweenness(graph, {.sources = 3, .within = 0.02}), Error);
  CHECK_THROWS_AS(betweenness(graph, {.weighted = true, .within = 0.02}), Error);
  CHECK_THROWS_AS(betweenness(graph, {.within = 1e-5}), Error);
}

TEST_CASE("a batch that reaches all of a wide graph gives the same bits at any thread count") {
  const Graph graph = oracle::sprinkled_graph(40'000, 60'000, false, 8);
  set_thread_count(1);
  const Table one = betweenness(graph, {.sources = 33});
  set_thread_count(5);
  const Table many = betweenness(graph, {.sources = 33});
  set_thread_count(0);
  CHECK(oracle::same_bits(one, many));
}

TEST_CASE("very many shortest paths are counted, and more than can be counted are refused") {
  const Reals counted = scores(diamonds(60));
  CHECK(oracle::near(counted[90], 90 * 90 + 1));  // pairs across the middle, and halves of two pairs beside it
  CHECK(oracle::near(counted[1], counted[2]));
  CHECK(oracle::near(counted[3], counted[counted.size() - 4]));
  try {
    static_cast<void>(betweenness(diamonds(1000)));
    FAIL("a limit error was wanted");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::limit);
  }
}

TEST_CASE("lengths of nothing, below nothing or beyond all bounds are refused") {
  for (const double length : {0.0, -1.0, 1e-200, 1e200}) {
    CAPTURE(length);
    const Graph graph = oracle::as_written(2, {{0, 1, length}}, true, true);
    CHECK_THROWS_AS(betweenness(graph, {.weighted = true}), Error);
    CHECK(scores(graph) == Reals{0, 0});
  }
}

}  // namespace renmai
