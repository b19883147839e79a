// SPDX-License-Identifier: Apache-2.0
#include "pass/dominators.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "oracle/graphs.hpp"

namespace renmai {
namespace {

/// By vertex: what the pass says, no_vertex for the source and what it does not reach.
std::vector<Vertex> immediate(const Graph& graph, Vertex source) {
  const Table table = dominators(graph, {.source = source});
  std::vector<Vertex> found(graph.vertex_count(), no_vertex);
  for (std::size_t row = 0; row < table.row_count(); ++row)
    found[table.column("vertex").vertices()[row]] = table.column("dominator").vertices()[row];
  return found;
}

/// Whether the source reaches v without passing through `cut`.
bool reaches(const Graph& graph, Vertex source, Vertex v, Vertex cut) {
  std::vector<char> met(graph.vertex_count(), 0);
  std::vector<Vertex> open;
  if (source != cut) open.push_back(source);
  while (!open.empty()) {
    const Vertex u = open.back();
    open.pop_back();
    if (met[u] != 0) continue;
    met[u] = 1;
    for (const Vertex w : graph.out(u)) {
      if (w != cut) open.push_back(w);
    }
  }
  return met[v] != 0;
}

TEST_CASE("dominators are the vertices without which a vertex is out of reach, the nearest of them immediate") {
  for (std::uint64_t seed = 1; seed <= 80; ++seed) {
    CAPTURE(seed);
    const Graph graph = oracle::random_graph(14, 0.06 + 0.002 * static_cast<double>(seed), true, seed);
    const std::vector<Vertex> met = immediate(graph, 0);
    for (const Vertex v : graph.vertices()) {
      if (v == 0 || !reaches(graph, 0, v, no_vertex)) {
        CHECK(met[v] == no_vertex);
        continue;
      }
      std::vector<Vertex> all;
      for (const Vertex d : graph.vertices()) {
        if (d != v && !reaches(graph, 0, v, d)) all.push_back(d);
      }
      // The nearest is dominated by all the others.
      Vertex nearest = no_vertex;
      for (const Vertex d : all) {
        const bool below_all = std::all_of(all.begin(), all.end(),
                                           [&](Vertex other) { return other == d || !reaches(graph, 0, d, other); });
        if (below_all) nearest = d;
      }
      CHECK(met[v] == nearest);
    }
  }
}

TEST_CASE("dominators: depth and how many each dominates") {
  const Table table = dominators(oracle::as_written(6, {{0, 1}, {1, 2}, {1, 3}, {2, 4}, {3, 4}}, true), {.source = 0});
  CHECK(table.column("vertex").vertices() == std::vector<Vertex>{0, 1, 2, 3, 4});
  CHECK(table.column("dominates").integers() == std::vector<std::int64_t>{4, 3, 0, 0, 0});
  CHECK(table.column("depth").integers() == std::vector<std::int64_t>{0, 1, 2, 2, 2});
  CHECK_THROWS_AS(dominators(oracle::path(3)), Error);
}

}  // namespace
}  // namespace renmai
