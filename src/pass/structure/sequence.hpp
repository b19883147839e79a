// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// An order of vertices in which one can be moved and any be asked for its place, each in O(sqrt(n)): blocks of about
/// sqrt(n) vertices, each vertex knowing its block.
class Sequence {
 public:
  explicit Sequence(std::span<const Vertex> order)
      : block_size_(std::max<std::size_t>(8, static_cast<std::size_t>(std::sqrt(static_cast<double>(order.size()))))),
        block_of_(order.size()) {
    fill(order);
  }

  [[nodiscard]] std::size_t size() const { return block_of_.size(); }

  /// The place of a vertex, from 0.
  [[nodiscard]] std::size_t place(Vertex v) const {
    const std::size_t block = block_of_[v];
    std::size_t before = 0;
    for (std::size_t b = 0; b < block; ++b) before += blocks_[b].size();
    const std::vector<Vertex>& own = blocks_[block];
    return before + static_cast<std::size_t>(std::find(own.begin(), own.end(), v) - own.begin());
  }

  /// Takes a vertex out and puts it back so that its place is `to`.
  void move(Vertex v, std::size_t to) {
    std::vector<Vertex>& own = blocks_[block_of_[v]];
    own.erase(std::find(own.begin(), own.end(), v));
    std::size_t block = 0;
    while (block + 1 < blocks_.size() && to > blocks_[block].size()) to -= blocks_[block++].size();
    std::vector<Vertex>& into = blocks_[block];
    into.insert(into.begin() + static_cast<std::ptrdiff_t>(to), v);
    block_of_[v] = static_cast<std::uint32_t>(block);
    if (into.size() > 4 * block_size_) fill(order());
  }

  [[nodiscard]] std::vector<Vertex> order() const {
    std::vector<Vertex> all;
    all.reserve(size());
    for (const std::vector<Vertex>& block : blocks_) all.insert(all.end(), block.begin(), block.end());
    return all;
  }

 private:
  /// Into blocks of equal size.
  void fill(std::span<const Vertex> order) {
    blocks_.assign(order.size() / block_size_ + 1, {});
    for (std::size_t k = 0; k < order.size(); ++k) {
      blocks_[k / block_size_].push_back(order[k]);
      block_of_[order[k]] = static_cast<std::uint32_t>(k / block_size_);
    }
  }

  std::size_t block_size_;
  std::vector<std::vector<Vertex>> blocks_;
  std::vector<std::uint32_t> block_of_;  // by vertex
};

}  // namespace renmai
