// SPDX-License-Identifier: Apache-2.0
// A parent that is nearer to the source than its child can be read off a row: the first that fits is the smallest.
// Edges too short to change a sum join vertices at the same distance; among those, who is settled first decides, so the
// few vertices that have such an in-edge before a nearer parent are settled again, one distance at a time.
#include "pass/walk/tree_parents.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <mutex>
#include <queue>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "pass/walk/bitmap.hpp"
#include "pass/walk/blocks.hpp"
#include "table/table.hpp"

namespace renmai {
namespace {

constexpr std::size_t block = 4096;  // vertices

class Parents {
 public:
  Parents(const Graph& graph, Vertex source, PathTree& tree)
      : graph_(graph), source_(source), tree_(tree), level_(graph.vertex_count()) {}

  void run() {
    for_ranges(graph_.vertex_count(), block, [&](std::size_t begin, std::size_t end) {
      std::vector<Vertex> level;
      for (auto v = static_cast<Vertex>(begin); v < end; ++v) {
        if (tree_.distance[v] < infinity && v != source_ && !has_nearer_parent(v)) level.push_back(v);
      }
      const std::lock_guard lock(mutex_);
      level_vertices_.insert(level_vertices_.end(), level.begin(), level.end());
    });
    if (!level_vertices_.empty()) settle_levels();
  }

 private:
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  /// Takes the smallest nearer parent. False if an in-edge from the same distance comes before it or there is none.
  bool has_nearer_parent(Vertex v) {
    const auto row = graph_.in(v);
    const auto lengths = graph_.in_weights(v);
    const double distance = tree_.distance[v];
    bool level = false;
    for (std::size_t k = 0; k < row.size(); ++k) {
      const double from = tree_.distance[row[k]];
      if (from + (lengths.empty() ? 1.0 : lengths[k]) != distance) continue;
      if (from == distance) {
        level = level || row[k] != v;
        continue;
      }
      tree_.parent[v] = row[k];
      return !level;
    }
    return !level;
  }

  /// Settles the vertices that may have a parent at their own distance, as Dijkstra's algorithm would.
  void settle_levels() {
    std::vector<Vertex> members = level_vertices_;
    for (const Vertex v : level_vertices_) {
      level_.set(v);
      const auto row = graph_.in(v);
      std::copy_if(row.begin(), row.end(), std::back_inserter(members),
                   [&](Vertex u) { return tree_.distance[u] == tree_.distance[v]; });
    }
    const auto order = [&](Vertex a, Vertex b) {
      return std::pair(tree_.distance[a], a) < std::pair(tree_.distance[b], b);
    };
    std::sort(members.begin(), members.end(), order);
    members.erase(std::unique(members.begin(), members.end()), members.end());
    Bitmap settled(graph_.vertex_count());
    for (std::size_t begin = 0; begin < members.size();) {
      check_stop();
      std::size_t end = begin;
      while (end < members.size() && tree_.distance[members[end]] == tree_.distance[members[begin]]) ++end;
      settle({members.data() + begin, end - begin}, settled);
      begin = end;
    }
  }

  /// The members of one distance: those with a nearer parent wait from the start, the others once an edge leads there.
  void settle(std::span<const Vertex> members, Bitmap& settled) {
    std::priority_queue<Vertex, std::vector<Vertex>, std::greater<>> waiting;
    for (const Vertex v : members) {
      if (v == source_ || tree_.parent[v] != no_vertex) waiting.push(v);
    }
    for (std::size_t done = 0; !waiting.empty(); ++done) {
      if (done % block == 0) check_stop();
      const Vertex v = waiting.top();
      waiting.pop();
      settled.set(v);
      const auto row = graph_.out(v);
      for (std::size_t k = 0; k < row.size(); ++k) {
        const Vertex u = row[k];
        if (!level_.test(u) || settled.test(u) || tree_.distance[u] != tree_.distance[v]) continue;
        if (tree_.distance[v] + graph_.weight(graph_.out_begin(v) + k) != tree_.distance[u]) continue;
        if (tree_.parent[u] == no_vertex) waiting.push(u);
        tree_.parent[u] = std::min(tree_.parent[u], v);
      }
    }
  }

  const Graph& graph_;
  Vertex source_;
  PathTree& tree_;
  std::mutex mutex_;
  std::vector<Vertex> level_vertices_;  // with an in-edge from their own distance that may give the parent
  Bitmap level_;                        // the same as bits
};

}  // namespace

void find_parents(const Graph& graph, Vertex source, PathTree& tree) { Parents(graph, source, tree).run(); }

}  // namespace renmai
