// SPDX-License-Identifier: Apache-2.0
#include "pass/descendants.hpp"

#include <array>

#include "pass/input/checks.hpp"
#include "pass/lineage/descent.hpp"
#include "pass/pass.hpp"

namespace renmai {

Table descendants(const Graph& graph, const DescendantsOptions& options) {
  return descent(graph, require_vertex(graph, "of", options.of));
}

namespace {

constexpr std::array options{
    required<&DescendantsOptions::of>("of", "the vertex whose descendants are listed"),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the descendant"},
    ColumnRow{"distance", "generations", "fewest generations between"},
    ColumnRow{"lines", "lines", "lines of descent that lead there; absent on a cycle and below one"},
};

}  // namespace

extern constinit const Pass descendants_pass{
    .name = "descendants",
    .family = "lineage",
    .summary = "Everyone taught by a vertex, or by those it taught",
    .definition =
        "Vertices to which a directed path leads from `of`, with the length of the shortest and the number of "
        "all such paths. The number is absent on a cycle and below one. Loops and repeated edges do not matter.",
    .cost = "O(vertices + edges reached) time; 5 numbers a vertex",
    .paper = "Kahn 1962, doi:10.1145/368996.369025",
    .direction = Direction::directed,
    .weights = Weights::ignored,
    .score = "",
    .options = options,
    .columns = columns,
    .laws = law_may_be_nan,
    .example = {.edges = "a b\na c\nb d\nc d\nd e\n",
                .options = "of=a",
                .expected = "vertex,distance,lines\nb,1,1\nc,1,1\nd,2,2\ne,3,2\n"},
    .run_graph = &Runner<&descendants, options, DescendantsOptions>::run_graph,
};

}  // namespace renmai
