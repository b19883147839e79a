// SPDX-License-Identifier: Apache-2.0
#include "pass/scc.hpp"

#include <array>

#include "pass/pass.hpp"
#include "pass/structure/groups.hpp"
#include "pass/walk/strong_labels.hpp"
#include "pass/walk/weak_labels.hpp"

namespace renmai {
std::vector<Vertex> strong_labels(const Graph& graph) {
  return graph.directed() ? component_roots(graph) : weak_labels(graph);
}

Table scc(const Graph& graph, const SccOptions&) { return group_table(strong_labels(graph), "component"); }

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"component", "", "its component, counted from 1 by size downward, then by smallest vertex"},
    ColumnRow{"size", "vertices", "vertices in that component"},
};

}  // namespace

extern constinit const Pass scc_pass{
    .name = "scc",
    .family = "structure",
    .summary = "Strongly connected components: who reaches each other along the direction of the edges",
    .definition =
        "Two vertices share a component if a directed path leads from each to the other. A vertex on no cycle "
        "is a component of its own.",
    .cost = "O(vertices + edges) time; 8 numbers a vertex",
    .paper = "Fleischer, Hendrickson & Pinar 2000, doi:10.1007/3-540-45591-4_68; Tarjan 1972, doi:10.1137/0201010",
    .direction = Direction::directed,
    .weights = Weights::ignored,
    .score = "",
    .options = options,
    .columns = columns,
    .laws = law_relabel_groups | law_never_negative,
    .example = {.edges = "a b\nb c\nc b\nc d\n",
                .options = "",
                .expected = "vertex,component,size\na,2,1\nb,1,2\nc,1,2\nd,3,1\n"},
    .run_graph = &Runner<&scc, options, SccOptions>::run_graph,
};

}  // namespace renmai
