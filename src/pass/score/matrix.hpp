// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "base/parallel.hpp"
#include "graph/graph.hpp"

namespace renmai {

/// Row v of A^T x: the sum over the edges u -> v of weight * x[u]. A holds every edge as written: parallel edges add up
/// and a loop counts once.
[[nodiscard]] inline double in_sum(const Graph& graph, Vertex v, bool weighted, std::span<const double> x) {
  const auto row = graph.in(v);
  double sum = 0;
  if (!weighted) {
    for (const Vertex u : row) sum += x[u];
    return sum;
  }
  const auto weights = graph.in_weights(v);
  for (std::size_t k = 0; k < row.size(); ++k) sum += weights[k] * x[row[k]];
  return sum;
}

/// Square root of the sum of squares.
[[nodiscard]] inline double l2_norm(std::span<const double> x) {
  return std::sqrt(parallel_sum(x.size(), [&](std::size_t i) { return x[i] * x[i]; }));
}

/// L2 norm of x - y.
[[nodiscard]] inline double l2_distance(std::span<const double> x, std::span<const double> y) {
  return std::sqrt(parallel_sum(x.size(), [&](std::size_t i) { return (x[i] - y[i]) * (x[i] - y[i]); }));
}

/// Multiplies every entry.
inline void scale(std::vector<double>& x, double factor) {
  parallel_for(x.size(), [&](std::size_t i) { x[i] *= factor; });
}

/// The greatest weight of the graph, 1 if it has none: what matrix passes divide by, so that no product overflows.
[[nodiscard]] inline double greatest_weight_of(const Graph& graph, bool weighted) {
  if (!weighted) return 1;
  double greatest = 0;
  for (const Vertex v : graph.vertices()) {
    for (const double weight : graph.out_weights(v)) greatest = std::max(greatest, weight);
  }
  return greatest;
}

}  // namespace renmai
