// SPDX-License-Identifier: Apache-2.0
#include "pass/layout/forces.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"

namespace renmai {
namespace {

constexpr std::uint32_t coarsest_rounds = 300;
constexpr std::uint32_t finer_rounds = 30;
constexpr double damping = 0.6;       // of the step that would bring one vertex to rest if the others stood still
constexpr double last_stride = 0.02;  // of the first, when a level is done
constexpr std::size_t points_a_task = 512;

/// About how far apart neighbours of a level come to stand.
double usual_length(const LayoutLevel& level) {
  const double mass = std::accumulate(level.mass.begin(), level.mass.end(), 0.0) / level.graph.size();
  const double strength = std::max(level.graph.total / level.graph.size(), 1e-9);
  return mass / std::sqrt(strength) * 2;
}

/// Moves everything once, each vertex by at most `stride`.
void move_all(const LayoutLevel& level, double stride, std::vector<Spot>& spots, std::vector<Spot>& next) {
  const QuadTree tree(spots, level.mass);
  const auto order = tree.order();
  parallel_for(
      order.size(),
      [&](std::size_t k) {
        const Vertex v = order[k];
        Spot force = tree.push(v);
        force.x *= level.mass[v];
        force.y *= level.mass[v];
        double strength = 0;
        level.graph.each(v, [&](Vertex u, double weight) {
          force.x += weight * (spots[u].x - spots[v].x);
          force.y += weight * (spots[u].y - spots[v].y);
          strength += weight;
        });
        const double scale = damping / std::max(strength, 1e-9);
        const double length = std::hypot(force.x, force.y) * scale;
        const double cut = length > stride ? stride / length : 1.0;
        next[v] = {spots[v].x + force.x * scale * cut, spots[v].y + force.y * scale * cut};
      },
      points_a_task);
  spots.swap(next);
}

void come_to_rest(const LayoutLevel& level, std::uint32_t rounds, double stride, std::vector<Spot>& spots) {
  std::vector<Spot> next(spots.size());
  const double cooling = std::pow(last_stride, 1.0 / rounds);
  for (std::uint32_t round = 0; round < rounds; ++round) {
    report_progress("layout", round, rounds);
    move_all(level, stride, spots, next);
    stride *= cooling;
  }
}

/// A place in the disc of radius 1 that the seed draws for a vertex.
Spot in_disc(std::uint64_t seed, Vertex v) {
  Random random(mix64(seed) ^ v);
  const double radius = std::sqrt(random.unit());
  const double angle = 2 * std::numbers::pi * random.unit();
  return {radius * std::cos(angle), radius * std::sin(angle)};
}

}  // namespace

std::vector<Spot> place_connected(const std::vector<LayoutLevel>& levels, std::uint64_t seed) {
  const LayoutLevel& coarsest = levels.back();
  std::vector<Spot> spots(coarsest.graph.size());
  const double radius = usual_length(coarsest) * std::sqrt(static_cast<double>(spots.size()));
  for (Vertex v = 0; v < spots.size(); ++v) {
    const Spot drawn = in_disc(seed, v);
    spots[v] = {radius * drawn.x, radius * drawn.y};
  }
  come_to_rest(coarsest, coarsest_rounds, radius / 4, spots);
  for (std::size_t k = levels.size() - 1; k-- > 0;) {
    const LayoutLevel& level = levels[k];
    const double length = usual_length(level);
    std::vector<Spot> finer(level.graph.size());
    for (Vertex v = 0; v < finer.size(); ++v) {
      const Spot drawn = in_disc(seed + k + 1, v);
      const Spot& parent = spots[level.parents[v]];
      finer[v] = {parent.x + length * drawn.x, parent.y + length * drawn.y};
    }
    spots = std::move(finer);
    come_to_rest(level, finer_rounds, length * 2, spots);
  }
  return spots;
}

}  // namespace renmai
