// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "draw/style.hpp"
#include "table/table.hpp"

namespace renmai {

/// Flows as bands from a column of origins to a column of destinations (a Sankey diagram).
///
/// A band is as thick as its moves; a pale band behind it as thick as what it may be at most, and a dashed line runs
/// along a flow that may be none at all. Groups stand from the largest down, each a bar with its name and moves. Flows
/// beyond `max_flows` are summed in a note. A suppressed cell has no band; a note counts them. Columns as draw_flow.
/// Deterministic. Throws as draw_flow.
[[nodiscard]] std::string draw_sankey(const Table& flow, const DrawStyle& style = {});

/// Courses through stages as bands from column to column: the table of the pass `stages` (study, graduate, work,
/// people). Who is not known to have reached a stage ends in a grey group.
[[nodiscard]] std::string draw_stages(const Table& stages, const DrawStyle& style = {});

}  // namespace renmai
