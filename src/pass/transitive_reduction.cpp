// SPDX-License-Identifier: Apache-2.0
#include "pass/transitive_reduction.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "pass/pass.hpp"
#include "pass/walk/strong_labels.hpp"

namespace renmai {
namespace {

/// Circles shrunk to one vertex each, every pair linked once; no circle is left.
Graph shrunk(const Graph& graph, const std::vector<Vertex>& root) {
  std::vector<Edge> edges = graph.edges();
  if (!graph.directed()) edges.clear();  // all within circles
  for (Edge& edge : edges) edge = {root[edge.from], root[edge.to], 1};
  return build_graph(graph.vertex_count(), edges, {.directed = true, .loops = Loops::drop});
}

/// By vertex: its place in an order in which every edge leads onward.
std::vector<Vertex> places_in_order(const Graph& acyclic) {
  std::vector<EdgeIndex> missing(acyclic.vertex_count());
  std::vector<Vertex> ready;
  for (const Vertex v : acyclic.vertices()) {
    missing[v] = acyclic.in_degree(v);
    if (missing[v] == 0) ready.push_back(v);
  }
  std::vector<Vertex> place(acyclic.vertex_count(), 0);
  for (std::size_t next = 0; next < ready.size(); ++next) {
    place[ready[next]] = static_cast<Vertex>(next);
    for (const Vertex u : acyclic.out(ready[next])) {
      if (--missing[u] == 0) ready.push_back(u);
    }
  }
  return place;
}

/// From each vertex the neighbours are met in order: one that those before it reach is implied.
class Reduction {
 public:
  explicit Reduction(const Graph& acyclic)
      : graph_(acyclic), place_(places_in_order(acyclic)), reached_from_(acyclic.vertex_count(), no_vertex) {}

  /// The neighbours of v that only their edge leads to, ascending.
  std::vector<Vertex> kept(Vertex v) {
    const auto row = graph_.out(v);
    std::vector<Vertex> in_order(row.begin(), row.end());
    std::sort(in_order.begin(), in_order.end(), [&](Vertex a, Vertex b) { return place_[a] < place_[b]; });
    std::vector<Vertex> kept;
    for (const Vertex u : in_order) {
      if (reached_from_[u] == v) continue;
      kept.push_back(u);
      if (kept.size() < in_order.size()) reach(v, u, place_[in_order.back()]);
    }
    std::sort(kept.begin(), kept.end());
    return kept;
  }

 private:
  /// Marks what u reaches as reached from v, no further than the last neighbour of v.
  void reach(Vertex v, Vertex u, Vertex last_place) {
    stack_.assign(1, u);
    reached_from_[u] = v;
    while (!stack_.empty()) {
      const Vertex at = stack_.back();
      stack_.pop_back();
      for (const Vertex next : graph_.out(at)) {
        if (place_[next] > last_place || reached_from_[next] == v) continue;
        reached_from_[next] = v;
        stack_.push_back(next);
      }
    }
  }

  const Graph& graph_;
  std::vector<Vertex> place_;
  std::vector<Vertex> reached_from_;  // the vertex last searched from that reached it
  std::vector<Vertex> stack_;
};

}  // namespace

Table transitive_reduction(const Graph& graph, const TransitiveReductionOptions& options) {
  const Graph simple =
      build_graph(graph.vertex_count(), graph.edges(), {.directed = graph.directed(), .loops = Loops::drop});
  const std::vector<Vertex> root = simple.directed() ? component_roots(simple) : std::vector<Vertex>();
  const Graph acyclic = shrunk(simple, root);
  Reduction reduction(acyclic);
  std::vector<std::vector<Vertex>> kept(acyclic.vertex_count());
  for (const Vertex v : acyclic.vertices()) {
    report_progress("transitive-reduction", v, acyclic.vertex_count());
    kept[v] = reduction.kept(v);
  }
  std::vector<Vertex> from, to;
  std::vector<std::string> kind;
  for (const Edge& edge : simple.edges()) {
    const bool circle = root.empty() || root[edge.from] == root[edge.to];
    const auto stays = [&](const std::vector<Vertex>& row) {
      return std::binary_search(row.begin(), row.end(), root[edge.to]);
    };
    const char* const met = circle ? "circle" : stays(kept[root[edge.from]]) ? "kept" : "implied";
    if (std::string_view(met) == "implied" && !options.all) continue;
    from.push_back(edge.from);
    to.push_back(edge.to);
    kind.emplace_back(met);
  }
  Table table;
  table.add("from", std::move(from));
  table.add("to", std::move(to));
  table.add("kind", std::move(kind));
  return table;
}

namespace {

constexpr std::array options{
    option<&TransitiveReductionOptions::all>("all", "list implied edges too"),
};
constexpr std::array columns{
    ColumnRow{"from", "", "where the edge begins"},
    ColumnRow{"to", "", "where it ends"},
    ColumnRow{"kind", "", "kept; circle if both ends lie on one; with --all implied"},
};

}  // namespace

extern constinit const Pass transitive_reduction_pass{
    .name = "transitive-reduction",
    .family = "lineage",
    .summary = "The edges that no longer chain tells already",
    .definition =
        "An edge is implied, and left out, if a path of two or more edges leads from its one end to the other. "
        "Vertices on a circle with each other count as one, and edges among them stay.",
    .trap = "Fewer edges, the same paths: but students of the left out edges were taught directly all the same.",
    .cost = "O(vertices * edges) at worst, on lines of descent near O(edges); 4 numbers a vertex",
    .paper = "Aho, Garey & Ullman 1972, doi:10.1137/0201008",
    .direction = Direction::directed,
    .weights = Weights::ignored,
    .options = options,
    .columns = columns,
    .laws = 0,
    .example = {.edges = "a b\nb c\na c\nc d\na d\n",
                .options = "",
                .expected = "from,to,kind\na,b,kept\nb,c,kept\nc,d,kept\n"},
    .run_graph = &Runner<&transitive_reduction, options, TransitiveReductionOptions>::run_graph,
};

}  // namespace renmai
