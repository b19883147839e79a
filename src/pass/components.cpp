// SPDX-License-Identifier: Apache-2.0
#include "pass/components.hpp"

#include <array>
#include <vector>

#include "base/interrupt.hpp"
#include "pass/pass.hpp"
#include "pass/structure/groups.hpp"

namespace renmai {

std::vector<Vertex> component_labels(const Graph& graph) {
  DisjointSets sets(graph.vertex_count());
  for (const Vertex v : graph.vertices()) {
    if (v % 1'000'000 == 0) report_progress("components", v, graph.vertex_count());
    for (const Vertex u : graph.out(v)) sets.join(v, u);
  }
  std::vector<Vertex> labels(graph.vertex_count());
  for (const Vertex v : graph.vertices()) labels[v] = sets.find(v);
  return labels;
}

Table components(const Graph& graph, const ComponentsOptions&) {
  return group_table(component_labels(graph), "component");
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"component", "", "its component, counted from 1 by size downward, then by smallest vertex"},
    ColumnRow{"size", "vertices", "vertices in that component"},
};

}  // namespace

extern constinit const Pass components_pass{
    .name = "components",
    .family = "structure",
    .summary = "The pieces of the graph: who is linked to whom by any path",
    .definition = "Weakly connected components: two vertices share one if a path joins them when direction is ignored.",
    .cost = "O(vertices + edges log vertices) time; 4 numbers a vertex",
    .paper = "Tarjan & van Leeuwen 1984, doi:10.1145/62.2160",
    .direction = Direction::undirected,
    .weights = Weights::ignored,
    .score = "",
    .options = options,
    .columns = columns,
    .laws = law_relabel_groups | law_never_negative,
    .example = {.edges = "a b\nc d\nd e\n",
                .options = "",
                .expected = "vertex,component,size\na,2,2\nb,2,2\nc,1,3\nd,1,3\ne,1,3\n"},
    .run_graph = &Runner<&components, options, ComponentsOptions>::run_graph,
};

}  // namespace renmai
