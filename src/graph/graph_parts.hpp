// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "graph/row_sort.hpp"

namespace renmai {

/// The arrays that the spans of a Graph point into; made by a builder, then never changed.
struct GraphParts {
  detail::SortedRows out;
  detail::SortedRows in;  ///< without use if not directed
  bool directed = true;

  /// The graph of these rows, which must be sorted; computes its facts. Cost: O(slots).
  [[nodiscard]] static Graph assemble(GraphParts&& parts);
};

}  // namespace renmai
