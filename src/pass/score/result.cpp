// SPDX-License-Identifier: Apache-2.0
#include "pass/score/result.hpp"

namespace renmai {

std::vector<Vertex> vertex_column(const Graph& graph) { return {graph.vertices().begin(), graph.vertices().end()}; }

void add_convergence(Table& table, Convergence convergence) {
  const std::size_t rows = table.row_count();
  table.add("rounds", std::vector<std::int64_t>(rows, convergence.rounds), "rounds");
  table.add("residual", std::vector<double>(rows, convergence.residual));
}

}  // namespace renmai
