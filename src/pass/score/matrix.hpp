// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <span>
#include <vector>

#include "base/parallel.hpp"
#include "graph/graph.hpp"

namespace renmai {

/// Square root of the sum of squares.
[[nodiscard]] inline double l2_norm(std::span<const double> x) {
  return std::sqrt(parallel_sum(x.size(), [&](std::size_t i) { return x[i] * x[i]; }));
}

/// Multiplies every entry of x; the L2 norm of x - y after it.
[[nodiscard]] inline double scale_to(std::vector<double>& x, double factor, std::span<const double> y) {
  return std::sqrt(parallel_sum(x.size(), [&](std::size_t i) {
    x[i] *= factor;
    return (x[i] - y[i]) * (x[i] - y[i]);
  }));
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
