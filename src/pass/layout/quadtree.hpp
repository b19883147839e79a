// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace renmai {

struct Spot {
  double x = 0;
  double y = 0;
};

/// Masses in the plane, grouped by quarters of quarters, so that the push of far ones is told together (Barnes & Hut
/// 1986, doi:10.1038/324446a0). The same bits at any thread count.
class QuadTree {
 public:
  /// Cost: O(n log n).
  QuadTree(std::span<const Spot> spots, std::span<const double> masses);

  /// What all others push one point away with: the sum of mass * (difference) / (distance squared). A group of side s
  /// at distance d counts as one mass if s < d. Points on the same spot push each other nowhere. Cost: O(log n).
  [[nodiscard]] Spot push(std::size_t point) const;

  /// The points in an order in which neighbours are near each other.
  [[nodiscard]] std::span<const std::uint32_t> order() const { return order_; }

 private:
  struct Node {
    Spot centre;  // of mass
    double mass = 0;
    double side = 0;  // squared
    std::uint32_t first = 0;
    std::uint32_t last = 0;  // points of order_, if it is a leaf
    std::uint32_t next = 0;  // the node after all those within
    bool leaf = false;
  };
  void add(std::uint32_t first, std::uint32_t last, unsigned depth, double side);
  void weigh(std::uint32_t node);

  std::vector<std::uint32_t> order_;
  std::vector<std::uint64_t> keys_;   // beside order_
  std::vector<Spot> spots_;           // beside order_
  std::vector<double> masses_;        // beside order_
  std::vector<std::uint32_t> place_;  // of each point in order_
  std::vector<Node> nodes_;           // a node stands before those within it
};

}  // namespace renmai
