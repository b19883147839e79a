// SPDX-License-Identifier: Apache-2.0
#include "pass/score/result.hpp"

#include <numeric>

#include "base/pages.hpp"

namespace renmai {

std::vector<Vertex> vertex_column(const Graph& graph) {
  std::vector<Vertex> vertices = filled(graph.vertex_count(), Vertex{0});
  std::iota(vertices.begin(), vertices.end(), Vertex{0});
  return vertices;
}

void add_convergence(Table& table, Convergence convergence) {
  const std::size_t rows = table.row_count();
  table.add("rounds", std::vector<std::int64_t>(rows, convergence.rounds), "rounds");
  table.add("residual", std::vector<double>(rows, convergence.residual));
}

}  // namespace renmai
