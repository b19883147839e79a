// SPDX-License-Identifier: Apache-2.0
#include "pass/layout/quadtree.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/parallel.hpp"

namespace renmai {
namespace {

constexpr unsigned deepest = 24;  // halvings of the square: a leaf may hold more points there
constexpr std::uint32_t leaf_points = 8;
constexpr double openness = 1.44;  // squared: a group counts as one if its side is less than 1.2 of its distance

/// Every bit followed by a zero.
std::uint64_t spread(std::uint64_t bits) {
  bits = (bits | (bits << 16U)) & 0x0000ffff0000ffffU;
  bits = (bits | (bits << 8U)) & 0x00ff00ff00ff00ffU;
  bits = (bits | (bits << 4U)) & 0x0f0f0f0f0f0f0f0fU;
  bits = (bits | (bits << 2U)) & 0x3333333333333333U;
  return (bits | (bits << 1U)) & 0x5555555555555555U;
}

struct Square {
  Spot corner;
  double side = 0;
};

Square square_around(std::span<const Spot> spots) {
  Spot low = spots.front();
  Spot high = low;
  for (const Spot& spot : spots) {
    low = {std::min(low.x, spot.x), std::min(low.y, spot.y)};
    high = {std::max(high.x, spot.x), std::max(high.y, spot.y)};
  }
  return {low, std::max({high.x - low.x, high.y - low.y, 1e-9}) * (1 + 1e-9)};
}

}  // namespace

QuadTree::QuadTree(std::span<const Spot> spots, std::span<const double> masses) {
  const auto count = static_cast<std::uint32_t>(spots.size());
  if (count == 0) return;
  const Square square = square_around(spots);
  const double cells = static_cast<double>(std::uint64_t{1} << deepest) / square.side;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed(count);
  parallel_for(count, [&](std::size_t i) {
    const auto column = static_cast<std::uint64_t>((spots[i].x - square.corner.x) * cells);
    const auto row = static_cast<std::uint64_t>((spots[i].y - square.corner.y) * cells);
    keyed[i] = {spread(column) | (spread(row) << 1U), static_cast<std::uint32_t>(i)};
  });
  std::sort(keyed.begin(), keyed.end());
  order_.resize(count);
  keys_.resize(count);
  spots_.resize(count);
  masses_.resize(count);
  place_.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::tie(keys_[i], order_[i]) = keyed[i];
    spots_[i] = spots[order_[i]];
    masses_[i] = masses[order_[i]];
    place_[order_[i]] = i;
  }
  nodes_.reserve(count);
  add(0, count, 0, square.side);
}

void QuadTree::add(std::uint32_t first, std::uint32_t last, unsigned depth, double side) {
  const auto node = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({.centre = {}, .side = side * side, .first = first, .last = last});
  nodes_[node].leaf = last - first <= leaf_points || depth == deepest;
  if (!nodes_[node].leaf) {
    const unsigned shift = 2 * (deepest - 1 - depth);
    for (std::uint32_t begin = first; begin < last;) {
      const std::uint64_t quarter = keys_[begin] >> shift;
      const auto end = std::partition_point(keys_.begin() + begin, keys_.begin() + last,
                                            [&](std::uint64_t key) { return key >> shift == quarter; });
      const auto stop = static_cast<std::uint32_t>(end - keys_.begin());
      add(begin, stop, depth + 1, side / 2);
      begin = stop;
    }
  }
  nodes_[node].next = static_cast<std::uint32_t>(nodes_.size());
  weigh(node);
}

void QuadTree::weigh(std::uint32_t node) {
  Node& one = nodes_[node];
  const auto take = [&](const Spot& spot, double mass) {
    one.mass += mass;
    one.centre.x += mass * spot.x;
    one.centre.y += mass * spot.y;
  };
  if (one.leaf) {
    for (std::uint32_t i = one.first; i < one.last; ++i) take(spots_[i], masses_[i]);
  } else {
    for (std::uint32_t child = node + 1; child < one.next; child = nodes_[child].next)
      take(nodes_[child].centre, nodes_[child].mass);
  }
  if (one.mass > 0) one.centre = {one.centre.x / one.mass, one.centre.y / one.mass};
}

Spot QuadTree::push(std::size_t point) const {
  const std::uint32_t self = place_[point];
  const Spot at = spots_[self];
  Spot sum;
  const auto add_push = [&](double mass, double x, double y) {
    const double squared = x * x + y * y;
    if (!(squared > 0)) return;
    sum.x += mass * x / squared;
    sum.y += mass * y / squared;
  };
  for (std::uint32_t k = 0; k < nodes_.size();) {
    const Node& node = nodes_[k];
    const double x = at.x - node.centre.x;
    const double y = at.y - node.centre.y;
    const bool far = node.side < openness * (x * x + y * y) && (self < node.first || self >= node.last);
    if (far) {
      add_push(node.mass, x, y);
    } else if (!node.leaf) {
      ++k;
      continue;
    } else {
      for (std::uint32_t i = node.first; i < node.last; ++i)
        add_push(masses_[i], at.x - spots_[i].x, at.y - spots_[i].y);
    }
    k = node.next;
  }
  return sum;
}

}  // namespace renmai
