// SPDX-License-Identifier: Apache-2.0
#include "pass/community/modularity.hpp"

#include <limits>
#include <vector>

#include "base/parallel.hpp"

namespace renmai {

double modularity(const Graph& graph, std::span<const Vertex> communities, double resolution) {
  const std::size_t count = graph.vertex_count();
  std::vector<double> strength(count);  // by vertex
  std::vector<double> within(count);
  parallel_for(count, [&](std::size_t i) {
    const auto v = static_cast<Vertex>(i);
    EdgeIndex slot = graph.out_begin(v);
    for (const Vertex u : graph.out(v)) {
      const double weight = graph.weight(slot++) * (u == v ? 2 : 1);
      strength[v] += weight;
      if (communities[u] == communities[v]) within[v] += weight;
    }
  });
  const double all = parallel_sum(count, [&](std::size_t v) { return strength[v]; });
  if (!(all > 0)) return std::numeric_limits<double>::quiet_NaN();
  const double inner = parallel_sum(count, [&](std::size_t v) { return within[v]; });
  std::vector<double> total(count);  // by community
  for (std::size_t v = 0; v < count; ++v) total[communities[v]] += strength[v];
  const double expected = parallel_sum(count, [&](std::size_t c) { return (total[c] / all) * (total[c] / all); });
  return inner / all - resolution * expected;
}

}  // namespace renmai
