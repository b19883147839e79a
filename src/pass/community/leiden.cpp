// SPDX-License-Identifier: Apache-2.0
// One round, after Traag, Waltman & van Eck (2019), algorithm A.2: move vertices between communities while that gains
// (a queue holds those whose neighbours changed); refine, i.e. build each community anew out of single vertices that
// join connected sub-communities; make one vertex of each sub-community; repeat on that smaller graph, starting from
// the communities before refinement. Everything depends on the graph, the options and the seed alone.
//
// In the comments: k(v) = strength, K(C) = total strength of a community, and `density` = resolution / 2m, so that v
// gains w(v,C) - density k(v) K(C) (times 1/m in modularity) by joining C rather than standing alone.
#include "pass/community/leiden.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/interrupt.hpp"
#include "base/random.hpp"
#include "pass/community/level.hpp"
#include "pass/community/modularity.hpp"
#include "pass/structure/groups.hpp"
#include "table/table.hpp"

namespace renmai {
namespace {

constexpr double randomness = 0.01;    // theta of the paper, in mean edge weights
constexpr double least_gain = 1e-10;   // of a move, as a share of the mover's strength: below it lies rounding
constexpr double least_round = 1e-10;  // of a round, in modularity
constexpr std::size_t stop_interval = std::size_t{1} << 20;  // steps between two looks at the stop flag
constexpr std::size_t most_visits =
    1000;  // of a vertex in one local moving, on average; rounding must not make a circle

std::vector<Vertex> shuffled(Vertex count, Random& random) {
  std::vector<Vertex> order(count);
  std::iota(order.begin(), order.end(), Vertex{0});
  for (Vertex i = count; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

std::vector<double> totals(const LeidenLevel& level, const std::vector<Vertex>& communities) {
  std::vector<double> total(level.size(), 0.0);
  for (Vertex v = 0; v < level.size(); ++v) total[communities[v]] += level.strength[v];
  return total;
}

/// Local moving: every vertex goes where it gains most until none gains.
class Mover {
 public:
  Mover(const LeidenLevel& level, double density, std::vector<Vertex>& communities)
      : level_(level),
        density_(density),
        communities_(communities),
        total_(totals(level, communities)),
        members_(level.size(), 0),
        gather_(level.size()) {
    for (const Vertex c : communities_) ++members_[c];
    for (Vertex c = level.size(); c > 0; --c) {
      if (members_[c - 1] == 0) empty_.push_back(c - 1);
    }
  }

  void run(Random& random) {
    std::vector<Vertex> queue = shuffled(level_.size(), random);  // a ring: each vertex is in it at most once
    std::vector<bool> queued(level_.size(), true);
    const std::size_t last_step = most_visits * queue.size();
    std::size_t first = 0;
    for (std::size_t waiting = queue.size(), step = 1; waiting > 0 && step <= last_step; ++step) {
      if (step % stop_interval == 0) check_stop();
      const Vertex v = queue[first];
      first = first + 1 == queue.size() ? 0 : first + 1;
      --waiting;
      queued[v] = false;
      if (!move(v)) continue;
      level_.each(v, [&](Vertex u, double) {
        if (queued[u] || communities_[u] == communities_[v]) return;
        queued[u] = true;
        queue[(first + waiting++) % queue.size()] = u;
      });
    }
  }

 private:
  bool move(Vertex v) {
    const Vertex home = communities_[v];
    const double strength = level_.strength[v];
    total_[home] -= strength;
    const Vertex best = best_community(v, home);
    total_[best] += strength;
    gather_.clear();
    if (best == home) return false;
    if (members_[best] == 0) empty_.pop_back();
    ++members_[best];
    if (--members_[home] == 0) {
      empty_.push_back(home);
      total_[home] = 0;  // without what rounding left
    }
    communities_[v] = best;
    return true;
  }

  /// Ties go to home, then to the lower label.
  Vertex best_community(Vertex v, Vertex home) {
    level_.each(v, [&](Vertex u, double weight) { gather_.add(communities_[u], weight); });
    const double push = density_ * level_.strength[v];
    Vertex best = home;
    double best_gain = gather_[home] - push * total_[home] + least_gain * level_.strength[v];
    for (const Vertex c : gather_.labels()) {
      const double gain = gather_[c] - push * total_[c];
      if (c != home && (gain > best_gain || (gain == best_gain && best != home && c < best))) {
        best = c;
        best_gain = gain;
      }
    }
    return best_gain < 0 && members_[home] > 1 ? empty_.back() : best;
  }

  const LeidenLevel& level_;
  double density_;
  std::vector<Vertex>& communities_;
  std::vector<double> total_;  // K by community
  std::vector<Vertex> members_;
  std::vector<Vertex> empty_;  // labels without members
  LabelWeights gather_;
};

/// Refinement: within each community, single vertices join sub-communities that are well connected to the rest of it,
/// at random in proportion to exp(gain / randomness). Joining takes an edge, so sub-communities are connected.
class Refiner {
 public:
  Refiner(const LeidenLevel& level, double density, const std::vector<Vertex>& communities)
      : level_(level),
        density_(density),
        communities_(communities),
        community_total_(totals(level, communities)),
        parts_(level.size()),
        part_total_(level.strength),
        cut_(level.size(), 0.0),
        alone_(level.size(), true),
        gather_(level.size()) {
    std::iota(parts_.begin(), parts_.end(), Vertex{0});
    double weight_sum = 0;
    for (Vertex v = 0; v < level.size(); ++v) {
      level.each(v, [&](Vertex u, double weight) {
        weight_sum += weight;
        if (communities[u] == communities[v]) cut_[v] += weight;
      });
    }
    if (weight_sum > 0) theta_ = randomness * weight_sum / static_cast<double>(level.weights.size());
  }

  std::vector<Vertex> run(Random& random) {
    std::size_t step = 0;
    for (const Vertex v : shuffled(level_.size(), random)) {
      if (++step % stop_interval == 0) check_stop();
      if (alone_[v] && well_connected(v)) join(v, random);
    }
    return std::move(parts_);
  }

 private:
  /// The part's weight to the rest of its community is at least what chance gives it.
  [[nodiscard]] bool well_connected(Vertex part) const {
    const double rest = community_total_[communities_[part]] - part_total_[part];
    return cut_[part] >= density_ * part_total_[part] * rest;
  }

  void join(Vertex v, Random& random) {
    level_.each(v, [&](Vertex u, double weight) {
      if (communities_[u] == communities_[v]) gather_.add(parts_[u], weight);
    });
    const Vertex part = choose(v, random);
    if (part != v) {
      // Every other member's edges to v were cut edges of the part and no longer are, and so were v's to the part.
      cut_[part] += cut_[v] - 2 * gather_[part];
      part_total_[part] += level_.strength[v];
      parts_[v] = part;
      alone_[part] = false;
    }
    gather_.clear();
  }

  /// A part is named by the vertex that founded it; that vertex never leaves, as it is no longer alone.
  Vertex choose(Vertex v, Random& random) {
    candidates_.assign(1, {v, 0.0});  // staying alone gains 0
    double best = 0;
    for (const Vertex part : gather_.labels()) {
      if (!well_connected(part)) continue;
      const double gain = gather_[part] - density_ * level_.strength[v] * part_total_[part];
      if (gain < 0) continue;
      candidates_.emplace_back(part, gain);
      best = std::max(best, gain);
    }
    double sum = 0;
    for (auto& [part, share] : candidates_) sum += share = std::exp((share - best) / theta_);
    double drawn = random.unit() * sum;
    for (const auto& [part, share] : candidates_) {
      if (drawn < share) return part;
      drawn -= share;
    }
    return candidates_.back().first;
  }

  const LeidenLevel& level_;
  double density_;
  const std::vector<Vertex>& communities_;
  std::vector<double> community_total_;
  std::vector<Vertex> parts_;
  std::vector<double> part_total_;
  std::vector<double> cut_;  // by part: weight to the rest of its community
  std::vector<bool> alone_;  // by vertex: still a part of its own
  LabelWeights gather_;
  std::vector<std::pair<Vertex, double>> candidates_;
  double theta_ = 1;
};

/// One round over all levels, from the given communities of the lowest one.
std::vector<Vertex> run_round(const LeidenLevel& lowest, double density, Random& random,
                              std::vector<Vertex> communities) {
  std::vector<Vertex> place(lowest.size());  // by vertex of the lowest level: where it is on this one
  std::iota(place.begin(), place.end(), Vertex{0});
  LeidenLevel above;
  const LeidenLevel* level = &lowest;
  while (true) {
    check_stop();
    Mover(*level, density, communities).run(random);
    if (renumber_labels(communities) == level->size()) break;
    std::vector<Vertex> parts = Refiner(*level, density, communities).run(random);
    const Vertex count = renumber_labels(parts);
    if (count == level->size()) break;  // nothing to merge
    std::vector<Vertex> lifted(count);
    for (Vertex v = 0; v < level->size(); ++v) lifted[parts[v]] = communities[v];
    communities = std::move(lifted);
    for (Vertex& vertex : place) vertex = parts[vertex];
    above = merge_level(*level, parts, count);
    level = &above;
  }
  for (Vertex& vertex : place) vertex = communities[vertex];
  return place;
}

/// Makes a community of each connected piece. A round that ends because nothing merges may leave one in pieces; parting
/// them never lowers modularity.
std::vector<Vertex> connected_pieces(const LeidenLevel& level, const std::vector<Vertex>& communities) {
  DisjointSets sets(level.size());
  for (Vertex v = 0; v < level.size(); ++v) {
    level.each(v, [&](Vertex u, double) {
      if (communities[u] == communities[v]) sets.join(u, v);
    });
  }
  std::vector<Vertex> labels(level.size());
  for (Vertex v = 0; v < level.size(); ++v) labels[v] = sets.find(v);
  return labels;
}

}  // namespace

LeidenResult leiden(const Graph& graph, double resolution, std::uint64_t seed, std::uint32_t max_rounds) {
  const LeidenLevel lowest = make_level(graph);
  LeidenResult result;
  result.communities.resize(graph.vertex_count());
  std::iota(result.communities.begin(), result.communities.end(), Vertex{0});
  result.modularity = modularity(graph, result.communities, resolution);
  if (std::isnan(result.modularity)) return result;
  const double density = resolution / std::accumulate(lowest.strength.begin(), lowest.strength.end(), 0.0);
  while (result.rounds < max_rounds) {
    report_progress("communities", result.rounds, max_rounds);
    Random random(mix64(seed) + result.rounds++);
    auto communities = connected_pieces(lowest, run_round(lowest, density, random, result.communities));
    const double quality = modularity(graph, communities, resolution);
    if (!(quality > result.modularity + least_round)) break;
    result.communities = std::move(communities);
    result.modularity = quality;
  }
  return result;
}

}  // namespace renmai
