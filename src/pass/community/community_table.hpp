// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

#include "graph/graph.hpp"
#include "pass/pass.hpp"
#include "table/table.hpp"

namespace renmai {

/// The columns of a pass that gives communities.
inline constexpr std::array community_columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"community", "", "its community, counted from 1 by size downward, then by smallest vertex"},
    ColumnRow{"size", "vertices", "vertices in that community"},
    ColumnRow{"modularity", "", "of the whole partition, the same in every row; undefined without edges"},
};

/// The table of these columns: one row per vertex in vertex order. Labels are below the number of vertices.
[[nodiscard]] Table community_table(std::span<const Vertex> labels, double modularity);

}  // namespace renmai
