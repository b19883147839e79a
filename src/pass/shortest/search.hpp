// SPDX-License-Identifier: Apache-2.0
// Shortest paths from one vertex at a time. Both searches keep their buffers between runs and clean only what the run
// before touched, so a run costs what it reaches, and share one interface: run, order, distance, leads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// Shortest paths along out-edges, every edge of length 1. O(edges reached); 8 bytes a vertex.
class HopSearch {
 public:
  explicit HopSearch(Vertex vertex_count) : distance_(vertex_count, unreached) {}

  /// Calls visit(v, w, first) for every edge v -> w that ends a shortest path to w; `first` the first time w is met.
  template <class Visit>
  void run(const Graph& graph, Vertex source, const Visit& visit) {
    for (const Vertex v : order_) distance_[v] = unreached;
    order_.clear();
    distance_[source] = 0;
    order_.push_back(source);
    for (std::size_t head = 0; head < order_.size(); ++head) {
      const Vertex v = order_[head];
      const std::uint32_t next = distance_[v] + 1;
      for (const Vertex w : graph.out(v)) {
        const bool first = distance_[w] == unreached;
        if (first) {
          distance_[w] = next;
          order_.push_back(w);
        }
        if (distance_[w] == next) visit(v, w, first);
      }
    }
  }

  /// The vertices reached, nearest first, the source among them.
  [[nodiscard]] std::span<const Vertex> order() const { return order_; }
  /// Length of the shortest path to a vertex that was reached.
  [[nodiscard]] double distance(Vertex v) const { return distance_[v]; }
  /// Whether an edge v -> w from a reached v ends a shortest path to w.
  [[nodiscard]] bool leads(Vertex v, Vertex w, double /*length*/) const { return distance_[w] == distance_[v] + 1; }

 private:
  static constexpr std::uint32_t unreached = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> distance_;
  std::vector<Vertex> order_;
};

/// As HopSearch with the weights as lengths, all above 0 (Dijkstra). O(edges reached * log); 16 bytes a vertex and a
/// heap of up to 16 bytes an edge. Lengths of paths are equal only to the last bit.
class LengthSearch {
 public:
  explicit LengthSearch(Vertex vertex_count)
      : distance_(vertex_count, std::numeric_limits<double>::infinity()), position_(vertex_count, unsettled) {}

  /// Calls visit(v, w, first) for every edge v -> w that may end a shortest path to w; `first` if no path to w as short
  /// was met before, so that what was said of w no longer holds.
  template <class Visit>
  void run(const Graph& graph, Vertex source, const Visit& visit) {
    reset();
    distance_[source] = 0;
    push(0, source);
    while (!heap_.empty()) {
      const Vertex v = pop();
      if (position_[v] != unsettled) continue;
      position_[v] = static_cast<std::uint32_t>(order_.size());
      order_.push_back(v);
      const auto row = graph.out(v);
      const auto lengths = graph.out_weights(v);
      for (std::size_t k = 0; k < row.size(); ++k) relax(v, row[k], distance_[v] + lengths[k], visit);
    }
  }

  [[nodiscard]] std::span<const Vertex> order() const { return order_; }
  [[nodiscard]] double distance(Vertex v) const { return distance_[v]; }
  /// The positions matter where a length is too small to change the sum: then the vertex settled first leads.
  [[nodiscard]] bool leads(Vertex v, Vertex w, double length) const {
    return position_[v] < position_[w] && distance_[v] + length == distance_[w];
  }

 private:
  using Entry = std::pair<double, Vertex>;
  static constexpr std::uint32_t unsettled = std::numeric_limits<std::uint32_t>::max();

  void reset() {
    for (const Vertex v : order_) {
      distance_[v] = std::numeric_limits<double>::infinity();
      position_[v] = unsettled;
    }
    order_.clear();
    heap_.clear();
  }

  template <class Visit>
  void relax(Vertex v, Vertex w, double distance, const Visit& visit) {
    if (position_[w] != unsettled || distance > distance_[w]) return;
    const bool first = distance < distance_[w];
    if (first) {
      distance_[w] = distance;
      push(distance, w);
    }
    visit(v, w, first);
  }

  void push(double distance, Vertex v) {
    heap_.emplace_back(distance, v);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
  }

  Vertex pop() {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    const Vertex v = heap_.back().second;
    heap_.pop_back();
    return v;
  }

  std::vector<double> distance_;
  std::vector<std::uint32_t> position_;
  std::vector<Vertex> order_;
  std::vector<Entry> heap_;
};

}  // namespace renmai
