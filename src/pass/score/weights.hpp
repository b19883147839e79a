// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "graph/graph.hpp"

namespace renmai {

/// Weights that passes calculate with lie in this range, so that sums and squares of them neither overflow nor vanish.
inline constexpr double least_weight = 1e-100;
inline constexpr double greatest_weight = 1e100;

/// Checks that every weight is 0 or in [least_weight, greatest_weight]. Throws Error{usage} naming the pass and the
/// edge. O(1) where all are.
void require_weights(const Graph& graph, std::string_view pass);

/// Checks that every weight is a length in [least_weight, greatest_weight]. Throws Error{usage} naming the pass and the
/// edge. O(1) where all are.
void require_lengths(const Graph& graph, std::string_view pass);

}  // namespace renmai
