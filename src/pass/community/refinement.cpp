// SPDX-License-Identifier: Apache-2.0
#include "pass/community/refinement.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "base/parallel.hpp"
#include "base/random.hpp"
#include "pass/community/local_moving.hpp"
#include "pass/community/turns.hpp"

namespace renmai {
namespace {

constexpr double randomness = 0.01;  // theta of the paper, in mean edge weights

class Refiner {
 public:
  Refiner(const CommunityLevel& level, double density, std::uint64_t seed, const std::vector<Vertex>& communities)
      : level_(level),
        density_(density),
        seed_(seed),
        communities_(communities),
        community_total_(community_totals(level, communities)),
        parts_(level.size()),
        part_total_(level.strength),
        cut_(level.size()),
        grown_(level.size(), 0) {
    std::iota(parts_.begin(), parts_.end(), Vertex{0});
    parallel_for(level.size(), [&](std::size_t i) {
      const auto v = static_cast<Vertex>(i);
      double cut = 0;
      level.each(v, [&](Vertex u, double weight) {
        if (communities[u] == communities[v]) cut += weight;
      });
      cut_[v] = cut;
    });
    if (!level.targets.empty() && level.total > 0)
      theta_ = randomness * level.total / static_cast<double>(level.targets.size());
  }

  std::vector<Vertex> run() {
    const Grouped turns = make_turns(level_.size(), seed_);
    for (std::size_t turn = 0; turn < turns.size(); ++turn) run_turn(turns[turn], static_cast<std::uint32_t>(turn + 1));
    return std::move(parts_);
  }

 private:
  struct Worker {
    LabelWeights gather;
    std::vector<LabelWeights::Sum> candidates;
  };
  struct Join {
    Vertex vertex;
    Vertex part;
    double weight;  // between them
  };

  void run_turn(std::span<const Vertex> vertices, std::uint32_t turn) {
    const auto joins = turn_.ask(vertices, [&](Vertex v, Worker& worker) -> std::optional<Join> {
      if (grown_[v] != 0 || !well_connected(v)) return std::nullopt;
      const Join join = choose(v, worker);
      if (join.part == v) return std::nullopt;
      return join;
    });
    for (const Join& join : joins) apply(join, turn);
  }

  /// The part's weight to the rest of its community is at least what chance gives it.
  [[nodiscard]] bool well_connected(Vertex part) const {
    const double rest = community_total_[communities_[part]] - part_total_[part];
    return cut_[part] >= density_ * part_total_[part] * rest;
  }

  Join choose(Vertex v, Worker& worker) const {
    LabelWeights& gather = worker.gather;
    std::vector<LabelWeights::Sum>& candidates = worker.candidates;
    gather.begin(level_.offsets[v + 1] - level_.offsets[v]);
    level_.each(v, [&](Vertex u, double weight) {
      if (communities_[u] == communities_[v]) gather.add(parts_[u], weight);
    });
    candidates.assign(1, {v, 0.0});  // staying alone gains 0
    double best = 0;
    for (const auto& [part, weight] : gather.sums()) {
      if (!(weight > 0) || !well_connected(part)) continue;
      const double gain = weight - density_ * level_.strength[v] * part_total_[part];
      if (gain < 0) continue;
      candidates.push_back({part, gain});
      best = std::max(best, gain);
    }
    double sum = 0;
    for (auto& [part, share] : candidates) sum += share = std::exp((share - best) / theta_);
    Random random(seed_ ^ mix64(v));
    const Vertex chosen =
        draw_in_proportion(candidates, sum, random, [](const LabelWeights::Sum& each) { return each.weight; }).label;
    return {v, chosen, gather[chosen]};
  }

  /// Others may have joined since the vertex decided: it stays where somebody joined it, and does not follow a founder
  /// who left.
  void apply(const Join& join, std::uint32_t turn) {
    const Vertex v = join.vertex;
    const Vertex part = join.part;
    if (grown_[v] != 0 || parts_[part] != part) return;
    double weight = join.weight;
    if (grown_[part] == turn) {
      weight = 0;
      level_.each(v, [&](Vertex u, double w) {
        if (parts_[u] == part) weight += w;
      });
    }
    // Every other member's edges to v were cut edges of the part and no longer are, and so were v's to the part.
    cut_[part] += cut_[v] - 2 * weight;
    part_total_[part] += level_.strength[v];
    parts_[v] = part;
    grown_[part] = turn;
  }

  const CommunityLevel& level_;
  double density_;
  std::uint64_t seed_;
  const std::vector<Vertex>& communities_;
  std::vector<double> community_total_;
  std::vector<Vertex> parts_;
  std::vector<double> part_total_;
  std::vector<double> cut_;           // by part: weight to the rest of its community
  std::vector<std::uint32_t> grown_;  // by part: the turn in which somebody last joined; 0: its founder is alone
  Turn<Join, Worker> turn_;
  double theta_ = 1;
};

}  // namespace

std::vector<Vertex> refine(const CommunityLevel& level, double density, std::uint64_t seed,
                           const std::vector<Vertex>& communities) {
  return Refiner(level, density, seed, communities).run();
}

}  // namespace renmai
