// SPDX-License-Identifier: Apache-2.0
#include "pass/distances.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "pass/input/checks.hpp"
#include "pass/pass.hpp"
#include "pass/score/result.hpp"
#include "pass/score/weights.hpp"
#include "pass/walk/hop_tree.hpp"

namespace renmai {
namespace {

constexpr double unreached = std::numeric_limits<double>::infinity();
constexpr std::size_t stop_interval = std::size_t{1} << 20;  // vertices between two looks at the stop flag

struct Tree : PathTree {
  Tree(Vertex count, Vertex source) : PathTree{std::vector<double>(count, unreached), std::vector<Vertex>(count, no_vertex)} { distance[source] = 0; }
};

/// Dijkstra's algorithm; vertices at the same distance are settled by number. Only vertices not yet settled change
/// their parent, so edges of weight 0 make no circle of parents.
Tree by_weight(const Graph& graph, Vertex source) {
  Tree tree(graph.vertex_count(), source);
  std::vector<bool> settled(graph.vertex_count(), false);
  using Entry = std::pair<double, Vertex>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  queue.emplace(0, source);
  std::size_t done = 0;
  while (!queue.empty()) {
    const Vertex v = queue.top().second;
    queue.pop();
    if (settled[v]) continue;
    settled[v] = true;
    if (done++ % stop_interval == 0) report_progress("distances", done, graph.vertex_count());
    EdgeIndex slot = graph.out_begin(v);
    for (const Vertex u : graph.out(v)) {
      const double distance = tree.distance[v] + graph.weight(slot++);
      if (settled[u] || distance > tree.distance[u] || distance == unreached) continue;
      if (distance == tree.distance[u]) {
        tree.parent[u] = std::min(tree.parent[u], v);
        continue;
      }
      tree.distance[u] = distance;
      tree.parent[u] = v;
      queue.emplace(distance, u);
    }
  }
  return tree;
}

}  // namespace

Table distances(const Graph& graph, const DistancesOptions& options) {
  const Vertex source = require_vertex(graph, "source", options.source);
  if (options.weighted) require_weights(graph, "distances");
  PathTree tree = options.weighted ? by_weight(graph, source) : hop_tree(graph, source);
  std::replace(tree.distance.begin(), tree.distance.end(), unreached, std::numeric_limits<double>::quiet_NaN());
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("distance", std::move(tree.distance));
  table.add("parent", std::move(tree.parent));
  return table;
}

namespace {

constexpr std::array options{
    required<&DistancesOptions::source>("source", "the vertex that paths start from"),
    option<&DistancesOptions::weighted>("weighted", "read weights as lengths instead of counting edges"),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"distance", "", "edges on a shortest path from the source, or its length; undefined if there is none"},
    ColumnRow{"parent", "", "the vertex before it on a shortest path, the smallest of several; none for the source"},
};

}  // namespace

extern constinit const Pass distances_pass{
    .name = "distances",
    .family = "path",
    .summary = "Length of the shortest path from one vertex to every other",
    .definition =
        "The least number of edges on a path from the source along the direction of the edges, or with "
        "`weighted` the least sum of weights read as lengths. NaN if no path leads there.",
    .cost = "O(vertices + edges) time, weighted O(edges log edges); 3 numbers a vertex, weighted also 2 an edge",
    .paper = "Moore 1959; Dijkstra 1959, doi:10.1007/BF01386390",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "",
    .options = options,
    .columns = columns,
    .laws = law_never_negative | law_may_be_nan,
    .example = {.edges = "a b\nb c\na d\nd c\nc e\n",
                .options = "source=a",
                .expected = "vertex,distance,parent\na,0,\nb,1,a\nc,2,b\nd,1,a\ne,3,c\n"},
    .run_graph = &Runner<&distances, options, DistancesOptions>::run_graph,
};

}  // namespace renmai
