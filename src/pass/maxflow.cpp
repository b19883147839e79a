// SPDX-License-Identifier: Apache-2.0
#include "pass/maxflow.hpp"

#include <array>
#include <utility>
#include <vector>

#include "pass/pass.hpp"

namespace renmai {

Table maxflow(const Graph& graph, const SetFlowOptions& options) {
  const SetFlow found = set_flow(graph, options);
  std::vector<Vertex> from;
  std::vector<Vertex> to;
  std::vector<double> flow;
  std::vector<double> capacity;
  for (const auto& line : found.flows) {
    from.push_back(line.from);
    to.push_back(line.to);
    flow.push_back(line.flow);
    capacity.push_back(line.capacity);
  }
  std::vector<double> total(flow.size(), found.total);
  Table table;
  table.add("from", std::move(from));
  table.add("to", std::move(to));
  table.add("flow", std::move(flow));
  table.add("capacity", std::move(capacity));
  table.add("total", std::move(total));
  return table;
}

namespace {

constexpr std::array columns{
    ColumnRow{"from", "", "where the flow along this edge comes from"},
    ColumnRow{"to", "", "where it goes"},
    ColumnRow{"flow", "", "how much flows, above 0"},
    ColumnRow{"capacity", "", "how much could"},
    ColumnRow{"total", "", "flow from source to sink, the same in every row"},
};

}  // namespace

extern constinit const Pass maxflow_pass{
    .name = "maxflow",
    .family = "path",
    .summary = "The most that can flow from one set of vertices to another, and along which edges",
    .definition =
        "A maximum flow from `source` to `sink`. Capacities are the weights, or 1 if the graph has none; an "
        "undirected edge carries flow one way or the other; repeated edges add up. `disjoint` counts paths "
        "that share no edge, or no vertex between their ends, instead.",
    .cost = "O(vertices^2 * sqrt(edges)) at worst, mostly near linear; one thread; about 200 bytes an edge",
    .paper = "Ford & Fulkerson 1956, doi:10.4153/CJM-1956-045-5; Cherkassky & Goldberg 1997, doi:10.1007/PL00009180",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "",
    .options = set_flow_options,
    .columns = columns,
    .laws = law_never_negative,
    .example = {.edges = "a b 3\na c 2\nb d 2\nc d 4\nb c 5\n",
                .options = "source=a sink=d",
                .expected = "from,to,flow,capacity,total\na,b,3,3,5\na,c,2,2,5\nb,c,1,5,5\nb,d,2,2,5\nc,d,3,4,5\n"},
    .run_graph = &Runner<&maxflow, set_flow_options, SetFlowOptions>::run_graph,
};

}  // namespace renmai
