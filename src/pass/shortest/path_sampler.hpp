// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/random.hpp"
#include "graph/graph.hpp"

namespace renmai {

/// Draws shortest paths (fewest edges) between given ends, each of them equally likely: searches from both ends at
/// once, always on from where fewer edges lead, until they meet.
///
/// Cost: of one path, as many edges as the two searches pass, often few; 32 bytes a vertex.
class PathSampler {
 public:
  /// The graph must outlive it and have no parallel edges, which would count as different paths.
  explicit PathSampler(const Graph& graph);

  /// The vertices between `source` and `target` on a random shortest path, in no order; empty if there are none or no
  /// path. Valid until the next call. Throws Error{limit} if more than about 1e300 paths join them.
  [[nodiscard]] std::span<const Vertex> draw(Vertex source, Vertex target, Random& random);

 private:
  /// What a search knows of a vertex.
  struct Mark {
    std::uint32_t call = 0;  // the draw in which it was reached; else not at all
    std::uint32_t depth = 0;
    double paths = 0;  // shortest ones from the end the search began at
  };
  struct Side {
    bool forward;
    std::vector<Mark> marks;
    std::vector<Vertex> frontier;
    std::uint32_t depth = 0;
    EdgeIndex edges = 0;  // out of the frontier
  };
  struct Meeting {
    Vertex near;  // on the side that went on
    Vertex far;
    double paths;
  };

  void begin(Side& side, Vertex end);
  /// Goes one level on; fills meetings_ if that reaches the other side.
  void advance(Side& side, const Side& other);
  void walk_back(const Side& side, Vertex from, Random& random);
  [[nodiscard]] std::span<const Vertex> row(const Side& side, Vertex v) const {
    return side.forward ? graph_.out(v) : graph_.in(v);
  }

  const Graph& graph_;
  Side from_source_;
  Side from_target_;
  std::uint32_t call_ = 0;
  std::vector<Vertex> next_;
  std::vector<Meeting> meetings_;
  std::vector<Vertex> inner_;
};

}  // namespace renmai
