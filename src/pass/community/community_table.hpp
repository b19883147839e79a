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

/// Two groups that each of these passes finds.
inline constexpr Example community_example{.edges = "a b\nb c\nc a\nd e\ne f\nf d\nf g\ng d\nc d\n",
                                           .options = "",
                                           .expected =
                                               "vertex,community,size,modularity\n"
                                               "a,2,3,0.364198\nb,2,3,0.364198\nc,2,3,0.364198\n"
                                               "d,1,4,0.364198\ne,1,4,0.364198\nf,1,4,0.364198\n"
                                               "g,1,4,0.364198\n"};

/// The table of these columns: one row per vertex in vertex order. Labels are below the number of vertices.
[[nodiscard]] Table community_table(std::span<const Vertex> labels, double modularity);

}  // namespace renmai
