// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// Whether where somebody goes next depends on where they came from, or on where they are alone.
///
/// Definition: over all pairs of moves a -> b -> c of one person with no exit between, the likelihood ratio of the
///   second-order chain against the first-order one: G = 2 sum n_abc ln(n_abc n_b / (n_ab n_bc)), n_b = sum over a and
///   c. Degrees of freedom: sum over b of (origins of b - 1) (destinations of b - 1), those that occur, so that paths
///   which cannot be do not count. p by chi-squared; crude where most n_abc are small.
/// Result: measure, value: pairs of moves, paths (distinct a, b, c), returns (c = a), G, degrees of freedom, p, and the
///   AIC of both orders (less is better).
/// Undefined: p is NaN without degrees of freedom. Unknown groups take part in nothing.
/// Throws and cost: as `moves`.
/// Paper: Anderson & Goodman 1957, doi:10.1214/aoms/1177707039.
Table career_memory(const Selected& selected, const FlowOptions& options = {});

}  // namespace renmai
