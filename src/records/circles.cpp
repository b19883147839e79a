// SPDX-License-Identifier: Apache-2.0
#include "records/circles.hpp"

#include <algorithm>

namespace renmai {
namespace {

constexpr std::uint32_t unseen = UINT32_MAX;

class Search {
 public:
  using Edges = std::span<const std::pair<std::uint32_t, std::uint32_t>>;

  Search(std::size_t vertex_count, Edges edges)
      : edges_(edges),
        first_(vertex_count + 1, 0),
        order_(vertex_count, unseen),
        low_(vertex_count, unseen),
        circle_(vertex_count, no_circle),
        longest_(vertex_count, 1) {
    for (const auto& [from, to] : edges) ++first_[from + 1];
    for (std::size_t v = 0; v < vertex_count; ++v) first_[v + 1] += first_[v];
    for (std::uint32_t v = 0; v < order_.size(); ++v) {
      if (order_[v] == unseen && first_[v] != first_[v + 1]) visit_from(v);
    }
  }
  std::vector<std::uint32_t> take_circles() { return std::move(circle_); }
  std::vector<std::uint32_t> take_longest() { return std::move(longest_); }

 private:
  struct Step {
    std::uint32_t vertex;
    std::size_t next;  // edge
  };

  void enter(std::uint32_t v) {
    order_[v] = low_[v] = met_++;
    open_.push_back(v);
    path_.push_back({v, first_[v]});
  }

  void visit_from(std::uint32_t root) {
    enter(root);
    while (!path_.empty()) {
      const std::uint32_t v = path_.back().vertex;
      if (path_.back().next < first_[v + 1]) {
        const std::uint32_t to = edges_[path_.back().next++].second;
        if (order_[to] == unseen)
          enter(to);
        else if (!closed(to))
          low_[v] = std::min(low_[v], order_[to]);
        continue;
      }
      path_.pop_back();
      if (!path_.empty()) low_[path_.back().vertex] = std::min(low_[path_.back().vertex], low_[v]);
      if (low_[v] == order_[v]) close(v);
    }
  }

  bool closed(std::uint32_t v) const { return low_[v] == unseen; }
  bool has_loop(std::uint32_t v) const { return std::binary_search(edges_.begin(), edges_.end(), std::pair(v, v)); }

  /// The open vertices from v on are one component; what it leads to is closed.
  void close(std::uint32_t v) {
    const auto first = std::find(open_.rbegin(), open_.rend(), v).base() - 1;
    const std::span<const std::uint32_t> members(first, open_.end());
    std::uint32_t beyond = 0;
    for (const std::uint32_t member : members) {
      for (std::size_t edge = first_[member]; edge < first_[member + 1]; ++edge) {
        if (closed(edges_[edge].second)) beyond = std::max(beyond, longest_[edges_[edge].second]);
      }
    }
    const bool circle = members.size() > 1 || has_loop(v);
    for (const std::uint32_t member : members) {
      low_[member] = unseen;
      longest_[member] = static_cast<std::uint32_t>(members.size()) + beyond;
      if (circle) circle_[member] = circles_;
    }
    open_.erase(first, open_.end());
    if (circle) ++circles_;
  }

  Edges edges_;
  std::vector<std::size_t> first_;    // by vertex: its first edge
  std::vector<std::uint32_t> order_;  // when it was met
  std::vector<std::uint32_t> low_;    // the earliest open vertex it reaches; `unseen` once closed
  std::vector<std::uint32_t> circle_;
  std::vector<std::uint32_t> longest_;  // of closed vertices: what a walk from it meets
  std::vector<std::uint32_t> open_;
  std::vector<Step> path_;
  std::uint32_t met_ = 0;
  std::uint32_t circles_ = 0;
};

}  // namespace

std::vector<std::uint32_t> find_circles(std::size_t vertex_count,
                                        std::span<const std::pair<std::uint32_t, std::uint32_t>> edges) {
  return Search(vertex_count, edges).take_circles();
}

void erase_circles(std::span<const std::uint32_t> circles,
                   std::vector<std::pair<std::uint32_t, std::uint32_t>>& edges) {
  std::erase_if(edges, [&](const std::pair<std::uint32_t, std::uint32_t>& edge) {
    return circles[edge.first] != no_circle && circles[edge.first] == circles[edge.second];
  });
}

std::vector<std::uint32_t> longest_walks(std::size_t vertex_count,
                                         std::span<const std::pair<std::uint32_t, std::uint32_t>> edges) {
  return Search(vertex_count, edges).take_longest();
}

}  // namespace renmai
