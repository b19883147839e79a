// SPDX-License-Identifier: Apache-2.0
#include "pass/layout.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"
#include "oracle/graphs.hpp"
#include "pass/layout/packing.hpp"
#include "pass/layout/quadtree.hpp"

namespace renmai {
namespace {

std::vector<Spot> spots_of(const Table& table) {
  std::vector<Spot> spots(table.row_count());
  for (std::size_t row = 0; row < spots.size(); ++row)
    spots[row] = {table.column("x").reals()[row], table.column("y").reals()[row]};
  return spots;
}

double distance(const Spot& a, const Spot& b) { return std::hypot(a.x - b.x, a.y - b.y); }

template <class Pairs>
double mean_distance(const std::vector<Spot>& spots, const Pairs& pairs) {
  double sum = 0;
  for (const auto& [u, v] : pairs) sum += distance(spots[u], spots[v]);
  return sum / static_cast<double>(pairs.size());
}

Graph grid(Vertex side) {
  std::vector<Edge> edges;
  for (Vertex row = 0; row < side; ++row) {
    for (Vertex column = 0; column < side; ++column) {
      const Vertex v = row * side + column;
      if (column + 1 < side) edges.push_back({v, v + 1});
      if (row + 1 < side) edges.push_back({v, v + side});
    }
  }
  return build_graph(side * side, edges, {.directed = false});
}

TEST_CASE("layout: the pushes of a quad tree are near the sum of all pushes") {
  Random random(5);
  std::vector<Spot> spots(600);
  std::vector<double> masses(600);
  for (std::size_t i = 0; i < spots.size(); ++i) {
    spots[i] = {random.unit() * 100, random.unit() * (i % 3 == 0 ? 1 : 40)};
    masses[i] = 1 + random.unit() * 9;
  }
  spots[7] = spots[8];  // on one spot: no push between them
  const QuadTree tree(spots, masses);
  double error = 0;
  double size = 0;
  for (std::size_t i = 0; i < spots.size(); ++i) {
    Spot exact;
    for (std::size_t j = 0; j < spots.size(); ++j) {
      const double squared = std::pow(distance(spots[i], spots[j]), 2);
      if (!(squared > 0)) continue;
      exact.x += masses[j] * (spots[i].x - spots[j].x) / squared;
      exact.y += masses[j] * (spots[i].y - spots[j].y) / squared;
    }
    error += distance(tree.push(i), exact);
    size += distance(exact, {});
  }
  CHECK(error < 0.05 * size);
}

TEST_CASE("layout: a grid unfolds, so that far in the graph is far in the plane") {
  const Vertex side = 30;
  const auto spots = spots_of(layout(grid(side)));
  const Vertex last = side * side - 1;
  std::vector<std::pair<Vertex, Vertex>> steps, across{{0, last}, {side - 1, last - side + 1}};
  for (const Edge& edge : grid(side).edges()) steps.emplace_back(edge.from, edge.to);
  const double step = mean_distance(spots, steps);
  CHECK(mean_distance(spots, across) > 25 * step);  // 58 steps lie between opposite corners, 41 as the crow flies
  for (const auto& [u, v] : steps) CHECK(distance(spots[u], spots[v]) < 4 * step);
}

TEST_CASE("layout: two groups with one edge between them stand apart") {
  std::vector<Edge> edges;
  for (Vertex u = 0; u < 40; ++u) {
    for (Vertex v = u + 1; v < 40; ++v) {
      if ((u < 20) == (v < 20)) edges.push_back({u, v});
    }
  }
  edges.push_back({0, 20});
  const auto spots = spots_of(layout(build_graph(40, edges, {.directed = false})));
  double inside = 0;
  double between = 1e9;
  for (Vertex u = 1; u < 40; ++u) {
    for (Vertex v = u + 1; v < 40; ++v) {
      const double apart = distance(spots[u], spots[v]);
      if ((u < 20) == (v < 20))
        inside = std::max(inside, apart);
      else if (u != 20 && v != 20)
        between = std::min(between, apart);
    }
  }
  CHECK(between > inside / 2);
}

TEST_CASE("layout: components do not overlap, and no two vertices share a spot") {
  const Graph graph = oracle::random_graph(120, 0.012, false, 9, false);
  const auto spots = spots_of(layout(graph));
  for (Vertex u = 0; u < spots.size(); ++u) {
    for (Vertex v = u + 1; v < spots.size(); ++v) CHECK(distance(spots[u], spots[v]) > 0.1);
  }
}

TEST_CASE("layout: another seed is another picture, the same seed the same") {
  const Graph graph = grid(12);
  CHECK(layout(graph, {.seed = 2}).column("x").reals() == layout(graph, {.seed = 2}).column("x").reals());
  CHECK(layout(graph, {.seed = 2}).column("x").reals() != layout(graph, {.seed = 3}).column("x").reals());
}

TEST_CASE("layout: heavier edges are shorter if weights are asked for; unsound ones are refused") {
  const std::vector<Edge> edges{{0, 1, 1}, {1, 2, 100}, {2, 3, 1}, {3, 0, 100}};
  const Graph graph = build_graph(4, edges, {.directed = false, .weighted = true});
  const auto spots = spots_of(layout(graph, {.weighted = true}));
  CHECK(distance(spots[1], spots[2]) < distance(spots[0], spots[1]) / 2);
  const Graph negative =
      build_graph(3, std::vector<Edge>{{0, 1, -1}, {1, 2, 1}}, {.directed = false, .weighted = true});
  CHECK_THROWS_AS(static_cast<void>(layout(negative, {.weighted = true})), Error);
  CHECK(layout(negative).row_count() == 3);
}

TEST_CASE("packing puts drawings into rows without overlap, and a long one lies flat") {
  std::vector<Spot> diagonal{{0, 0}, {1, 1}, {2, 2}, {3, 3}};
  lay_flat(diagonal);
  CHECK(std::all_of(diagonal.begin(), diagonal.end(), [](const Spot& spot) { return spot.y < 1e-9; }));
  CHECK(std::abs(std::abs(diagonal[3].x - diagonal[0].x) - 3 * std::sqrt(2.0)) < 1e-9);
  std::vector<std::vector<Spot>> drawings{{{0, 0}, {4, 2}}, {{0, 0}}, {{0, 0}, {1, 6}}, {{0, 0}}};
  const double height = pack(drawings, 1);
  CHECK(drawings[2][0].y == 0);  // the tallest first
  CHECK(height >= 6);
  CHECK(drawings[1][0].x != drawings[3][0].x);
}

}  // namespace
}  // namespace renmai
