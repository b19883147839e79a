// SPDX-License-Identifier: Apache-2.0
#include "pass/core.hpp"

#include <array>

#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/walk/peel.hpp"

namespace renmai {
std::vector<std::int64_t> core_numbers(const Graph& graph) { return peeled_cores(simple_undirected(graph)); }

Table core(const Graph& graph, const CoreOptions&) {
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", core_numbers(graph), "neighbours");
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "neighbours", "core number: 0 for an isolated vertex"},
};

}  // namespace

extern constinit const Pass core_pass{
    .name = "core",
    .family = "structure",
    .summary = "Core number: how deep in the dense part of the graph each vertex lies",
    .definition =
        "The largest k such that the vertex lies in an induced subgraph where every vertex has at least k "
        "neighbours. Direction, weights, loops and repeated edges are dropped.",
    .cost = "O(vertices + edges) time; 7 numbers a vertex",
    .paper = "Seidman 1983, doi:10.1016/0378-8733(83)90028-X; Kabir & Madduri 2017, doi:10.1109/IPDPSW.2017.151",
    .direction = Direction::undirected,
    .weights = Weights::ignored,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative | law_adds_over_components,
    .example = {.edges = "a b\nb c\nc a\nc d\n", .options = "", .expected = "vertex,score\na,2\nb,2\nc,2\nd,1\n"},
    .run_graph = &Runner<&core, options, CoreOptions>::run_graph,
};

}  // namespace renmai
