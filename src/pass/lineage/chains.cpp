// SPDX-License-Identifier: Apache-2.0
#include "pass/lineage/chains.hpp"

#include <algorithm>

#include "table/table.hpp"

namespace renmai {

std::vector<std::int64_t> longest_chains(const Graph& simple) {
  std::vector<EdgeIndex> missing(simple.vertex_count());
  std::vector<std::int64_t> length(simple.vertex_count(), Column::absent);
  std::vector<Vertex> ready;
  for (const Vertex v : simple.vertices()) {
    missing[v] = simple.in_degree(v);
    if (missing[v] == 0) {
      length[v] = 0;
      ready.push_back(v);
    }
  }
  std::vector<std::int64_t> so_far(simple.vertex_count(), 0);
  while (!ready.empty()) {
    const Vertex v = ready.back();
    ready.pop_back();
    for (const Vertex u : simple.out(v)) {
      so_far[u] = std::max(so_far[u], length[v] + 1);
      if (--missing[u] > 0) continue;
      length[u] = so_far[u];
      ready.push_back(u);
    }
  }
  return length;
}

}  // namespace renmai
