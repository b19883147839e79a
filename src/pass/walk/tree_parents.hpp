// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "pass/walk/hop_tree.hpp"

namespace renmai {

/// Fills the parents of a tree whose distances by weight are known (infinity where no path leads). See length_tree.
void find_parents(const Graph& graph, Vertex source, PathTree& tree);

}  // namespace renmai
