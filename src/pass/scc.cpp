// SPDX-License-Identifier: Apache-2.0
#include "pass/scc.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/interrupt.hpp"
#include "pass/pass.hpp"
#include "pass/structure/groups.hpp"

namespace renmai {
namespace {

/// Tarjan's search with its own stacks. low(v) is the earliest open vertex known to be reachable from v; a vertex whose
/// low is itself closes a component: all that was opened since.
class Search {
 public:
  explicit Search(const Graph& graph)
      : graph_(graph),
        found_(graph.vertex_count(), 0),
        low_(graph.vertex_count(), 0),
        next_(graph.vertex_count(), 0),
        label_(graph.vertex_count(), no_vertex) {}

  std::vector<Vertex> run() {
    for (const Vertex root : graph_.vertices()) {
      if (found_[root] == 0) explore(root);
    }
    return std::move(label_);
  }

 private:
  void enter(Vertex v) {
    found_[v] = low_[v] = ++clock_;
    next_[v] = graph_.out_begin(v);
    if (clock_ % 1'000'000 == 0) report_progress("scc", clock_, graph_.vertex_count());
    path_.push_back(v);
    open_.push_back(v);
  }

  void explore(Vertex root) {
    enter(root);
    while (!path_.empty()) {
      const Vertex v = path_.back();
      if (next_[v] == graph_.out_begin(v) + graph_.out_degree(v)) {
        path_.pop_back();
        leave(v);
        continue;
      }
      const Vertex u = graph_.target(next_[v]++);
      if (found_[u] == 0) {
        enter(u);
      } else if (label_[u] == no_vertex) {
        low_[v] = std::min(low_[v], found_[u]);
      }
    }
  }

  void leave(Vertex v) {
    if (!path_.empty()) low_[path_.back()] = std::min(low_[path_.back()], low_[v]);
    if (low_[v] != found_[v]) return;
    Vertex member = no_vertex;
    do {
      member = open_.back();
      open_.pop_back();
      label_[member] = v;
    } while (member != v);
  }

  const Graph& graph_;
  std::vector<Vertex> found_;  // order of discovery from 1; 0 if not yet
  std::vector<Vertex> low_;
  std::vector<EdgeIndex> next_;  // the slot to look at next
  std::vector<Vertex> label_;    // a vertex is open until it has one
  std::vector<Vertex> path_;
  std::vector<Vertex> open_;
  Vertex clock_ = 0;
};

}  // namespace

std::vector<Vertex> strong_labels(const Graph& graph) { return Search(graph).run(); }

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
    .cost = "O(vertices + edges) time; 6 numbers a vertex",
    .paper = "Tarjan 1972, doi:10.1137/0201010",
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
