// SPDX-License-Identifier: Apache-2.0
#include "pass/shortest/lanes.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/wide.hpp"
#include "pass/score/blocks.hpp"

namespace renmai {
namespace {

constexpr EdgeIndex block_work = 1 << 13;
constexpr std::size_t met_block = 256;  // vertices of a level that a thread takes at a time
constexpr std::size_t deepest = 32;     // a level looks at every vertex, so many of them do not pay
constexpr double most_paths = 1e290;    // leaves room for shares, which are 1 / paths

}  // namespace

LaneDependency::LaneDependency(const PlacedRows& in, const PlacedRows& out, const Places& places)
    : in_(in),
      out_(out),
      places_(places),
      place_of_(in.size()),
      blocks_(cut_evenly(in.size(), block_work, [&](std::size_t i) { return in.row(i).size(); })),
      found_(blocks_.size() - 1),
      paths_(in.size()),
      near_(in.size()),
      far_(in.size()),
      seen_(in.size()),
      near_mask_(in.size()),
      far_mask_(in.size()) {
  for (std::size_t i = 0; i < in.size(); ++i) place_of_[vertex_at(places, i)] = static_cast<Vertex>(i);
}

bool LaneDependency::add(std::span<const Vertex> sources, std::vector<double>& scores) {
  start(sources);
  while (levels_.size() <= deepest && advance()) continue;
  const bool shallow = levels_.size() <= deepest;
  for (const Met& met : levels_.back()) near_mask_[met.place] = 0;
  if (overflowed_.load(std::memory_order_relaxed)) {
    throw Error(ErrorKind::limit, "betweenness counts at most 1e290 shortest paths between two vertices");
  }
  levels_.emplace_back();  // nothing lies behind the last level
  for (std::size_t level = levels_.size() - 1; shallow && level-- > 1;) {
    retreat(levels_[level], scores);
    turn(levels_[level + 1]);
  }
  for (const Level& level : levels_) forget(level);
  return shallow;
}

void LaneDependency::start(std::span<const Vertex> sources) {
  levels_.assign(1, {});
  all_ = 0;
  for (std::size_t k = 0; k < sources.size(); ++k) {
    const auto bit = static_cast<Mask>(1U << k);
    const Vertex source = place_of_[sources[k]];
    all_ |= bit;
    seen_[source] = near_mask_[source] = bit;
    near_[source] = {};
    near_[source].lane[k] = paths_[source].lane[k] = 1;
    levels_[0].push_back({source, bit});
  }
}

/// Finds the next level; false if there is none.
bool LaneDependency::advance() {
  parallel_for(
      found_.size(),
      [&](std::size_t b) {
        found_[b].clear();
        if (!stop_requested()) pull(blocks_[b], blocks_[b + 1], found_[b]);
      },
      1);
  check_stop();
  Level level;
  for (const Level& part : found_) level.insert(level.end(), part.begin(), part.end());
  if (level.empty()) return false;
  turn(levels_.back());
  levels_.push_back(std::move(level));
  return true;
}

RENMAI_WIDE void LaneDependency::pull(std::size_t begin, std::size_t end, Level& found) {
  double most = 0;
  for (std::size_t v = begin; v < end; ++v) {
    const auto missing = static_cast<Mask>(all_ & ~seen_[v]);
    if (missing == 0) continue;
    Values paths;
    Mask fresh = 0;
    for (const Vertex u : in_.row(v)) {
      const auto met = static_cast<Mask>(near_mask_[u] & missing);
      if (met == 0) continue;
      fresh |= met;
      for (std::size_t k = 0; k < lanes; ++k) paths.lane[k] += near_[u].lane[k];
    }
    if (fresh == 0) continue;
    for (std::size_t k = 0; k < lanes; ++k) {
      const double counted = (fresh >> k & 1U) != 0 ? paths.lane[k] : 0.0;
      far_[v].lane[k] = counted;
      paths_[v].lane[k] += counted;
      most = std::max(most, counted);
    }
    far_mask_[v] = fresh;
    seen_[v] |= fresh;
    found.push_back({static_cast<Vertex>(v), fresh});
  }
  if (!(most <= most_paths)) overflowed_.store(true, std::memory_order_relaxed);
}

/// From what lies behind a level to the level: dependencies, and what its vertices give to the level before.
void LaneDependency::retreat(const Level& level, std::vector<double>& scores) {
  const std::size_t parts = (level.size() + met_block - 1) / met_block;
  parallel_for(
      parts,
      [&](std::size_t part) {
        const std::size_t begin = part * met_block;
        if (stop_requested()) return;
        settle(std::span(level).subspan(begin, std::min(met_block, level.size() - begin)), scores);
      },
      1);
  check_stop();
}

/// As in Dependency: near_ holds (1 + delta(w)) / sigma(w) of the vertices w behind.
RENMAI_WIDE void LaneDependency::settle(std::span<const Met> part, std::vector<double>& scores) {
  for (const Met& met : part) {
    const Vertex v = met.place;
    Values sum;
    for (const Vertex w : out_.row(v)) {
      if ((near_mask_[w] & met.mask) == 0) continue;
      for (std::size_t k = 0; k < lanes; ++k) sum.lane[k] += near_[w].lane[k];
    }
    double score = 0;
    for (std::size_t k = 0; k < lanes; ++k) {
      const bool here = (met.mask >> k & 1U) != 0;
      const double delta = here ? paths_[v].lane[k] * sum.lane[k] : 0.0;
      far_[v].lane[k] = here ? (1 + delta) / paths_[v].lane[k] : 0.0;
      score += delta;
    }
    scores[vertex_at(places_, v)] += score;
    far_mask_[v] = met.mask;
  }
}

/// The level in work becomes the near one; `before` was it.
void LaneDependency::turn(const Level& before) {
  near_.swap(far_);
  near_mask_.swap(far_mask_);
  for (const Met& met : before) far_mask_[met.place] = 0;
}

void LaneDependency::forget(const Level& level) {
  parallel_for(level.size(), [&](std::size_t i) {  // two levels may hold a vertex, one level holds it once
    const Vertex v = level[i].place;
    paths_[v] = {};
    seen_[v] = near_mask_[v] = 0;
  });
}

}  // namespace renmai
