// SPDX-License-Identifier: Apache-2.0
#include "pass/clustering.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "oracle/graphalytics.hpp"
#include "oracle/graphs.hpp"

namespace renmai {

TEST_CASE("clustering of the karate club") {
  // igraph 1.0.0: transitivity_local_undirected(), transitivity_undirected()
  const std::vector<double> expected{0.15, 1.0 / 3, 0.24444444444444446, 2.0 / 3, 2.0 / 3, 0.5, 0.5, 1, 0.5,
                                     0,    2.0 / 3};
  const Table table = clustering(oracle::karate());
  const auto& scores = table.column("score").reals();
  for (std::size_t v = 0; v < expected.size(); ++v) CHECK(scores[v] == doctest::Approx(expected[v]));
  CHECK(std::isnan(scores[11]));
  CHECK(table.column("transitivity").reals()[20] == doctest::Approx(0.2556818181818182));
}

TEST_CASE("clustering is undefined where there are no two neighbours") {
  const Table pair = clustering(oracle::path(2));
  CHECK(std::isnan(pair.column("score").reals()[0]));
  CHECK(std::isnan(pair.column("transitivity").reals()[0]));
  const Table star = clustering(oracle::star(3));
  CHECK(star.column("score").reals()[0] == 0);
  CHECK(std::isnan(star.column("score").reals()[1]));
  CHECK(star.column("transitivity").reals()[1] == 0);
}

TEST_CASE("clustering is the LDBC Graphalytics coefficient, which is 0 where ours is undefined") {
  const auto example = oracle::graphalytics_example(false);
  if (!example) {
    MESSAGE("skipped: the Graphalytics examples are not there");
    return;
  }
  const auto expected = example->expected("LCC");
  const Table table = clustering(example->graph);
  for (const Vertex v : example->graph.vertices()) {
    const double score = table.column("score").reals()[v];
    CHECK((std::isnan(score) ? 0 : score) == doctest::Approx(expected[v]));
  }
}

}  // namespace renmai
