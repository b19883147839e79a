// SPDX-License-Identifier: Apache-2.0
// Peeling a vertex lowers the count of each neighbour that is left. Threads share this work by neighbour, not by
// vertex: each goes through the whole layer but only through its own part of every row, so no count needs an atomic.
// Whether a neighbour is left is a coin toss to the processor, so that loop has no branch.
#include "pass/walk/peel.hpp"

#include <algorithm>
#include <atomic>
#include <span>

#include "base/interrupt.hpp"
#include "base/pages.hpp"
#include "pass/walk/ahead.hpp"
#include "pass/walk/blocks.hpp"
#include "pass/walk/frontier.hpp"

namespace renmai {
namespace {

constexpr std::size_t scan_block = std::size_t{1} << 16;  // vertices
constexpr std::size_t alone_limit = 4096;                 // a smaller layer takes less time than waking the threads
constexpr std::size_t stop_block = 1024;                  // vertices between two looks at the stop flag
constexpr std::size_t most_workers = 16;                  // each reads the whole layer

class Peeling {
 public:
  explicit Peeling(const Graph& simple)
      : graph_(simple),
        left_(filled(simple.vertex_count(), Vertex{0})),
        rest_(simple.vertex_count()),
        rest_next_(simple.vertex_count()),
        layer_(simple.vertex_count()),
        layer_next_(simple.vertex_count()),
        parts_(equal_parts(simple)) {
    for_ranges(left_.size(), scan_block, [&](std::size_t begin, std::size_t end) {
      Frontier::Appender with_edges(rest_);
      for (auto v = static_cast<Vertex>(begin); v < end; ++v) {
        left_[v] = static_cast<Vertex>(graph_.out_degree(v));
        if (left_[v] > 0) with_edges.push(v);
      }
    });
  }

  std::vector<std::int64_t> run() {
    while (rest_.size() > 0) {
      report_progress("core", graph_.vertex_count() - rest_.size(), graph_.vertex_count());
      k_ = sift();
      while (layer_.size() > 0) peel_layer();
    }
    std::vector<std::int64_t> cores = filled(left_.size(), std::int64_t{0});
    parallel_for(cores.size(), [&](std::size_t v) { cores[v] = left_[v]; });
    return cores;
  }

 private:
  /// Cuts the vertices so that every part has about the same number of slots.
  static std::vector<Vertex> equal_parts(const Graph& graph) {
    const std::size_t workers = std::clamp<std::size_t>(static_cast<std::size_t>(thread_count()), 1, most_workers);
    std::vector<Vertex> parts{0};
    const auto offsets = graph.offsets();
    for (std::size_t w = 1; w < workers; ++w) {
      const auto cut = std::lower_bound(offsets.begin(), offsets.end(), graph.slot_count() * w / workers);
      parts.push_back(std::min(static_cast<Vertex>(cut - offsets.begin()), graph.vertex_count()));
    }
    parts.push_back(graph.vertex_count());
    return parts;
  }

  /// Drops what is peeled from the rest, and makes the layer of those with the fewest neighbours left: how many.
  Vertex sift() {
    const Vertex peeled = k_;
    std::atomic<Vertex> least{no_limit};
    rest_next_.clear();
    layer_.clear();
    for_ranges(rest_.size(), scan_block, [&](std::size_t begin, std::size_t end) {
      Frontier::Appender kept(rest_next_);
      Frontier::Appender found(layer_);
      Vertex low = no_limit;
      for (const Vertex v : rest_.vertices().subspan(begin, end - begin)) {
        const Vertex left = left_[v];
        if (left <= peeled) continue;
        kept.push(v);
        if (left == peeled + 1) found.push(v);
        low = std::min(low, left);
      }
      Vertex before = least.load(std::memory_order_relaxed);
      while (low < before && !least.compare_exchange_weak(before, low, std::memory_order_relaxed)) {
      }
    });
    rest_.swap(rest_next_);
    if (layer_.size() == 0) collect(least.load());
    return least.load();
  }

  /// Makes the layer of those of the rest with `left` neighbours left.
  void collect(Vertex left) {
    for_ranges(rest_.size(), scan_block, [&](std::size_t begin, std::size_t end) {
      Frontier::Appender found(layer_);
      for (const Vertex v : rest_.vertices().subspan(begin, end - begin)) {
        if (left_[v] == left) found.push(v);
      }
    });
  }

  /// Peels the layer off; those that fall to k neighbours with it are the next layer of the same k.
  void peel_layer() {
    layer_next_.clear();
    if (layer_.size() < alone_limit) {
      peel_part(0, graph_.vertex_count());
    } else {
      parallel_for(
          parts_.size() - 1, [&](std::size_t part) { peel_part(parts_[part], parts_[part + 1]); }, 1);
    }
    check_stop();
    layer_.swap(layer_next_);
  }

  /// Lowers the neighbours in [first, last) of the layer.
  void peel_part(Vertex first, Vertex last) {
    Frontier::Appender found(layer_next_);
    const auto layer = layer_.vertices();
    const bool whole = first == 0 && last == graph_.vertex_count();
    for (std::size_t i = 0; i < layer.size(); ++i) {
      if (i % stop_block == 0 && stop_requested()) return;
      fetch_ahead(graph_, layer, i);
      auto row = graph_.out(layer[i]);
      if (!whole) {
        const auto begin = std::lower_bound(row.begin(), row.end(), first);
        row = {begin, std::lower_bound(begin, row.end(), last)};
      }
      lower(row, found);
    }
  }

  void lower(std::span<const Vertex> row, Frontier::Appender& found) {
    const Vertex k = k_;
    Vertex* const all = left_.data();
    while (!row.empty()) {
      const auto piece = row.first(std::min(row.size(), Frontier::Appender::room));
      row = row.subspan(piece.size());
      found.make_room();
      for (const Vertex u : piece) {
        const Vertex left = all[u];
        all[u] = left - static_cast<Vertex>(left > k);
        found.push_if(left == k + 1, u);
      }
    }
  }

  static constexpr Vertex no_limit = UINT32_MAX;
  const Graph& graph_;
  std::vector<Vertex> left_;  // neighbours not yet peeled; of a peeled vertex its core number
  Frontier rest_;             // vertices not yet peeled, and those peeled since the last sift
  Frontier rest_next_;
  Frontier layer_;
  Frontier layer_next_;
  std::vector<Vertex> parts_;  // where the part of each worker begins, and the end
  Vertex k_ = 0;
};

}  // namespace

std::vector<std::int64_t> peeled_cores(const Graph& simple) { return Peeling(simple).run(); }

}  // namespace renmai
