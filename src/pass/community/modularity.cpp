// SPDX-License-Identifier: Apache-2.0
#include "pass/community/modularity.hpp"

#include <limits>
#include <vector>

namespace renmai {

double modularity(const Graph& graph, std::span<const Vertex> communities, double resolution) {
  std::vector<double> strength(graph.vertex_count(), 0.0);  // by community
  double inner = 0;
  double all = 0;
  for (const Vertex v : graph.vertices()) {
    EdgeIndex slot = graph.out_begin(v);
    for (const Vertex u : graph.out(v)) {
      const double weight = graph.weight(slot++) * (u == v ? 2 : 1);
      strength[communities[v]] += weight;
      all += weight;
      if (communities[u] == communities[v]) inner += weight;
    }
  }
  if (!(all > 0)) return std::numeric_limits<double>::quiet_NaN();
  double expected = 0;
  for (const double s : strength) expected += (s / all) * (s / all);
  return inner / all - resolution * expected;
}

}  // namespace renmai
