// SPDX-License-Identifier: Apache-2.0
#include "pass/cut_vertices.hpp"

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "pass/pass.hpp"
#include "pass/structure/lowlink.hpp"

namespace renmai {

Table cut_vertices(const Graph& graph, const CutVerticesOptions&) {
  const auto parts = find_joints(simple_undirected(graph)).parts;
  std::vector<Vertex> cut;
  std::vector<std::int64_t> pieces;
  for (const Vertex v : graph.vertices()) {
    if (parts[v] < 2) continue;
    cut.push_back(v);
    pieces.push_back(parts[v]);
  }
  Table table;
  table.add("vertex", std::move(cut));
  table.add("parts", std::move(pieces), "pieces");
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the cut vertex"},
    ColumnRow{"parts", "pieces", "pieces its component falls into without it; at least 2"},
};

}  // namespace

extern constinit const Pass cut_vertices_pass{
    .name = "cut-vertices",
    .family = "structure",
    .summary = "Vertices whose loss would cut their component in pieces",
    .definition =
        "A vertex is a cut vertex if its component without it has two pieces or more. Direction, weights, loops "
        "and repeated edges are dropped.",
    .cost = "O(vertices + edges) time; 6 numbers a vertex",
    .paper = "Hopcroft & Tarjan 1973, doi:10.1145/362248.362272",
    .direction = Direction::undirected,
    .weights = Weights::ignored,
    .score = "",
    .options = options,
    .columns = columns,
    .laws = law_never_negative,
    .example = {.edges = "a b\nb c\nc a\nc d\nc e\n", .options = "", .expected = "vertex,parts\nc,3\n"},
    .run_graph = &Runner<&cut_vertices, options, CutVerticesOptions>::run_graph,
};

}  // namespace renmai
