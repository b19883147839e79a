// SPDX-License-Identifier: Apache-2.0
#include "pass/springrank.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "base/error.hpp"
#include "oracle/dense.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

/// Karate's ties from the smaller to the greater member, with weights made of their numbers.
Graph directed_karate() {
  std::vector<Edge> edges = oracle::karate_edges();
  for (Edge& edge : edges) edge.weight = 1 + (edge.from * 7 + edge.to * 3) % 5;
  return oracle::as_written(34, edges, true, true);
}

std::vector<double> scores(const Graph& graph, double alpha = 0) {
  return springrank(graph, {.alpha = alpha, .tolerance = 1e-13}).column("score").reals();
}

void check_near(const std::vector<double>& met, const std::vector<double>& wanted) {
  for (std::size_t v = 0; v < wanted.size(); ++v) {
    CAPTURE(v);
    CHECK(met[v] == doctest::Approx(wanted[v]).epsilon(1e-8));
  }
}

TEST_CASE("springrank: the ranks that NumPy's solvers give") {
  // numpy 2.3 linalg.lstsq (alpha 0, less the mean) and linalg.solve of the matrix of arXiv 1709.09002, equation 5.
  check_near(scores(directed_karate()),
             {1.0591470553, 0.8863253865, 0.7378384108, 0.2000258836, 0.4414479403, 0.524633781});
  check_near(scores(directed_karate(), 0.5),
             {1.0362157202, 0.8588665592, 0.7132309545, 0.1818602734, 0.4170468107, 0.5187372913});
}

TEST_CASE("springrank: the equations hold") {
  const Graph graph = directed_karate();
  for (const double alpha : {0.0, 0.01, 2.0}) {
    const std::vector<double> s = scores(graph, alpha);
    const auto a = oracle::adjacency(graph, true);
    for (std::size_t i = 0; i < s.size(); ++i) {
      double left = alpha * s[i];
      double right = 0;
      for (std::size_t j = 0; j < s.size(); ++j) {
        left += (a[i][j] + a[j][i]) * (s[i] - s[j]);
        right += a[i][j] - a[j][i];
      }
      CHECK(left == doctest::Approx(right).epsilon(1e-9));
    }
  }
}

TEST_CASE("springrank: at alpha 0 doubled weights change nothing and reversed edges negate") {
  const Graph graph = directed_karate();
  std::vector<Edge> doubled = graph.edges();
  std::vector<Edge> turned = graph.edges();
  for (Edge& edge : doubled) edge.weight *= 2;
  for (Edge& edge : turned) std::swap(edge.from, edge.to);
  const std::vector<double> s = scores(graph);
  check_near(scores(oracle::as_written(34, doubled, true, true)), s);
  std::vector<double> negated = scores(oracle::as_written(34, turned, true, true));
  for (double& score : negated) score = -score;
  check_near(negated, s);
}

TEST_CASE("springrank: each component is centred, loops and undirected graphs say nothing") {
  const std::vector<double> s = scores(oracle::as_written(6, {{0, 1}, {2, 3}, {3, 4}, {5, 5}}, true));
  CHECK(s[0] + s[1] == doctest::Approx(0));
  CHECK(s[0] - s[1] == doctest::Approx(1));
  check_near({s[2], s[3], s[4]}, {1, 0, -1});
  CHECK(s[5] == 0);
  for (const double score : scores(oracle::karate())) CHECK(score == 0);
}

TEST_CASE("springrank: says when it has not settled, and refuses weights that are none") {
  const Table table = springrank(directed_karate(), {.max_rounds = 1});
  CHECK(table.column("residual").reals()[0] > 1e-10);
  CHECK_THROWS_AS(springrank(oracle::as_written(2, {{0, 1, -1}}, true, true)), Error);
}

}  // namespace
}  // namespace renmai
