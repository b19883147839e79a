// SPDX-License-Identifier: Apache-2.0
#include "pass/components.hpp"

#include <array>
#include <vector>

#include "pass/pass.hpp"
#include "pass/structure/groups.hpp"
#include "pass/walk/weak_labels.hpp"

namespace renmai {

std::vector<Vertex> component_labels(const Graph& graph) { return weak_labels(graph); }

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
    .cost = "O(vertices + edges) time in practice; 6 numbers a vertex",
    .paper = "Sutton, Ben-Nun & Barak 2018, doi:10.1109/IPDPS.2018.00012",
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
