// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "graph/graph.hpp"

namespace renmai {

/// Asks for the out rows that a loop over `vertices`, now at place i, comes to soon: rows in no order wait for memory
/// else. First where a row lies, then its beginning.
inline void fetch_ahead(const Graph& graph, std::span<const Vertex> vertices, std::size_t i) {
  constexpr std::size_t rows_ahead = 4;
  constexpr std::size_t line = 16;  // vertices
  const auto offsets = graph.offsets();
  if (i + 2 * rows_ahead < vertices.size()) __builtin_prefetch(&offsets[vertices[i + 2 * rows_ahead]]);
  if (i + rows_ahead >= vertices.size()) return;
  const auto row = graph.out(vertices[i + rows_ahead]);
  if (row.empty()) return;
  __builtin_prefetch(row.data());
  if (row.size() > line) __builtin_prefetch(row.data() + line);
  if (graph.weighted()) __builtin_prefetch(graph.out_weights(vertices[i + rows_ahead]).data());
}

}  // namespace renmai
