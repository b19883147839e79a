// SPDX-License-Identifier: Apache-2.0
// Parents are the smallest possible at no cost when pulling: rows are sorted, so the first in-neighbour found in the
// frontier is it. When pushing, threads lower the parent of a vertex of the next level together; the vertex counts as
// reached only after the level, so that every possible parent is tried.
#include "pass/walk/hop_tree.hpp"

#include <atomic>
#include <cstdint>
#include <limits>
#include <utility>

#include "base/interrupt.hpp"
#include "base/pages.hpp"
#include "base/parallel.hpp"
#include "pass/walk/bitmap.hpp"
#include "pass/walk/blocks.hpp"
#include "pass/walk/frontier.hpp"
#include "table/table.hpp"

namespace renmai {
namespace {

constexpr EdgeIndex pull_share = 15;  // pull once a frontier has this share of the edges not yet looked at (Beamer)
constexpr Vertex push_share = 18;     // and until it shrinks below this share of the vertices
constexpr EdgeIndex serial_edges = 1 << 14;  // a frontier with fewer edges takes less time than waking the threads
constexpr std::size_t push_block = 256;      // vertices
constexpr std::size_t settle_block = 4096;   // vertices
constexpr std::size_t pull_block = 64;       // words of 64 vertices

class HopWalk {
 public:
  HopWalk(const Graph& graph, Vertex source)
      : graph_(graph),
        reached_(graph.vertex_count()),
        frontier_(graph.vertex_count()),
        next_(graph.vertex_count()),
        frontier_edges_(graph.out_degree(source)),
        open_edges_(graph.slot_count()),
        tree_(empty_tree(graph.vertex_count(), std::numeric_limits<double>::quiet_NaN())) {
    tree_.distance[source] = 0;
    reached_.set(source);
    frontier_.push(source);
  }

  PathTree run() {
    while (frontier_.size() > 0) {
      report_progress("distances", reached_count_, graph_.vertex_count());
      if (frontier_edges_ > open_edges_ / pull_share) {
        pull_levels();
      } else {
        push_level();
      }
    }
    return std::move(tree_);
  }

 private:
  void push_level() {
    level_ += 1;
    open_edges_ -= frontier_edges_;
    next_.clear();
    const bool alone = frontier_edges_ < serial_edges;
    const auto frontier = frontier_.vertices();
    if (alone) {
      for (const Vertex v : frontier) push_alone(v);
    } else {
      for_ranges(frontier.size(), push_block, [&](std::size_t begin, std::size_t end) {
        Frontier::Appender found(next_);
        for (std::size_t i = begin; i < end; ++i) push_shared(frontier[i], found);
      });
    }
    frontier_.swap(next_);
    settle(alone);
  }

  void push_alone(Vertex v) {
    for (const Vertex u : graph_.out(v)) {
      if (reached_.test(u)) continue;
      if (tree_.parent[u] == no_vertex) next_.push(u);
      if (v < tree_.parent[u]) tree_.parent[u] = v;
    }
  }

  void push_shared(Vertex v, Frontier::Appender& found) {
    for (const Vertex u : graph_.out(v)) {
      if (reached_.test(u)) continue;
      const std::atomic_ref parent(tree_.parent[u]);
      Vertex before = parent.load(std::memory_order_relaxed);
      while (v < before && !parent.compare_exchange_weak(before, v, std::memory_order_relaxed)) {
      }
      if (before == no_vertex) found.push(u);
    }
  }

  /// Counts the new frontier as reached.
  void settle(bool alone) {
    const auto frontier = frontier_.vertices();
    std::atomic<EdgeIndex> edges{0};
    for_ranges(frontier.size(), alone ? frontier.size() : settle_block, [&](std::size_t begin, std::size_t end) {
      EdgeIndex sum = 0;
      for (std::size_t i = begin; i < end; ++i) {
        const Vertex v = frontier[i];
        tree_.distance[v] = level_;
        sum += graph_.out_degree(v);
        if (alone) {
          reached_.set(v);
        } else {
          reached_.set_shared(v);
        }
      }
      edges.fetch_add(sum, std::memory_order_relaxed);
    });
    frontier_edges_ = edges.load();
    reached_count_ += frontier.size();
  }

  void pull_levels() {
    Bitmap front(graph_.vertex_count());
    Bitmap next(graph_.vertex_count());
    const auto frontier = frontier_.vertices();
    for (const Vertex v : frontier) front.set(v);
    std::size_t count = frontier.size();
    std::size_t before = 0;
    do {
      before = count;
      count = pull_level(front, next);
      std::swap(front, next);
    } while (count > 0 && (count >= before || count > graph_.vertex_count() / push_share));
    collect(front);
  }

  /// Takes every vertex not yet reached that has an in-edge from `front`; they are `next`. How many they are.
  std::size_t pull_level(const Bitmap& front, Bitmap& next) {
    level_ += 1;
    std::atomic<std::size_t> count{0};
    for_ranges(reached_.word_count(), pull_block, [&](std::size_t begin, std::size_t end) {
      std::size_t found = 0;
      for (std::size_t w = begin; w < end; ++w) {
        const std::uint64_t taken = pull_word(front, w);
        next.set_word(w, taken);
        reached_.set_word(w, reached_.word(w) | taken);
        found += static_cast<std::size_t>(std::popcount(taken));
      }
      count.fetch_add(found, std::memory_order_relaxed);
    });
    reached_count_ += count;
    report_progress("distances", reached_count_, graph_.vertex_count());
    return count;
  }

  std::uint64_t pull_word(const Bitmap& front, std::size_t index) {
    std::uint64_t taken = 0;
    std::uint64_t open = ~reached_.word(index);
    if (index + 1 == reached_.word_count() && graph_.vertex_count() % Bitmap::word_bits != 0) {
      open &= (std::uint64_t{1} << (graph_.vertex_count() % Bitmap::word_bits)) - 1;
    }
    for_each_bit(open, index, [&](Vertex u) {
      for (const Vertex v : graph_.in(u)) {
        if (!front.test(v)) continue;
        tree_.parent[u] = v;
        tree_.distance[u] = level_;
        taken |= std::uint64_t{1} << (u % Bitmap::word_bits);
        return;
      }
    });
    return taken;
  }

  void collect(const Bitmap& front) {
    frontier_.clear();
    for_ranges(front.word_count(), pull_block, [&](std::size_t begin, std::size_t end) {
      Frontier::Appender found(frontier_);
      for (std::size_t w = begin; w < end; ++w) for_each_bit(front.word(w), w, [&](Vertex v) { found.push(v); });
    });
    frontier_edges_ = 0;  // few, and few edges are left: push
  }

  const Graph& graph_;
  Bitmap reached_;
  Frontier frontier_;
  Frontier next_;
  EdgeIndex frontier_edges_;
  EdgeIndex open_edges_;  // edges of vertices that no frontier has had yet
  PathTree tree_;
  std::size_t reached_count_ = 1;
  double level_ = 0;
};

}  // namespace

PathTree empty_tree(Vertex count, double unreached) {
  PathTree tree;
  const auto fill = [&](std::size_t column) {
    if (column == 0) {
      tree.distance = filled(count, unreached);
    } else {
      tree.parent = filled(count, no_vertex);
    }
  };
  parallel_for(2, fill, count > block_size ? 1 : 2);
  return tree;
}

PathTree hop_tree(const Graph& graph, Vertex source) { return HopWalk(graph, source).run(); }

}  // namespace renmai
