// SPDX-License-Identifier: Apache-2.0
#include "pass/input/checks.hpp"

#include <string>

#include "base/error.hpp"

namespace renmai {
namespace {

void require_in_graph(const Graph& graph, std::string_view option, Vertex vertex) {
  if (vertex < graph.vertex_count()) return;
  throw Error(ErrorKind::usage, "option '" + std::string(option) + "' wants a vertex below " +
                                    std::to_string(graph.vertex_count()) + ", got " + std::to_string(vertex));
}

}  // namespace

Vertex require_vertex(const Graph& graph, std::string_view option, std::optional<Vertex> vertex) {
  if (!vertex) throw Error(ErrorKind::usage, "option '" + std::string(option) + "' wants a vertex, got none");
  require_in_graph(graph, option, *vertex);
  return *vertex;
}

void require_vertices(const Graph& graph, std::string_view option, std::span<const Vertex> vertices) {
  if (vertices.empty()) {
    throw Error(ErrorKind::usage, "option '" + std::string(option) + "' wants at least one vertex, got none");
  }
  for (const Vertex v : vertices) require_in_graph(graph, option, v);
}

void require_error(double within) {
  constexpr double least = 1e-4;
  if (within < least) throw Error(ErrorKind::usage, "`within` is at least 0.0001; leave it out for exact scores");
}

}  // namespace renmai
