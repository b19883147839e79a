// SPDX-License-Identifier: Apache-2.0
#include "pass/walk/reach.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "base/interrupt.hpp"
#include "pass/walk/ahead.hpp"
#include "pass/walk/blocks.hpp"
#include "pass/walk/frontier.hpp"

namespace renmai {
namespace {

constexpr EdgeIndex pull_share = 15;  // as in hop_tree
constexpr Vertex push_share = 18;
constexpr EdgeIndex serial_edges = 1 << 14;
constexpr std::size_t push_block = 256;  // vertices
constexpr std::size_t pull_block = 64;   // words of 64 vertices

class Reach {
 public:
  Reach(const Graph& graph, Vertex source)
      : graph_(graph),
        reached_(graph.vertex_count()),
        frontier_(graph.vertex_count()),
        next_(graph.vertex_count()),
        open_edges_(graph.slot_count()) {
    reached_.set(source);
    frontier_.push(source);
  }

  Bitmap run() {
    while (frontier_.size() > 0) {
      check_stop();
      EdgeIndex edges = 0;
      for (const Vertex v : frontier_.vertices()) edges += graph_.out_degree(v);
      if (edges > open_edges_ / pull_share) {
        pull();
      } else {
        open_edges_ -= edges;
        push(edges < serial_edges);
      }
    }
    return std::move(reached_);
  }

 private:
  void push(bool alone) {
    next_.clear();
    const auto frontier = frontier_.vertices();
    for_ranges(frontier.size(), alone ? frontier.size() : push_block, [&](std::size_t begin, std::size_t end) {
      Frontier::Appender found(next_);
      for (std::size_t i = begin; i < end; ++i) {
        fetch_ahead(graph_, frontier, i);
        for (const Vertex u : graph_.out(frontier[i])) {
          if (!reached_.test_shared(u) && reached_.set_shared(u)) found.push(u);
        }
      }
    });
    frontier_.swap(next_);
  }

  /// Rounds over all that is not reached, as long as they find much. What a round missed has an in-neighbour among what
  /// it found, so that is the next frontier.
  void pull() {
    Bitmap found(graph_.vertex_count());
    std::size_t count = 0;
    std::size_t before = 0;
    do {
      before = count;
      count = pull_round(found);
    } while (count > before || count > graph_.vertex_count() / push_share);
    frontier_.clear();
    for (std::size_t w = 0; w < found.word_count(); ++w) {
      for_each_bit(found.word(w), w, [&](Vertex v) { frontier_.push(v); });
    }
    open_edges_ = graph_.slot_count();  // push what is left
  }

  std::size_t pull_round(Bitmap& found) {
    std::atomic<std::size_t> count{0};
    for_ranges(reached_.word_count(), pull_block, [&](std::size_t begin, std::size_t end) {
      std::size_t sum = 0;
      for (std::size_t w = begin; w < end; ++w) {
        std::uint64_t taken = 0;
        for_each_bit(~reached_.word(w), w, [&](Vertex u) {
          if (u >= graph_.vertex_count()) return;
          const auto row = graph_.in(u);
          if (std::none_of(row.begin(), row.end(), [&](Vertex v) { return reached_.test_shared(v); })) return;
          taken |= std::uint64_t{1} << (u % Bitmap::word_bits);
        });
        if (taken != 0) reached_.add_word_shared(w, taken);
        found.set_word(w, taken);
        sum += static_cast<std::size_t>(std::popcount(taken));
      }
      count.fetch_add(sum, std::memory_order_relaxed);
    });
    return count.load();
  }

  const Graph& graph_;
  Bitmap reached_;
  Frontier frontier_;
  Frontier next_;
  EdgeIndex open_edges_;
};

}  // namespace

Bitmap reach(const Graph& graph, Vertex source) { return Reach(graph, source).run(); }

}  // namespace renmai
