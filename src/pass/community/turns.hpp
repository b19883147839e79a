// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// The turns in which vertices decide: those of one turn look at the same state and change it together afterwards, so
/// any number of threads does the same. There are enough turns that neighbours seldom share one, and no two vertices of
/// a small graph do.
class Turns {
 public:
  /// The seed decides who comes when.
  Turns(Vertex count, std::uint64_t seed);

  [[nodiscard]] std::size_t size() const { return begin_.size() - 1; }
  [[nodiscard]] std::span<const Vertex> operator[](std::size_t turn) const {
    return std::span(order_).subspan(begin_[turn], begin_[turn + 1] - begin_[turn]);
  }

 private:
  std::vector<Vertex> order_;
  std::vector<std::size_t> begin_;
};

}  // namespace renmai
