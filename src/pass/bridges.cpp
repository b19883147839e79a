// SPDX-License-Identifier: Apache-2.0
#include "pass/bridges.hpp"

#include <array>
#include <utility>
#include <vector>

#include "pass/pass.hpp"
#include "pass/structure/lowlink.hpp"

namespace renmai {

Table bridges(const Graph& graph, const BridgesOptions&) {
  std::vector<Vertex> from;
  std::vector<Vertex> to;
  for (const auto& [u, v] : find_joints(simple_undirected(graph)).bridges) {
    from.push_back(u);
    to.push_back(v);
  }
  Table table;
  table.add("from", std::move(from));
  table.add("to", std::move(to));
  return table;
}

namespace {

constexpr std::array<OptionRow, 0> options{};
constexpr std::array columns{
    ColumnRow{"from", "", "one end of the bridge, the smaller vertex"},
    ColumnRow{"to", "", "the other end"},
};

}  // namespace

extern constinit const Pass bridges_pass{
    .name = "bridges",
    .family = "structure",
    .summary = "Edges whose loss would cut a component in two",
    .definition =
        "An edge is a bridge if its ends are in different components once it is removed. Direction, weights, "
        "loops and repeated edges are dropped: two relations between the same two are one edge.",
    .cost = "O(vertices + edges) time; 6 numbers a vertex",
    .paper = "Tarjan 1974, doi:10.1016/0020-0190(74)90003-9",
    .direction = Direction::undirected,
    .weights = Weights::ignored,
    .score = "",
    .options = options,
    .columns = columns,
    .laws = 0,
    .example = {.edges = "a b\nb c\nc a\nc d\nd e\n", .options = "", .expected = "from,to\nc,d\nd,e\n"},
    .run_graph = &Runner<&bridges, options, BridgesOptions>::run_graph,
};

}  // namespace renmai
