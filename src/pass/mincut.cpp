// SPDX-License-Identifier: Apache-2.0
#include "pass/mincut.hpp"

#include <array>
#include <utility>
#include <vector>

#include "pass/pass.hpp"

namespace renmai {

Table mincut(const Graph& graph, const SetFlowOptions& options) {
  const SetFlow found = set_flow(graph, options);
  std::vector<Vertex> from;
  std::vector<Vertex> to;
  std::vector<double> capacity;
  for (const auto& line : found.cut) {
    from.push_back(line.from);
    to.push_back(line.to);
    capacity.push_back(line.capacity);
  }
  std::vector<double> total(capacity.size(), found.total);
  Table table;
  table.add("from", std::move(from));
  table.add("to", std::move(to));
  table.add("capacity", std::move(capacity));
  table.add("total", std::move(total));
  return table;
}

namespace {

constexpr std::array columns{
    ColumnRow{"from", "", "the end of the cut edge on the source's side"},
    ColumnRow{"to", "", "the other end; the same as from where the vertex itself is cut"},
    ColumnRow{"capacity", "", "what cutting it costs"},
    ColumnRow{"total", "", "what the whole cut costs, the same in every row"},
};

}  // namespace

extern constinit const Pass mincut_pass{
    .name = "mincut",
    .family = "path",
    .summary = "The cheapest edges or vertices whose loss would part one set of vertices from another",
    .definition =
        "Edges of least total capacity whose removal leaves no path from `source` to `sink`; of several such "
        "cuts the one nearest to the source. Capacities are the weights, or 1 if the graph has none; repeated "
        "edges add up. `disjoint=edge`: the fewest edges; `vertex`: the fewest vertices outside both sets, and "
        "edges from source to sink themselves.",
    .cost = "O(vertices^2 * sqrt(edges)) at worst, mostly near linear; one thread; about 200 bytes an edge",
    .paper = "Ford & Fulkerson 1956, doi:10.4153/CJM-1956-045-5; Menger 1927, doi:10.4064/fm-10-1-96-115",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "",
    .options = set_flow_options,
    .columns = columns,
    .laws = law_never_negative,
    .example = {.edges = "a b 3\na c 2\nb d 2\nc d 4\nb c 5\n",
                .options = "source=a sink=d",
                .expected = "from,to,capacity,total\na,b,3,5\na,c,2,5\n"},
    .run_graph = &Runner<&mincut, set_flow_options, SetFlowOptions>::run_graph,
};

}  // namespace renmai
