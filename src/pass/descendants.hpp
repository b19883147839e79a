// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct DescendantsOptions {
  std::optional<Vertex> of;
};

/// Everyone taught by a vertex, or by those it taught: mentees of every generation.
///
/// Definition: v descends from `of` if a directed path leads from `of` to v; a line of descent is such a path.
/// Input: directed, from mentor to mentee; an undirected edge counts both ways and so is a cycle. Weights, loops and
///   repeats do not matter.
/// Result: one row per descendant, by distance, then by vertex; `of` itself is not among them. vertex; distance: the
///   fewest generations between; lines: how many lines of descent there are, INT64_MAX if that many or more.
/// Undefined: lines is absent for whoever lies on a cycle or below one: paths that may go round have no number.
///   Mentorship has no cycles; one is an error in the data, which does not disturb distance.
/// Repeatable: same bits at any thread count. Relabelling permutes rows.
/// Throws: Error{usage} without `of`, or if it is not a vertex of the graph.
/// Cost: O(vertices + edges reached) time; 5 numbers a vertex.
/// Paper: counting paths in topological order: Kahn 1962, doi:10.1145/368996.369025.
Table descendants(const Graph& graph, const DescendantsOptions& options = {});

}  // namespace renmai
