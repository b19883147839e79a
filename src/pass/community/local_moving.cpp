// SPDX-License-Identifier: Apache-2.0
#include "pass/community/local_moving.hpp"

#include <algorithm>
#include <atomic>

#include "base/parallel.hpp"
#include "pass/community/turns.hpp"
#include "pass/walk/blocks.hpp"
#include "table/table.hpp"

namespace renmai {
namespace {

constexpr double least_gain = 1e-10;      // of a move, as a share of the mover's strength: below it lies rounding
constexpr std::size_t most_sweeps = 200;  // rounding, or vertices that decide at once, must not make a circle
constexpr std::size_t small = 10'000;     // on so many vertices sweeps go on until none moves,
constexpr std::size_t few = 100;          // on more until fewer than one in so many does
constexpr std::size_t range = 512;        // vertices of a turn that a thread takes at a time

class Mover {
 public:
  Mover(const CommunityLevel& level, double density, std::uint64_t seed, std::vector<Vertex>& communities)
      : level_(level),
        density_(density),
        communities_(communities),
        turns_(level.size(), seed),
        total_(community_totals(level, communities)),
        members_(level.size(), 0),
        active_(level.size(), 1),
        gathers_(static_cast<std::size_t>(thread_count())) {
    for (const Vertex c : communities_) ++members_[c];
    for (Vertex c = level.size(); c > 0; --c) {
      if (members_[c - 1] == 0) empty_.push_back(c - 1);
    }
  }

  bool run() {
    bool any = false;
    for (std::size_t sweep = 0; sweep < most_sweeps; ++sweep) {
      std::size_t moved = 0;
      for (std::size_t turn = 0; turn < turns_.size(); ++turn) moved += run_turn(turns_[turn]);
      any = any || moved > 0;
      if (moved <= (level_.size() > small ? level_.size() / few : 0)) break;
    }
    return any;
  }

 private:
  static constexpr Vertex alone = no_vertex;
  struct Move {
    Vertex vertex;
    Vertex to;  // `alone`: any label without members
  };

  std::size_t run_turn(std::span<const Vertex> vertices) {
    found_.resize((vertices.size() + range - 1) / range);
    for_ranges_by_worker(gathers_.size(), vertices.size(), range,
                         [&](std::size_t worker, std::size_t begin, std::size_t end) {
                           std::vector<Move>& moves = found_[begin / range];
                           moves.clear();
                           for (std::size_t i = begin; i < end; ++i) {
                             const Vertex v = vertices[i];
                             if (active_[v] == 0) continue;
                             active_[v] = 0;
                             const Vertex to = best_community(v, gathers_[worker], vertices.size() > 1);
                             if (to != communities_[v]) moves.push_back({v, to});
                           }
                         });
    moves_.clear();
    for (const auto& moves : found_) moves_.insert(moves_.end(), moves.begin(), moves.end());
    for (const Move& move : moves_) apply(move);
    for_ranges(moves_.size(), range, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) wake_neighbours(moves_[i].vertex);
    });
    return moves_.size();
  }

  /// Ties go to home, then to the lower label.
  Vertex best_community(Vertex v, LabelWeights& gather, bool at_once) const {
    const Vertex home = communities_[v];
    gather.begin(level_.offsets[v + 1] - level_.offsets[v]);
    level_.each(v, [&](Vertex u, double weight) { gather.add(communities_[u], weight); });
    const double strength = level_.strength[v];
    const double push = density_ * strength;
    Vertex best = home;
    double best_gain = gather[home] - push * (total_[home] - strength) + least_gain * strength;
    for (const auto& [c, weight] : gather.sums()) {
      const double gain = weight - push * total_[c];
      if (c != home && (gain > best_gain || (gain == best_gain && best != home && c < best))) {
        best = c;
        best_gain = gain;
      }
    }
    if (best_gain < 0 && members_[home] > 1) return alone;
    // Two that stand alone and decide at once would change places for ever.
    if (at_once && best > home && members_[home] == 1 && members_[best] == 1) return home;
    return best;
  }

  void apply(Move move) {
    const Vertex home = communities_[move.vertex];
    if (move.to == alone) {
      while (members_[empty_.back()] > 0) empty_.pop_back();
      move.to = empty_.back();
    }
    const double strength = level_.strength[move.vertex];
    total_[home] -= strength;
    total_[move.to] += strength;
    ++members_[move.to];
    if (--members_[home] == 0) {
      empty_.push_back(home);
      total_[home] = 0;  // without what rounding left
    }
    communities_[move.vertex] = move.to;
  }

  void wake_neighbours(Vertex v) {
    level_.each(v, [&](Vertex u, double) {
      if (communities_[u] != communities_[v]) std::atomic_ref(active_[u]).store(1, std::memory_order_relaxed);
    });
  }

  const CommunityLevel& level_;
  double density_;
  std::vector<Vertex>& communities_;
  Turns turns_;
  std::vector<double> total_;  // K by community
  std::vector<Vertex> members_;
  std::vector<Vertex> empty_;         // labels, those without members among them
  std::vector<std::uint8_t> active_;  // whether anything about a vertex changed since it last decided
  std::vector<LabelWeights> gathers_;
  std::vector<std::vector<Move>> found_;  // by range of the turn
  std::vector<Move> moves_;
};

}  // namespace

std::vector<double> community_totals(const CommunityLevel& level, const std::vector<Vertex>& communities) {
  std::vector<double> total(level.size(), 0.0);
  for (Vertex v = 0; v < level.size(); ++v) total[communities[v]] += level.strength[v];
  return total;
}

bool move_locally(const CommunityLevel& level, double density, std::uint64_t seed, std::vector<Vertex>& communities) {
  return Mover(level, density, seed, communities).run();
}

}  // namespace renmai
