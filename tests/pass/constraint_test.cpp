// SPDX-License-Identifier: Apache-2.0
#include "pass/constraint.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/parallel.hpp"
#include "oracle/graphs.hpp"
#include "oracle/karate_weighted.hpp"

namespace renmai {
namespace {

/// The definition on a full matrix.
std::vector<double> by_matrix(const Graph& graph) {
  const Vertex n = graph.vertex_count();
  std::vector<std::vector<double>> p(n, std::vector<double>(n, 0.0));
  for (const Edge& edge : graph.edges()) {
    if (edge.from == edge.to) continue;
    p[edge.from][edge.to] += edge.weight;
    p[edge.to][edge.from] += edge.weight;
  }
  for (auto& row : p) {
    double sum = 0;
    for (const double weight : row) sum += weight;
    for (double& weight : row) weight = sum > 0 ? weight / sum : 0;
  }
  std::vector<double> scores(n, 0.0);
  for (Vertex v = 0; v < n; ++v) {
    bool tied = false;
    for (Vertex j = 0; j < n; ++j) {
      if (p[v][j] == 0) continue;
      tied = true;
      double local = p[v][j];
      for (Vertex q = 0; q < n; ++q) local += p[v][q] * p[q][j];
      scores[v] += local * local;
    }
    if (!tied) scores[v] = std::nan("");
  }
  return scores;
}

void check_scores(const Graph& graph, const std::vector<double>& expected) {
  const Table table = constraint(graph);
  const auto& scores = table.column("score").reals();
  REQUIRE(scores.size() == expected.size());
  for (std::size_t v = 0; v < expected.size(); ++v) {
    CAPTURE(v);
    CHECK(std::isnan(scores[v]) == std::isnan(expected[v]));
    if (!std::isnan(expected[v])) CHECK(scores[v] == doctest::Approx(expected[v]).epsilon(1e-8));
  }
}

}  // namespace

TEST_CASE("constraint of the karate club") {
  // networkx 3.6.1: constraint(G); igraph 1.0.0 gives the same
  check_scores(oracle::karate(),
               {0.155423298, 0.279535108, 0.18517664,  0.396659647, 0.529417438, 0.477484809, 0.477484809,
                0.442711589, 0.303600714, 0.5,         0.529417438, 1.0,         0.62250434,  0.323335417,
                0.573679594, 0.573679594, 0.78125,     0.590868538, 0.573679594, 0.37371935,  0.573679594,
                0.590868538, 0.573679594, 0.305823722, 0.459876543, 0.459876543, 0.670901817, 0.285069204,
                0.386913153, 0.449409001, 0.346006464, 0.244575404, 0.249223362, 0.156418685});
}

TEST_CASE("constraint of the karate club with the strength of ties") {
  // networkx 3.6.1: constraint(karate_club_graph(), weight="weight")
  check_scores(oracle::karate_weighted(),
               {0.190623489, 0.340901983, 0.255653839, 0.412222616, 0.50808857,  0.491129228, 0.531404722,
                0.52708195,  0.334414756, 0.555555556, 0.530497648, 1.0,         0.730229592, 0.382748624,
                0.641126693, 0.632394347, 0.939749125, 0.665331408, 0.667077584, 0.439109364, 0.723821347,
                0.623608381, 0.639834228, 0.312773961, 0.512471655, 0.456314499, 0.653162439, 0.322210146,
                0.398982741, 0.438925197, 0.394491171, 0.275498835, 0.25825614,  0.186287286});
}

TEST_CASE("constraint of a directed graph adds the weights of both directions") {
  const std::vector<Edge> edges{{0, 1, 2}, {1, 0, 1}, {0, 2, 3},   {2, 1, 1},
                                {3, 0, 1}, {3, 4, 5}, {4, 3, 0.5}, {2, 4, 1}};
  // networkx 3.6.1: constraint(DiGraph, weight="weight")
  check_scores(oracle::as_written(5, edges, true, true),
               {0.5718877551020407, 1.136530612244898, 0.811479591836735, 0.7396449704142014, 0.7396449704142014});
}

TEST_CASE("constraint is that of the definition on a full matrix") {
  for (const auto& named : oracle::awkward_graphs()) {
    const std::string& name = named.name;
    const Graph& graph = named.graph;
    CAPTURE(name);
    check_scores(graph, by_matrix(graph));
  }
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    CAPTURE(seed);
    const Graph graph = oracle::random_graph(40, 0.15, seed % 2 == 0, seed, true);
    check_scores(graph, by_matrix(graph));
  }
}

TEST_CASE("constraint has the same bits at any thread count on a graph of many blocks") {
  const Graph graph = oracle::sprinkled_graph(3000, 20000, false, 5, true);
  const int before = thread_count();
  set_thread_count(1);
  const Table alone = constraint(graph);
  set_thread_count(7);
  const Table together = constraint(graph);
  set_thread_count(before);
  for (const Vertex v : graph.vertices()) REQUIRE(alone.column("score").cell(v) == together.column("score").cell(v));
}

TEST_CASE("constraint refuses a negative weight and takes no weight for no tie") {
  CHECK_THROWS_AS(constraint(oracle::as_written(2, {{0, 1, -1}}, false, true)), Error);
  CHECK(std::isnan(constraint(oracle::as_written(2, {{0, 1, 0}}, false, true)).column("score").reals()[0]));
}

}  // namespace renmai
