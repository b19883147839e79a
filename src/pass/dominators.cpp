// SPDX-License-Identifier: Apache-2.0
#include "pass/dominators.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "pass/input/checks.hpp"
#include "pass/pass.hpp"

namespace renmai {
namespace {

/// The vertices that the source reaches, each after all that a depth-first search meets below it.
std::vector<Vertex> post_order(const Graph& graph, Vertex source) {
  std::vector<Vertex> order;
  std::vector<char> met(graph.vertex_count(), 0);
  std::vector<std::pair<Vertex, std::size_t>> stack{{source, 0}};
  met[source] = 1;
  while (!stack.empty()) {
    auto& [v, next] = stack.back();
    const auto row = graph.out(v);
    while (next < row.size() && met[row[next]] != 0) ++next;
    if (next == row.size()) {
      order.push_back(v);
      stack.pop_back();
      continue;
    }
    const Vertex below = row[next++];
    met[below] = 1;
    stack.emplace_back(below, 0);
  }
  return order;
}

}  // namespace

Table dominators(const Graph& graph, const DominatorsOptions& options) {
  const Vertex source = require_vertex(graph, "source", options.source);
  const std::vector<Vertex> order = post_order(graph, source);
  std::vector<std::size_t> place(graph.vertex_count(), 0);
  for (std::size_t k = 0; k < order.size(); ++k) place[order[k]] = k;
  std::vector<Vertex> dominator(graph.vertex_count(), no_vertex);
  dominator[source] = source;
  const auto meet = [&](Vertex a, Vertex b) {
    while (a != b) {
      while (place[a] < place[b]) a = dominator[a];
      while (place[b] < place[a]) b = dominator[b];
    }
    return a;
  };
  for (bool changed = true; changed;) {
    check_stop();
    changed = false;
    for (std::size_t k = order.size(); k-- > 0;) {  // the source first
      const Vertex v = order[k];
      if (v == source) continue;
      Vertex found = no_vertex;
      for (const Vertex u : graph.in(v)) {
        if (dominator[u] != no_vertex) found = found == no_vertex ? u : meet(u, found);
      }
      changed = changed || dominator[v] != found;
      dominator[v] = found;
    }
  }
  std::vector<std::int64_t> depth(graph.vertex_count(), 0);
  std::vector<std::int64_t> dominates(graph.vertex_count(), 0);
  // A dominator comes after what it dominates in post-order.
  for (const Vertex v : order) {
    if (v != source) dominates[dominator[v]] += dominates[v] + 1;
  }
  for (std::size_t k = order.size(); k-- > 0;) {
    if (order[k] != source) depth[order[k]] = depth[dominator[order[k]]] + 1;
  }
  std::vector<Vertex> vertices = order;
  std::sort(vertices.begin(), vertices.end());
  std::vector<Vertex> immediate;
  std::vector<std::int64_t> depths, below;
  for (const Vertex v : vertices) {
    immediate.push_back(v == source ? no_vertex : dominator[v]);
    depths.push_back(depth[v]);
    below.push_back(dominates[v]);
  }
  Table table;
  table.add("vertex", std::move(vertices));
  table.add("dominator", std::move(immediate));
  table.add("depth", std::move(depths));
  table.add("dominates", std::move(below), "vertices");
  return table;
}

namespace {

constexpr std::array options{required<&DominatorsOptions::source>("source", "where every path begins")};
constexpr std::array columns{
    ColumnRow{"vertex", "", "a vertex that the source reaches"},
    ColumnRow{"dominator", "", "the nearest other vertex on every path to it; none for the source"},
    ColumnRow{"depth", "", "dominators above it"},
    ColumnRow{"dominates", "vertices", "that no path reaches but through it"},
};

}  // namespace

extern constinit const Pass dominators_pass{
    .name = "dominators",
    .family = "lineage",
    .summary = "Whom every line of descent from a vertex passes through",
    .definition =
        "d dominates v if every path from the source to v, along the direction of the edges, holds d; listed is the "
        "dominator nearest to v.",
    .trap = "Being an ancestor of all is not enough: with a second adviser at any point there is a way round.",
    .cost = "O(edges) a round, few rounds; 5 numbers a vertex",
    .paper = "Cooper, Harvey & Kennedy 2001, A simple, fast dominance algorithm",
    .direction = Direction::directed,
    .weights = Weights::ignored,
    .options = options,
    .columns = columns,
    .laws = law_never_negative,
    .example = {.edges = "a b\nb c\nb d\nc e\nd e\n",
                .options = "source=a",
                .expected = "vertex,dominator,depth,dominates\na,,0,4\nb,a,1,3\nc,b,2,0\nd,b,2,0\ne,b,2,0\n"},
    .run_graph = &Runner<&dominators, options, DominatorsOptions>::run_graph,
};

}  // namespace renmai
