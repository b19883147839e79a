// SPDX-License-Identifier: Apache-2.0
// Two ways, by whether a short search from the vertex of most out-edges reaches a fair share of the graph.
// If it does, a connected set grows from there: vertices find a neighbour in it among the first of their row, so most
// edges of the great component are never read. Else Afforest, which guesses the great component from a sample.
// Threads may grow the set and link the forest in any order: the labels are the same.
#include "pass/walk/weak_labels.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <utility>

#include "base/interrupt.hpp"
#include "base/pages.hpp"
#include "base/random.hpp"
#include "pass/walk/bitmap.hpp"
#include "pass/walk/blocks.hpp"
#include "table/table.hpp"

namespace renmai {
namespace {

constexpr std::size_t range = 4096;  // vertices a thread takes at a time
constexpr std::size_t first_neighbours = 2;
constexpr int hub_levels = 4;       // of the search that starts the set
constexpr Vertex large_share = 16;  // a set with this share of the vertices is worth looking for in every row
constexpr Vertex more_share = 64;   // and is worth another round if the last one added more than this share
constexpr std::size_t sample_size = 1024;

/// A forest of links that always lead to a smaller vertex. So there are no circles however threads interleave, and once
/// all is joined the root of a tree is the smallest vertex of its component.
class LinkedSets {
 public:
  explicit LinkedSets(Vertex count) : link_(filled(count, Vertex{0})) {}

  void put(Vertex v, Vertex root) { link_[v] = root; }
  [[nodiscard]] Vertex link(Vertex v) { return std::atomic_ref(link_[v]).load(std::memory_order_relaxed); }

  /// Joins the trees of u and v: climbs from the greater of the two until it is a root, and hangs that below the other.
  /// Paths are halved on the way; a link that is no root stays none, so threads may shorten it at once.
  void join(Vertex u, Vertex v) {
    Vertex high = link(u);
    Vertex low = link(v);
    while (high != low) {
      if (high < low) std::swap(high, low);
      const std::atomic_ref place(link_[high]);
      Vertex above = place.load(std::memory_order_relaxed);
      if (above == low || (above == high && place.compare_exchange_strong(above, low))) return;
      const Vertex top = link(above);
      if (top != above) place.store(top, std::memory_order_relaxed);
      high = top;
    }
  }

  /// The root that most vertices of a fixed sample have. After flatten.
  [[nodiscard]] Vertex common_root() const {
    Random random(1);
    std::array<Vertex, sample_size> roots{};
    for (Vertex& root : roots) root = link_[random.below(link_.size())];
    std::sort(roots.begin(), roots.end());
    Vertex best = roots[0];
    std::ptrdiff_t best_count = 0;
    for (auto run = roots.begin(); run != roots.end();) {
      const auto next = std::upper_bound(run, roots.end(), *run);
      if (next - run > best_count) best = *run;
      best_count = std::max(best_count, next - run);
      run = next;
    }
    return best;
  }

  /// Links every vertex to its root.
  void flatten() {
    for_ranges(link_.size(), range, [&](std::size_t begin, std::size_t end) {
      for (std::size_t v = begin; v < end; ++v) {
        const Vertex start = link(static_cast<Vertex>(v));
        Vertex root = start;
        for (Vertex above = link(root); above != root; above = link(root)) root = above;
        if (root != start) std::atomic_ref(link_[v]).store(root, std::memory_order_relaxed);
      }
    });
  }

  [[nodiscard]] std::vector<Vertex> take() { return std::move(link_); }

 private:
  std::vector<Vertex> link_;
};

/// A connected set of vertices grown from a hub, and the vertices with neighbours outside it.
class GrownSet {
 public:
  explicit GrownSet(const Graph& graph)
      : graph_(graph), inside_(graph.vertex_count()), open_(graph.vertex_count()), smallest_(graph.vertex_count()) {}

  /// A few levels of a breadth-first search from the vertex of most out-edges, fewer if they hold enough vertices.
  /// Whether they do, so that it is worth looking for the set in every row.
  bool search_from_hub() {
    std::vector<Vertex> found;
    const auto take = [&](Vertex v) {
      if (inside_.test(v)) return;
      inside_.set(v);
      smallest_ = std::min(smallest_, v);
      found.push_back(v);
    };
    for (const Vertex v : graph_.vertices()) {
      if (graph_.out_degree(v) != graph_.max_out_degree()) continue;
      take(v);
      break;
    }
    const std::size_t enough = graph_.vertex_count() / large_share;
    std::size_t begin = 0;
    for (int level = 0; level < hub_levels; ++level) {
      const std::size_t end = found.size();
      for (; begin < end && found.size() <= enough; ++begin) {
        const Vertex v = found[begin];
        for (const Vertex u : graph_.out(v)) take(u);
      }
    }
    return found.size() > enough;
  }

  /// Takes in neighbours as long as they come in numbers.
  void grow() {
    std::size_t added = grow_once([&](std::size_t index) { return with_edges(index); });
    while (added > graph_.vertex_count() / more_share) {
      added = grow_once([&](std::size_t index) { return open_.word(index); });
    }
  }

  [[nodiscard]] bool holds(Vertex v) const { return inside_.test(v); }
  [[nodiscard]] Vertex smallest() const { return smallest_; }

  /// Calls visit(v) for the vertices outside that have neighbours, in parallel.
  template <class Visit>
  void for_each_open(const Visit& visit) const {
    for_ranges(open_.word_count(), range / Bitmap::word_bits, [&](std::size_t begin, std::size_t end) {
      for (std::size_t w = begin; w < end; ++w) for_each_bit(open_.word(w), w, visit);
    });
  }

 private:
  /// The vertices of a word that have any edge.
  [[nodiscard]] std::uint64_t with_edges(std::size_t index) const {
    const std::size_t begin = index * Bitmap::word_bits;
    const std::size_t end = std::min<std::size_t>(graph_.vertex_count(), begin + Bitmap::word_bits);
    std::uint64_t word = 0;
    for (auto v = static_cast<Vertex>(begin); v < end; ++v) {
      const bool any = graph_.out_degree(v) > 0 || (graph_.directed() && graph_.in_degree(v) > 0);
      word |= std::uint64_t{any} << (v - begin);
    }
    return word & ~inside_.word(index);
  }

  [[nodiscard]] bool touches(Vertex v) {
    const auto inside = [&](Vertex u) { return inside_.test_shared(u); };
    const auto row = graph_.out(v);
    if (std::any_of(row.begin(), row.end(), inside)) return true;
    if (!graph_.directed()) return false;
    const auto back = graph_.in(v);
    return std::any_of(back.begin(), back.end(), inside);
  }

  /// One round over the vertices that `candidates(word index)` names: those beside the set join it. How many did.
  template <class Candidates>
  std::size_t grow_once(const Candidates& candidates) {
    std::atomic<std::size_t> added{0};
    std::atomic<Vertex> smallest{smallest_};
    for_ranges(open_.word_count(), range / Bitmap::word_bits, [&](std::size_t begin, std::size_t end) {
      std::size_t found = 0;
      Vertex least = graph_.vertex_count();
      for (std::size_t w = begin; w < end; ++w) {
        const std::uint64_t word = candidates(w);
        std::uint64_t joins = 0;
        for_each_bit(word, w, [&](Vertex v) {
          if (!touches(v)) return;
          joins |= std::uint64_t{1} << (v % Bitmap::word_bits);
          least = std::min(least, v);
        });
        if (joins != 0) inside_.add_word_shared(w, joins);
        open_.set_word(w, word & ~joins);
        found += static_cast<std::size_t>(std::popcount(joins));
      }
      added.fetch_add(found, std::memory_order_relaxed);
      lower(smallest, least);
    });
    smallest_ = smallest.load();
    report_progress("components", added.load(), graph_.vertex_count());
    return added.load();
  }

  static void lower(std::atomic<Vertex>& least, Vertex v) {
    Vertex before = least.load(std::memory_order_relaxed);
    while (v < before && !least.compare_exchange_weak(before, v, std::memory_order_relaxed)) {
    }
  }

  const Graph& graph_;
  Bitmap inside_;
  Bitmap open_;
  Vertex smallest_;
};

/// Where a vertex hangs at first: below the smallest of its neighbours, if that is smaller.
Vertex first_link(const Graph& graph, Vertex v) {
  Vertex least = v;
  if (const auto row = graph.out(v); !row.empty()) least = std::min(least, row[0]);
  if (const auto row = graph.in(v); !row.empty()) least = std::min(least, row[0]);
  return least;
}

/// Calls visit(v) for every vertex, in parallel.
template <class Visit>
void for_each_vertex(const Graph& graph, const Visit& visit) {
  for_ranges(graph.vertex_count(), range, [&](std::size_t begin, std::size_t end) {
    for (auto v = static_cast<Vertex>(begin); v < end; ++v) visit(v);
  });
}

void join_rows(const Graph& graph, Vertex v, LinkedSets& sets) {
  for (const Vertex u : graph.out(v)) sets.join(v, u);
  if (!graph.directed()) return;
  for (const Vertex u : graph.in(v)) sets.join(v, u);
}

/// Sutton's Afforest: a few links of every vertex, then all links of vertices outside the tree that a sample finds most
/// often. An edge is seen from one of its ends unless both lie in that tree.
void join_all(const Graph& graph, LinkedSets& sets) {
  for_each_vertex(graph, [&](Vertex v) { sets.put(v, first_link(graph, v)); });
  sets.flatten();
  for_each_vertex(graph, [&](Vertex v) {
    const auto row = graph.out(v);
    for (std::size_t k = 0; k < std::min(first_neighbours, row.size()); ++k) sets.join(v, row[k]);
  });
  sets.flatten();
  const Vertex common = sets.common_root();
  for_each_vertex(graph, [&](Vertex v) {
    if (sets.link(v) != common) join_rows(graph, v, sets);
  });
  sets.flatten();
}

}  // namespace

std::vector<Vertex> weak_labels(const Graph& graph) {
  LinkedSets sets(graph.vertex_count());
  if (graph.vertex_count() == 0) return sets.take();
  GrownSet great(graph);
  if (!great.search_from_hub()) {
    join_all(graph, sets);
    return sets.take();
  }
  great.grow();
  for_each_vertex(graph, [&](Vertex v) { sets.put(v, great.holds(v) ? great.smallest() : v); });
  great.for_each_open([&](Vertex v) { join_rows(graph, v, sets); });
  sets.flatten();
  return sets.take();
}

}  // namespace renmai
