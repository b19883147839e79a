// SPDX-License-Identifier: Apache-2.0
// Push and relabel, highest label first. Excess goes to the sink as far as it can, and then what is left over goes back
// to the source by the same rules. Labels are lower bounds of the distance to the goal; they are set to the distances
// themselves from time to time, and where a label dies out all nodes above it are cut off from the goal (the gap).
#include "pass/path/preflow.hpp"

#include <algorithm>
#include <limits>

#include "base/interrupt.hpp"
#include "table/table.hpp"

namespace renmai {
namespace {

/// `Index` holds the number of any arc.
template <class Index>
class Preflow {
 public:
  explicit Preflow(const Graph& network)
      : count_(network.vertex_count()),
        begin_(network.offsets().begin(), network.offsets().end()),
        arcs_(network.slot_count()),
        current_(count_),
        excess_(count_, 0),
        label_(count_, 0),
        nodes_(count_),
        levels_(std::size_t{count_} + 1) {
    // Rows are sorted, so a row meets its sources in the order of this walk.
    std::vector<Index> next(begin_.begin(), begin_.end() - 1);
    for (const Vertex v : network.vertices()) {
      Index slot = begin_[v];
      for (const Vertex u : network.out(v)) {
        arcs_[slot] = {network.weight(slot), next[u]++, u};
        ++slot;
      }
    }
  }

  void run(Vertex source, Vertex sink) {
    for (Index slot = begin_[source]; slot < begin_[source + 1]; ++slot) push(slot, arcs_[slot].residual);
    send_excess(sink, source);
    send_excess(source, sink);
    augment(source, sink);
  }

  [[nodiscard]] MaxFlow result() const {
    MaxFlow flow;
    flow.residuals.reserve(arcs_.size());
    for (const Arc& arc : arcs_) flow.residuals.push_back(arc.residual);
    flow.source_side.reserve(count_);
    for (const Vertex label : label_) flow.source_side.push_back(label != count_);
    return flow;
  }

 private:
  struct Arc {
    double residual = 0;
    Index reverse = 0;
    Vertex head = 0;
  };
  /// A node in a list of its level.
  struct Node {
    Vertex next = no_vertex;
    Vertex previous = no_vertex;
  };
  /// The nodes of one label: those with excess, of which the last in goes first, and the others.
  struct Level {
    Vertex active = no_vertex;
    Vertex settled = no_vertex;
  };

  /// Moves flow along an arc; its tail keeps track of its own excess.
  void push(Index slot, double flow) {
    Arc& arc = arcs_[slot];
    arc.residual -= flow;
    arcs_[arc.reverse].residual += flow;
    excess_[arc.head] += flow;
  }

  void add_active(Vertex v) {
    Level& level = levels_[label_[v]];
    nodes_[v].next = level.active;
    level.active = v;
    highest_active_ = std::max(highest_active_, label_[v]);
    highest_ = std::max(highest_, label_[v]);
  }
  void add_settled(Vertex v) {
    Level& level = levels_[label_[v]];
    nodes_[v] = {level.settled, no_vertex};
    if (level.settled != no_vertex) nodes_[level.settled].previous = v;
    level.settled = v;
    highest_ = std::max(highest_, label_[v]);
  }
  void remove_settled(Vertex v) {
    const Node node = nodes_[v];
    if (node.previous == no_vertex)
      levels_[label_[v]].settled = node.next;
    else
      nodes_[node.previous].next = node.next;
    if (node.next != no_vertex) nodes_[node.next].previous = node.previous;
  }

  /// Sends all excess that can get there to the goal; `barred` neither takes nor gives any.
  void send_excess(Vertex goal, Vertex barred) {
    goal_ = goal;
    barred_ = barred;
    measure_labels();
    const std::uint64_t often = 6 * std::uint64_t{count_} + arcs_.size() / 2;
    while (true) {
      while (highest_active_ > 0 && levels_[highest_active_].active == no_vertex) --highest_active_;
      if (highest_active_ == 0) return;
      const Vertex v = levels_[highest_active_].active;
      levels_[highest_active_].active = nodes_[v].next;
      discharge(v);
      if (work_ < often) continue;
      check_stop();
      measure_labels();
    }
  }

  /// Labels become distances to the goal along residual arcs; `count_` where there is no way.
  void measure_labels() {
    work_ = 0;
    std::fill(label_.begin(), label_.end(), count_);
    std::fill(levels_.begin(), levels_.end(), Level());
    highest_active_ = highest_ = 0;
    label_[goal_] = 0;
    queue_.assign(1, goal_);
    for (std::size_t at = 0; at < queue_.size(); ++at) {
      const Vertex v = queue_[at];
      for (Index slot = begin_[v]; slot < begin_[v + 1]; ++slot) {
        const Vertex u = arcs_[slot].head;
        if (label_[u] != count_ || u == barred_ || !(arcs_[arcs_[slot].reverse].residual > 0)) continue;
        label_[u] = label_[v] + 1;
        current_[u] = begin_[u];
        queue_.push_back(u);
        if (excess_[u] > 0)
          add_active(u);
        else
          add_settled(u);
      }
    }
  }

  /// Pushes the excess of a node downhill, raising the node as often as it takes.
  void discharge(Vertex v) {
    while (true) {
      const Vertex below = label_[v] - 1;
      for (Index slot = current_[v]; slot < begin_[v + 1]; ++slot) {
        const Vertex u = arcs_[slot].head;
        if (label_[u] != below || !(arcs_[slot].residual > 0)) continue;
        if (u != goal_ && !(excess_[u] > 0)) {
          remove_settled(u);
          add_active(u);
        }
        if (excess_[v] > arcs_[slot].residual) {
          const double flow = arcs_[slot].residual;
          push(slot, flow);
          excess_[v] -= flow;
          continue;
        }
        push(slot, excess_[v]);
        excess_[v] = 0;
        current_[v] = slot;
        add_settled(v);
        return;
      }
      if (!raise(v)) return;
    }
  }

  /// Whether the node still has a way to the goal.
  bool raise(Vertex v) {
    const Vertex old = label_[v];
    const Level& level = levels_[old];
    if (level.active == no_vertex && level.settled == no_vertex) {
      cut_off_above(old);
      label_[v] = count_;
      return false;
    }
    work_ += 12 + (begin_[v + 1] - begin_[v]);
    Vertex least = count_;
    for (Index slot = begin_[v]; slot < begin_[v + 1]; ++slot) {
      if (!(arcs_[slot].residual > 0) || label_[arcs_[slot].head] + 1 >= least) continue;
      least = label_[arcs_[slot].head] + 1;
      current_[v] = slot;
    }
    label_[v] = least;
    return least < count_;
  }

  /// No node has this label any more: those with higher ones cannot get down to the goal.
  void cut_off_above(Vertex label) {
    for (Vertex k = label + 1; k <= highest_; ++k) {
      for (Vertex v = levels_[k].settled; v != no_vertex; v = nodes_[v].next) label_[v] = count_;
      for (Vertex v = levels_[k].active; v != no_vertex; v = nodes_[v].next) label_[v] = count_;
      levels_[k] = Level();
    }
    highest_ = label;
    highest_active_ = std::min(highest_active_, label);
  }

  /// What rounding left: as long as there is a path with residual capacity, fills a shortest one. In the end the nodes
  /// that the source still reaches have labels below `count_`.
  void augment(Vertex source, Vertex sink) {
    std::vector<Index> entered(count_);
    while (find_path(source, sink, entered)) {
      check_stop();
      double flow = std::numeric_limits<double>::infinity();
      for (Vertex v = sink; v != source; v = arcs_[arcs_[entered[v]].reverse].head)
        flow = std::min(flow, arcs_[entered[v]].residual);
      for (Vertex v = sink; v != source; v = arcs_[arcs_[entered[v]].reverse].head) push(entered[v], flow);
    }
  }
  bool find_path(Vertex source, Vertex sink, std::vector<Index>& entered) {
    std::fill(label_.begin(), label_.end(), count_);
    label_[source] = 0;
    queue_.assign(1, source);
    for (std::size_t at = 0; at < queue_.size(); ++at) {
      const Vertex v = queue_[at];
      for (Index slot = begin_[v]; slot < begin_[v + 1]; ++slot) {
        const Vertex u = arcs_[slot].head;
        if (label_[u] != count_ || !(arcs_[slot].residual > 0)) continue;
        label_[u] = label_[v] + 1;
        entered[u] = slot;
        if (u == sink) return true;
        queue_.push_back(u);
      }
    }
    return false;
  }

  Vertex count_;
  std::vector<Index> begin_;
  std::vector<Arc> arcs_;
  std::vector<Index> current_;  // by node: no arc before it goes downhill
  std::vector<double> excess_;
  std::vector<Vertex> label_;
  std::vector<Node> nodes_;
  std::vector<Level> levels_;  // by label
  std::vector<Vertex> queue_;
  Vertex goal_ = no_vertex;
  Vertex barred_ = no_vertex;
  Vertex highest_active_ = 0;
  Vertex highest_ = 0;  // no node has a higher label, but for those cut off
  std::uint64_t work_ = 0;
};

}  // namespace

MaxFlow max_flow(const Graph& network, Vertex source, Vertex sink) {
  const auto run = [&](auto preflow) {
    preflow.run(source, sink);
    return preflow.result();
  };
  return network.slot_count() < UINT32_MAX ? run(Preflow<std::uint32_t>(network)) : run(Preflow<EdgeIndex>(network));
}

}  // namespace renmai
