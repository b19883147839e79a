// SPDX-License-Identifier: Apache-2.0
// The example graphs of LDBC Graphalytics with their expected results, if they lie beside the repository.
// Iosup et al. 2016, doi:10.14778/3007263.3007270; Apache-2.0.
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <limits>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "graph/graph.hpp"

namespace renmai::oracle {

struct GraphalyticsExample {
  Graph graph;  ///< weighted; vertex k is the k-th of `names`
  std::vector<std::int64_t> names;
  std::string stem;  ///< of the files with results

  [[nodiscard]] Vertex vertex(std::int64_t name) const {
    return static_cast<Vertex>(std::lower_bound(names.begin(), names.end(), name) - names.begin());
  }
  /// The expected value per vertex: "Infinity" as such, the greatest integer (BFS: unreached) as infinity.
  [[nodiscard]] std::vector<double> expected(const std::string& algorithm) const {
    std::vector<double> values(names.size());
    std::ifstream file(stem + "-" + algorithm);
    std::int64_t name = 0;
    std::string text;
    while (file >> name >> text) {
      const bool infinite = text == "Infinity" || text == "9223372036854775807";
      values[vertex(name)] = infinite ? std::numeric_limits<double>::infinity() : to_number(text).value();
    }
    return values;
  }
};

/// Nothing if the files are not there.
inline std::optional<GraphalyticsExample> graphalytics_example(bool directed) {
  GraphalyticsExample example;
  example.stem =
      std::string(RENMAI_SOURCE_DIR) + "/../shared/data/graphalytics/example-" + (directed ? "directed" : "undirected");
  std::ifstream vertices(example.stem + ".v");
  std::ifstream lines(example.stem + ".e");
  if (!vertices || !lines) return std::nullopt;
  for (std::int64_t name = 0; vertices >> name;) example.names.push_back(name);
  std::vector<Edge> edges;
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::string weight;
  while (lines >> from >> to >> weight) {
    edges.push_back({example.vertex(from), example.vertex(to), to_number(weight).value()});
  }
  example.graph =
      build_graph(static_cast<Vertex>(example.names.size()), edges, {.directed = directed, .weighted = true});
  return example;
}

}  // namespace renmai::oracle
