// SPDX-License-Identifier: Apache-2.0
#include "pass/structure/lowlink.hpp"

#include <algorithm>

#include "base/interrupt.hpp"
#include "table/table.hpp"

namespace renmai {
namespace {

/// One search over all components. low(v) is the earliest vertex that the subtree of v reaches by one back edge.
class Search {
 public:
  explicit Search(const Graph& graph)
      : graph_(graph),
        found_(graph.vertex_count(), 0),
        low_(graph.vertex_count(), 0),
        parent_(graph.vertex_count(), no_vertex),
        next_(graph.vertex_count(), 0) {
    joints_.parts.assign(graph.vertex_count(), 0);
  }

  Joints run() {
    for (const Vertex root : graph_.vertices()) {
      if (found_[root] == 0) explore(root);
    }
    std::sort(joints_.bridges.begin(), joints_.bridges.end());
    return std::move(joints_);
  }

 private:
  void enter(Vertex v) {
    found_[v] = low_[v] = ++clock_;
    if (clock_ % 1'000'000 == 0) report_progress("depth-first search", clock_, graph_.vertex_count());
    stack_.push_back(v);
  }

  void explore(Vertex root) {
    enter(root);
    while (!stack_.empty()) {
      const Vertex v = stack_.back();
      const auto row = graph_.out(v);
      if (next_[v] == row.size()) {
        stack_.pop_back();
        leave(v);
        continue;
      }
      const Vertex u = row[next_[v]++];
      if (found_[u] == 0) {
        parent_[u] = v;
        enter(u);
      } else if (u != parent_[v]) {
        low_[v] = std::min(low_[v], found_[u]);
      }
    }
  }

  void leave(Vertex v) {
    const Vertex p = parent_[v];
    if (p == no_vertex) return;
    ++joints_.parts[v];  // the piece above v
    low_[p] = std::min(low_[p], low_[v]);
    if (low_[v] >= found_[p]) ++joints_.parts[p];
    if (low_[v] > found_[p]) joints_.bridges.emplace_back(std::min(v, p), std::max(v, p));
  }

  const Graph& graph_;
  std::vector<Vertex> found_;  // order of discovery from 1; 0 if not yet
  std::vector<Vertex> low_;
  std::vector<Vertex> parent_;
  std::vector<Vertex> next_;  // the slot of the row to look at next; a simple row is shorter than 2^32
  std::vector<Vertex> stack_;
  Vertex clock_ = 0;
  Joints joints_;
};

}  // namespace

Joints find_joints(const Graph& simple) { return Search(simple).run(); }

}  // namespace renmai
