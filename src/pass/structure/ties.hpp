// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "graph/graph.hpp"

namespace renmai {

/// One undirected edge a tied pair, weighing what flows both ways: m(u,v) = w(u->v) + w(v->u). Loops and edges of
/// weight 0 are no ties.
[[nodiscard]] inline Graph mutual_ties(const Graph& graph) {
  auto edges = graph.edges();
  std::erase_if(edges, [](const Edge& edge) { return edge.weight == 0; });
  return build_graph(graph.vertex_count(), edges, {.directed = false, .loops = Loops::drop, .weighted = true});
}

/// Calls visit(i, k) for every neighbour that both rows, which are sorted, hold: at place i of one and k of the other.
template <class Visit>
void for_common(std::span<const Vertex> one, std::span<const Vertex> other, const Visit& visit) {
  std::size_t i = 0;
  std::size_t k = 0;
  while (i < one.size() && k < other.size()) {
    if (one[i] == other[k])
      visit(i++, k++);
    else if (one[i] < other[k])
      ++i;
    else
      ++k;
  }
}

/// Calls body(v) for every vertex, in parallel. Rows differ much in cost: small blocks share it better. Reports
/// progress as `what` and throws Error{interrupted} between slices.
template <class Body>
void for_vertices_in_slices(const Graph& graph, std::string_view what, const Body& body) {
  constexpr std::size_t slice_size = std::size_t{1} << 18;
  constexpr std::size_t work_block = 256;
  const std::size_t n = graph.vertex_count();
  for (std::size_t begin = 0; begin < n; begin += slice_size) {
    report_progress(what, begin, n);
    parallel_for(
        std::min(slice_size, n - begin), [&](std::size_t i) { body(static_cast<Vertex>(begin + i)); }, work_block);
  }
}

}  // namespace renmai
