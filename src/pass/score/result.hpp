// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

/// The vertices in order: the first column of a result with one row per vertex.
[[nodiscard]] std::vector<Vertex> vertex_column(const Graph& graph);

/// How an iteration ended. It converged if the residual is at most the tolerance asked for.
struct Convergence {
  std::uint32_t rounds = 0;
  double residual = 0;  ///< change of the last round, in the norm the pass states
};

/// Adds the columns `rounds` and `residual`, the same in every row of a table that has at least one column.
void add_convergence(Table& table, Convergence convergence);

}  // namespace renmai
