// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "draw/style.hpp"
#include "table/table.hpp"

namespace renmai {

/// Flows as a matrix (a heat map): a row for each origin, a column for each destination, the darker the more moves, by
/// the logarithm. A cell holds its moves, and below them the bounds where they differ; a dashed frame marks a flow that
/// may be none, a hatched cell a suppressed one, a grey one the diagonal, where nobody moves. At most 40 groups, the
/// largest. Columns as draw_flow. Deterministic. Throws as draw_flow.
[[nodiscard]] std::string draw_heat_map(const Table& flow, const DrawStyle& style = {});

/// One small matrix a period, of the same groups and the same shades (small multiples): a table with a column year,
/// quarter or month. At most 12 groups and 40 periods. Throws Error{usage} for a table without periods.
[[nodiscard]] std::string draw_multiples(const Table& flow, const DrawStyle& style = {});

}  // namespace renmai
