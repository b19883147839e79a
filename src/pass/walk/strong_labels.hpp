// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// By vertex: one vertex of its strongly connected component, the same for all of the component.
///
/// One vertex of many in- and out-edges most likely lies in the greatest component: what it reaches and what reaches it
/// are found by all threads; both together are its component, and no other component lies across the border of either.
/// The parts left are searched by Tarjan's algorithm, a thread each. Same labels at any thread count.
/// Throws Error{interrupted}. Cost: O(vertices + edges) time; 6 numbers a vertex, no recursion.
/// Papers: Fleischer, Hendrickson & Pinar 2000, doi:10.1007/3-540-45591-4_68; Tarjan 1972, doi:10.1137/0201010.
[[nodiscard]] std::vector<Vertex> component_roots(const Graph& graph);

}  // namespace renmai
