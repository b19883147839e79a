// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/grouped.hpp"
#include "base/parallel.hpp"
#include "pass/community/level.hpp"
#include "pass/walk/blocks.hpp"

namespace renmai {

/// The turns in which vertices decide: those of one turn look at the same state and change it together afterwards, so
/// any number of threads does the same. There are enough turns that neighbours seldom share one, and no two vertices of
/// a small graph do. The seed decides who comes when.
[[nodiscard]] Grouped make_turns(Vertex count, std::uint64_t seed);

/// Vertices of a turn that a thread takes at a time.
inline constexpr std::size_t turn_range = 512;

/// Asks the vertices of a turn what they do, on all threads. Made once and asked turn after turn.
template <class Decision, class Worker>
class Turn {
 public:
  Turn() : workers_(static_cast<std::size_t>(thread_count())) {}

  /// What decide(vertex, worker) gives, an optional Decision, of those that decide anything, in the order of
  /// `vertices`; valid until the next call. No two calls with the same worker run at once. Throws Error{interrupted}.
  template <class Decide>
  std::span<const Decision> ask(std::span<const Vertex> vertices, const Decide& decide) {
    found_.resize((vertices.size() + turn_range - 1) / turn_range);
    for_ranges_by_worker(workers_.size(), vertices.size(), turn_range,
                         [&](std::size_t worker, std::size_t begin, std::size_t end) {
                           std::vector<Decision>& found = found_[begin / turn_range];
                           found.clear();
                           for (std::size_t i = begin; i < end; ++i) {
                             const std::optional<Decision> decision = decide(vertices[i], workers_[worker]);
                             if (decision) found.push_back(*decision);
                           }
                         });
    decisions_.clear();
    for (const auto& found : found_) decisions_.insert(decisions_.end(), found.begin(), found.end());
    return decisions_;
  }

 private:
  std::vector<Worker> workers_;
  std::vector<std::vector<Decision>> found_;  // by range of the turn
  std::vector<Decision> decisions_;
};

/// Vertices about which something changed since they last decided; at first all.
class Awake {
 public:
  explicit Awake(Vertex count) : awake_(count, 1) {}

  /// Whether v is awake; it no longer is. Each thread may ask of its own vertices.
  bool take(Vertex v) {
    if (awake_[v] == 0) return false;
    awake_[v] = 0;
    return true;
  }
  /// Wakes the neighbours of those that have just changed their labels, but for neighbours of the same label.
  template <class Decision>
  void wake_neighbours(const CommunityLevel& level, std::span<const Decision> changed,
                       const std::vector<Vertex>& labels) {
    for_ranges(changed.size(), turn_range, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        const Vertex v = changed[i].vertex;
        level.each(v, [&](Vertex u, double) {
          if (labels[u] != labels[v]) std::atomic_ref(awake_[u]).store(1, std::memory_order_relaxed);
        });
      }
    });
  }

 private:
  std::vector<std::uint8_t> awake_;
};

}  // namespace renmai
