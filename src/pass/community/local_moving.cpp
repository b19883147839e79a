// SPDX-License-Identifier: Apache-2.0
#include "pass/community/local_moving.hpp"

#include <optional>

#include "pass/community/turns.hpp"
#include "table/table.hpp"

namespace renmai {
namespace {

constexpr double least_gain = 1e-10;      // of a move, as a share of the mover's strength: below it lies rounding
constexpr std::size_t most_sweeps = 200;  // rounding, or vertices that decide at once, must not make a circle
constexpr std::size_t small = 10'000;     // on so many vertices sweeps go on until none moves,
constexpr std::size_t few = 100;          // on more until fewer than one in so many does

class Mover {
 public:
  Mover(const CommunityLevel& level, double density, std::uint64_t seed, std::vector<Vertex>& communities)
      : level_(level),
        density_(density),
        communities_(communities),
        turns_(make_turns(level.size(), seed)),
        total_(community_totals(level, communities)),
        members_(level.size(), 0),
        awake_(level.size()) {
    for (const Vertex c : communities_) ++members_[c];
    for (Vertex c = level.size(); c > 0; --c) {
      if (members_[c - 1] == 0) empty_.push_back(c - 1);
    }
  }

  void run() {
    for (std::size_t sweep = 0; sweep < most_sweeps; ++sweep) {
      std::size_t moved = 0;
      for (std::size_t turn = 0; turn < turns_.size(); ++turn) moved += run_turn(turns_[turn]);
      if (moved <= (level_.size() > small ? level_.size() / few : 0)) break;
    }
  }

 private:
  static constexpr Vertex alone = no_vertex;
  struct Move {
    Vertex vertex;
    Vertex to;  // `alone`: any label without members
  };

  std::size_t run_turn(std::span<const Vertex> vertices) {
    const auto moves = turn_.ask(vertices, [&](Vertex v, LabelWeights& gather) -> std::optional<Move> {
      if (!awake_.take(v)) return std::nullopt;
      const Vertex to = best_community(v, gather, vertices.size() > 1);
      if (to == communities_[v]) return std::nullopt;
      return Move{v, to};
    });
    for (const Move& move : moves) apply(move);
    awake_.wake_neighbours(level_, moves, communities_);
    return moves.size();
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

  const CommunityLevel& level_;
  double density_;
  std::vector<Vertex>& communities_;
  Grouped turns_;
  std::vector<double> total_;  // K by community
  std::vector<Vertex> members_;
  std::vector<Vertex> empty_;  // labels, those without members among them
  Awake awake_;
  Turn<Move, LabelWeights> turn_;
};

}  // namespace

std::vector<double> community_totals(const CommunityLevel& level, const std::vector<Vertex>& communities) {
  std::vector<double> total(level.size(), 0.0);
  for (Vertex v = 0; v < level.size(); ++v) total[communities[v]] += level.strength[v];
  return total;
}

void move_locally(const CommunityLevel& level, double density, std::uint64_t seed, std::vector<Vertex>& communities) {
  Mover(level, density, seed, communities).run();
}

}  // namespace renmai
