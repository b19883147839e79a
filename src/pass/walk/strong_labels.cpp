// SPDX-License-Identifier: Apache-2.0
#include "pass/walk/strong_labels.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/interrupt.hpp"
#include "base/pages.hpp"
#include "base/parallel.hpp"
#include "pass/walk/bitmap.hpp"
#include "pass/walk/reach.hpp"
#include "table/table.hpp"

namespace renmai {
namespace {

constexpr std::size_t stop_interval = std::size_t{1} << 16;  // vertices between two looks at the stop flag

/// What the searches of all parts write: each only at the vertices of its own part.
struct Shared {
  explicit Shared(Vertex count)
      : found(filled(count, Vertex{0})),
        low(filled(count, Vertex{0})),
        next(filled(count, EdgeIndex{0})),
        label(filled(count, no_vertex)) {}
  std::vector<Vertex> found;    // order of discovery from 1; 0 if not yet
  std::vector<Vertex> low;      // the earliest open vertex known to be reachable
  std::vector<EdgeIndex> next;  // the slot to look at next
  std::vector<Vertex> label;    // a vertex is open until it has one
};

/// Tarjan's search with its own stacks over the vertices that `inside` names. A vertex whose low is itself closes a
/// component: all that was opened since.
template <class Inside>
class Search {
 public:
  Search(const Graph& graph, Shared& shared, const Inside& inside) : graph_(graph), shared_(shared), inside_(inside) {}

  void run() {
    for (const Vertex root : graph_.vertices()) {
      if (root % stop_interval == 0 && stop_requested()) return;
      if (!inside_(root) || shared_.found[root] != 0) continue;
      if (graph_.out_degree(root) == 0 || graph_.in_degree(root) == 0) {
        shared_.found[root] = ++clock_;
        shared_.label[root] = root;
      } else {
        explore(root);
      }
    }
  }

 private:
  void enter(Vertex v) {
    shared_.found[v] = shared_.low[v] = ++clock_;
    shared_.next[v] = graph_.out_begin(v);
    path_.push_back(v);
    open_.push_back(v);
  }

  void explore(Vertex root) {
    enter(root);
    while (!path_.empty()) {
      const Vertex v = path_.back();
      const Vertex child = next_child(v);
      if (child != no_vertex) {
        if (clock_ % stop_interval == 0 && stop_requested()) return;
        enter(child);
        continue;
      }
      path_.pop_back();
      leave(v);
    }
  }

  /// Goes through the edges of v up to the next vertex not yet found.
  Vertex next_child(Vertex v) {
    const EdgeIndex end = graph_.out_begin(v) + graph_.out_degree(v);
    while (shared_.next[v] < end) {
      const Vertex u = graph_.target(shared_.next[v]++);
      if (!inside_(u)) continue;
      if (shared_.found[u] == 0) return u;
      if (shared_.label[u] == no_vertex) shared_.low[v] = std::min(shared_.low[v], shared_.found[u]);
    }
    return no_vertex;
  }

  void leave(Vertex v) {
    if (!path_.empty()) shared_.low[path_.back()] = std::min(shared_.low[path_.back()], shared_.low[v]);
    if (shared_.low[v] != shared_.found[v]) return;
    Vertex member = no_vertex;
    do {
      member = open_.back();
      open_.pop_back();
      shared_.label[member] = v;
    } while (member != v);
  }

  const Graph& graph_;
  Shared& shared_;
  const Inside& inside_;
  std::vector<Vertex> path_;
  std::vector<Vertex> open_;
  Vertex clock_ = 0;
};

/// The vertex with the most pairs of an in- and an out-edge, of several the smallest.
Vertex busiest(const Graph& graph) {
  Vertex best = 0;
  EdgeIndex most = 0;
  for (const Vertex v : graph.vertices()) {
    const EdgeIndex pairs = graph.out_degree(v) * graph.in_degree(v);
    if (pairs <= most) continue;
    most = pairs;
    best = v;
  }
  return best;
}

}  // namespace

std::vector<Vertex> component_roots(const Graph& graph) {
  Shared shared(graph.vertex_count());
  if (graph.vertex_count() == 0) return {};
  const Vertex pivot = busiest(graph);
  const Bitmap after = reach(graph, pivot);
  report_progress("scc", 1, 4);
  const Bitmap before = reach(graph.reversed(), pivot);
  report_progress("scc", 2, 4);
  parallel_for(shared.label.size(), [&](std::size_t v) {
    const auto vertex = static_cast<Vertex>(v);
    if (after.test(vertex) && before.test(vertex)) shared.label[v] = pivot;
  });
  // The parts: neither after nor before the pivot, only after, only before.
  const auto search = [&](std::size_t part) {
    const auto inside = [&](Vertex v) { return after.test(v) == (part == 1) && before.test(v) == (part == 2); };
    Search(graph, shared, inside).run();
  };
  parallel_for(3, search, 1);
  check_stop();
  return std::move(shared.label);
}

}  // namespace renmai
