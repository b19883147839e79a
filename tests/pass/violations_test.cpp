// SPDX-License-Identifier: Apache-2.0
#include "pass/violations.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "oracle/graphs.hpp"
#include "pass/structure/sequence.hpp"

namespace renmai {
namespace {

using Order = std::vector<Vertex>;  // from the top

double violated(const std::vector<Edge>& edges, const Order& order) {
  std::vector<std::size_t> place(order.size());
  for (std::size_t k = 0; k < order.size(); ++k) place[order[k]] = k;
  double sum = 0;
  for (const Edge& edge : edges) {
    if (edge.from != edge.to && place[edge.from] > place[edge.to]) sum += edge.weight;
  }
  return sum;
}

/// All best orders, by trying all orders.
std::set<Order> best_orders(const Graph& graph, double& least) {
  Order order(graph.vertex_count());
  std::iota(order.begin(), order.end(), Vertex{0});
  std::set<Order> best;
  least = std::numeric_limits<double>::infinity();
  const auto edges = graph.edges();
  do {
    const double sum = violated(edges, order);
    if (sum < least - 1e-9) {
      least = sum;
      best.clear();
    }
    if (sum <= least + 1e-9) best.insert(order);
  } while (std::next_permutation(order.begin(), order.end()));
  return best;
}

/// Whether taking one vertex out and putting it back leads from any best order to any other by way of best orders.
bool hang_together(const std::set<Order>& best) {
  std::set<Order> met{*best.begin()};
  std::vector<Order> open{*best.begin()};
  while (!open.empty()) {
    const Order order = open.back();
    open.pop_back();
    for (std::size_t from = 0; from < order.size(); ++from) {
      for (std::size_t to = 0; to < order.size(); ++to) {
        Order moved = order;
        const Vertex v = moved[from];
        moved.erase(moved.begin() + static_cast<std::ptrdiff_t>(from));
        moved.insert(moved.begin() + static_cast<std::ptrdiff_t>(to), v);
        if (best.contains(moved) && met.insert(moved).second) open.push_back(moved);
      }
    }
  }
  return met.size() == best.size();
}

TEST_CASE("violations: the least sum of all orders, and their places on average") {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 24; ++seed) {
    CAPTURE(seed);
    const Graph graph = oracle::random_graph(6, 0.2 + 0.02 * static_cast<double>(seed), true, seed, seed % 2 == 0);
    double least = 0;
    const std::set<Order> best = best_orders(graph, least);
    const Table table = violations(graph, {.chains = 40, .samples = 500, .seed = seed});
    const bool even = hang_together(best);
    compared += even ? 1 : 0;
    for (Vertex v = 0; v < 6; ++v) {
      CAPTURE(v);
      CHECK(table.column("violations").reals()[v] == doctest::Approx(least));
      double sum = 0;
      double squares = 0;
      double first = 6;
      double last = 1;
      for (const Order& order : best) {
        const double rank = static_cast<double>(std::find(order.begin(), order.end(), v) - order.begin()) + 1;
        sum += rank;
        squares += rank * rank;
        first = std::min(first, rank);
        last = std::max(last, rank);
      }
      const double rank = table.column("rank").reals()[v];
      CHECK(rank >= first - 1e-9);
      CHECK(rank <= last + 1e-9);
      if (!even) continue;
      const auto count = static_cast<double>(best.size());
      CHECK(std::abs(rank - sum / count) < 0.1);
      CHECK(std::abs(table.column("sd").reals()[v] -
                     std::sqrt(std::max(0.0, squares / count - sum / count * sum / count))) < 0.1);
    }
  }
  CHECK(compared > 8);
}

TEST_CASE("violations: a line of descent is ranked without any, and a larger graph no worse than it was made") {
  const Table line = violations(oracle::path(30, true));
  for (std::size_t v = 0; v < 30; ++v) {
    CHECK(line.column("rank").reals()[v] == doctest::Approx(static_cast<double>(v) + 1));
    CHECK(line.column("sd").reals()[v] == 0);
    CHECK(line.column("violations").reals()[v] == 0);
  }
  // Edges down an order that was drawn, and one in ten up.
  std::vector<Edge> edges = oracle::random_edges(60, 0.15, false, 5);
  double up = 0;
  for (std::size_t k = 0; k < edges.size(); k += 10) {
    std::swap(edges[k].from, edges[k].to);
    up += edges[k].weight;
  }
  const Table table = violations(oracle::as_written(60, edges, true, true));
  CHECK(table.column("violations").reals()[0] <= up + 1e-9);
  CHECK(table.column("rank").reals()[0] < table.column("rank").reals()[59]);
}

TEST_CASE("violations: without edges every order is best, loops do not count, repeats add, weights must be sound") {
  CHECK(std::isnan(violations(oracle::as_written(3, {}, true)).column("share").reals()[0]));
  const Table table = violations(oracle::as_written(2, {{0, 0}, {0, 1}, {0, 1}, {1, 0}}, true));
  CHECK(table.column("violations").reals() == std::vector<double>{1, 1});
  CHECK(table.column("rank").reals() == std::vector<double>{1, 2});
  CHECK_THROWS_AS(violations(oracle::as_written(2, {{0, 1, -1}}, true, true)), Error);
}

TEST_CASE("sequence: places and order after many moves are those of a plain list") {
  for (const Vertex n : {1U, 2U, 9U, 100U, 700U}) {
    std::vector<Vertex> plain = oracle::random_order(n, n);
    Sequence sequence(plain);
    Random random(n);
    for (int step = 0; step < 2000; ++step) {
      const auto v = static_cast<Vertex>(random.below(n));
      // Often to the front, so that one block grows and all are filled anew.
      const std::size_t to = random.below(3) == 0 ? random.below(n) : 0;
      plain.erase(std::find(plain.begin(), plain.end(), v));
      plain.insert(plain.begin() + static_cast<std::ptrdiff_t>(to), v);
      sequence.move(v, to);
      REQUIRE(sequence.place(v) == to);
    }
    CHECK(sequence.order() == plain);
  }
}

}  // namespace
}  // namespace renmai
