// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// A simple undirected graph with its vertices renumbered by degree downward (ties: by number), each edge kept at the
/// end of greater rank: rows are short, and their entries gather at the small ranks of the hubs.
class RankedRows {
 public:
  explicit RankedRows(const Graph& simple);

  [[nodiscard]] Vertex count() const { return static_cast<Vertex>(vertices_.size()); }
  /// The neighbours of smaller rank, ascending.
  [[nodiscard]] std::span<const Vertex> row(Vertex rank) const {
    return std::span(targets_).subspan(offsets_[rank], offsets_[rank + 1] - offsets_[rank]);
  }
  /// The vertex of a rank.
  [[nodiscard]] Vertex vertex(Vertex rank) const { return vertices_[rank]; }

 private:
  std::vector<Vertex> vertices_;
  std::vector<EdgeIndex> offsets_;
  std::vector<Vertex> targets_;
};

}  // namespace renmai
