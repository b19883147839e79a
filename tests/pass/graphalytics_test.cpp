// SPDX-License-Identifier: Apache-2.0
// The two example graphs of LDBC Graphalytics with their expected results, if the data folder is there.
#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "graph/graph.hpp"
#include "pass/clustering.hpp"
#include "pass/components.hpp"
#include "pass/distances.hpp"
#include "pass/pagerank.hpp"
#include "pass/support.hpp"

namespace renmai {
namespace {

const std::filesystem::path folder = std::filesystem::path(RENMAI_SOURCE_DIR) / ".." / "shared/data/graphalytics";

/// Whether the data is there; says so if not, and the test is then skipped.
bool have_data() {
  if (std::filesystem::exists(folder / "example-directed.v")) return true;
  MESSAGE("skipped: no LDBC Graphalytics examples in " << folder.string());
  return false;
}

struct Sample {
  std::map<std::int64_t, Vertex> vertices;
  Graph graph;
  std::string name;

  /// Second column of the file of expected results, in vertex order; NaN where it is no number.
  [[nodiscard]] std::vector<double> expected(const std::string& algorithm) const {
    std::ifstream file(folder / (name + "-" + algorithm));
    std::vector<double> values(vertices.size(), std::numeric_limits<double>::quiet_NaN());
    std::int64_t id = 0;
    std::string value;
    while (file >> id >> value) {
      if (const auto number = to_number(value)) values.at(vertices.at(id)) = *number;
    }
    return values;
  }
};

Sample load(bool directed) {
  Sample sample;
  sample.name = directed ? "example-directed" : "example-undirected";
  std::ifstream vertices(folder / (sample.name + ".v"));
  for (std::int64_t id = 0; vertices >> id;) {
    sample.vertices.emplace(id, static_cast<Vertex>(sample.vertices.size()));
  }
  std::ifstream lines(folder / (sample.name + ".e"));
  std::vector<Edge> edges;
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::string weight;
  while (lines >> from >> to >> weight) {
    edges.push_back({sample.vertices.at(from), sample.vertices.at(to), to_number(weight).value()});
  }
  sample.graph = oracle::as_written(static_cast<Vertex>(sample.vertices.size()), edges, directed, true);
  return sample;
}

}  // namespace

TEST_CASE("pagerank gives what Graphalytics expects after 2 rounds") {
  if (!have_data()) return;
  for (const bool directed : {true, false}) {
    const Sample sample = load(directed);
    const Table table = pagerank(sample.graph, {.damping = 0.85, .tolerance = 0, .max_rounds = 2});
    CHECK(table.column("rounds").integers().at(0) == 2);
    CHECK(oracle::all_near(table.column("score").reals(), sample.expected("PR"), 1e-12));
  }
}

TEST_CASE("distances give what Graphalytics expects of BFS and SSSP") {
  if (!have_data()) return;
  for (const bool directed : {true, false}) {
    const Sample sample = load(directed);
    const Vertex source = sample.vertices.at(directed ? 1 : 2);
    std::vector<double> hops = sample.expected("BFS");
    for (double& hop : hops) {
      if (hop > 1e18) hop = std::numeric_limits<double>::quiet_NaN();  // 9223372036854775807 stands for unreached
    }
    std::vector<double> lengths = sample.expected("SSSP");
    for (double& length : lengths) {
      if (length > 1e18) length = std::numeric_limits<double>::quiet_NaN();
    }
    const Table by_hops = distances(sample.graph, {.source = source});
    const Table by_weight = distances(sample.graph, {.source = source, .weighted = true});
    CHECK(oracle::all_near(by_hops.column("distance").reals(), hops));
    CHECK(oracle::all_near(by_weight.column("distance").reals(), lengths));
  }
}

TEST_CASE("components give what Graphalytics expects of WCC") {
  if (!have_data()) return;
  for (const bool directed : {true, false}) {
    const Sample sample = load(directed);
    const std::vector<double> expected = sample.expected("WCC");
    const Table table = components(sample.graph);
    const auto& found = table.columns()[1].integers();
    REQUIRE(found.size() == expected.size());
    for (std::size_t u = 0; u < found.size(); ++u) {
      for (std::size_t v = 0; v < found.size(); ++v) CHECK((found[u] == found[v]) == (expected[u] == expected[v]));
    }
  }
}

TEST_CASE("clustering gives what Graphalytics expects of LCC on the undirected example") {
  if (!have_data()) return;
  const Sample sample = load(false);
  const Table table = clustering(sample.graph);
  const std::vector<double> expected = sample.expected("LCC");
  for (const Vertex v : sample.graph.vertices()) {
    const double score = table.column("score").number(v);
    CHECK(oracle::near(std::isnan(score) ? 0.0 : score, expected[v], 1e-12));  // LDBC says 0 where it is undefined
  }
}

}  // namespace renmai
