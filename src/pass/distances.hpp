// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct DistancesOptions {
  std::optional<Vertex> source;
  bool weighted = false;
  bool distances_only = false;
};

/// Length of the shortest path from one vertex to every other, and a tree of such paths.
///
/// Definition: the least number of edges on a path from `source` to v, or with `weighted` the least sum of weights,
/// each
///   read as the length of its edge. Note that the weights of the default graph count facts: more facts, longer edge.
/// Input: any direction (edges are followed along it); loops and repeats do not matter.
/// Result: one row per vertex in vertex order. vertex; distance: 0 for the source; parent: the vertex before it on a
///   shortest path, of several the smallest, and no vertex for the source. With edges of weight 0 the smallest among
///   those reached before it, so that following parents always ends at the source.
///   With `distances_only` parent is no vertex throughout; with weights that saves another reading of the edges.
/// Undefined: distance is NaN and parent is no vertex if no path leads there.
/// Repeatable: same bits at any thread count. Relabelling permutes distances; the parent depends on the numbers.
/// Throws: Error{usage} without a source, for a source outside the graph, and if weighted for a weight that is neither
/// 0
///   nor in [1e-100, 1e100].
/// Cost: O(vertices + edges) time; weighted O(edges log edges) at worst. 5 numbers a vertex, weighted also one an edge.
/// Paper: Beamer, Asanovic & Patterson 2012, doi:10.1109/SC.2012.50; weighted: Meyer & Sanders 2003,
///   doi:10.1016/S0196-6774(03)00076-2.
Table distances(const Graph& graph, const DistancesOptions& options = {});

}  // namespace renmai
