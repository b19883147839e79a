// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "graph/graph.hpp"
#include "pass/pass.hpp"

namespace renmai {

/// What a set of paths from the source to the sink may not share; `none`: weights are capacities.
enum class Disjoint : std::uint8_t { none, edge, vertex };

/// Options of `maxflow` and `mincut`.
struct SetFlowOptions {
  std::vector<Vertex> source;
  std::vector<Vertex> sink;
  Disjoint disjoint = Disjoint::none;
};

inline constexpr std::array<std::string_view, 3> disjoint_words{"none", "edge", "vertex"};
inline constexpr std::array set_flow_options{
    required<&SetFlowOptions::source>("source", "the vertices that the flow comes from"),
    required<&SetFlowOptions::sink>("sink", "the vertices that it goes to"),
    choice<&SetFlowOptions::disjoint>("disjoint", "count paths that share no edge, or no vertex, instead of weights",
                                      disjoint_words),
};

/// A maximum flow between two sets of vertices and the minimum cut that proves it.
struct SetFlow {
  struct Line {
    Vertex from = 0;
    Vertex to = 0;  ///< equal to from in a cut: the vertex itself is cut
    double flow = 0;
    double capacity = 0;
  };
  double total = 0;
  std::vector<Line> flows;  ///< edges with flow above 0, by from then to
  std::vector<Line> cut;    ///< edges (and vertices) of the cut nearest to the source, by from then to
};

/// Definition: `maxflow` and `mincut` say what is computed. Repeated edges are one edge whose capacities add up.
/// Throws: Error{usage} for an empty source or sink, a vertex outside the graph or in both sets, and, where weights
///   are the capacities, for one that is neither 0 nor in [1e-100, 1e100].
/// Cost: as max_flow of the network of both directions of every edge.
/// Paper: Cherkassky & Goldberg 1997, doi:10.1007/PL00009180.
[[nodiscard]] SetFlow set_flow(const Graph& graph, const SetFlowOptions& options);

}  // namespace renmai
