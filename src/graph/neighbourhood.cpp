// SPDX-License-Identifier: Apache-2.0
#include "graph/neighbourhood.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

namespace renmai {

std::vector<Vertex> neighbourhood(const Graph& graph, std::span<const Vertex> centres, unsigned hops) {
  std::vector<char> met(graph.vertex_count(), 0);
  std::vector<Vertex> reached;  // in the order of distance: each level is the tail of the one before
  const auto meet = [&](Vertex v) {
    if (met[v] != 0) return;
    met[v] = 1;
    reached.push_back(v);
  };
  for (const Vertex centre : centres) {
    if (centre >= graph.vertex_count()) {
      throw Error(ErrorKind::usage, "vertex " + std::to_string(centre) + " is not in a graph of " +
                                        format_count(graph.vertex_count()) + " vertices");
    }
    meet(centre);
  }
  std::size_t begin = 0;
  for (unsigned hop = 0; hop < hops && begin < reached.size(); ++hop) {
    check_stop();
    const std::size_t end = reached.size();
    for (; begin < end; ++begin) {
      const Vertex v = reached[begin];
      for (const Vertex u : graph.out(v)) meet(u);
      if (!graph.directed()) continue;
      for (const Vertex u : graph.in(v)) meet(u);
    }
  }
  std::sort(reached.begin(), reached.end());
  return reached;
}

}  // namespace renmai
