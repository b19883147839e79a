// SPDX-License-Identifier: Apache-2.0
#include "pass/ancestors.hpp"

#include <array>

#include "pass/input/checks.hpp"
#include "pass/lineage/descent.hpp"
#include "pass/pass.hpp"

namespace renmai {

Table ancestors(const Graph& graph, const AncestorsOptions& options) {
  return descent(graph.reversed(), require_vertex(graph, "of", options.of));
}

namespace {

constexpr std::array options{
    required<&AncestorsOptions::of>("of", "the vertex whose ancestors are listed"),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the ancestor"},
    ColumnRow{"distance", "generations", "fewest generations between"},
    ColumnRow{"lines", "lines", "lines of descent that lead from there; absent on a cycle and above one"},
};

}  // namespace

extern constinit const Pass ancestors_pass{
    .name = "ancestors",
    .family = "lineage",
    .summary = "Everyone who taught a vertex, or taught those who did",
    .definition =
        "Vertices from which a directed path leads to `of`, with the length of the shortest and the number of "
        "all such paths. The number is absent on a cycle and above one. Loops and repeated edges do not matter.",
    .cost = "O(vertices + edges reached) time; 5 numbers a vertex",
    .paper = "Kahn 1962, doi:10.1145/368996.369025",
    .direction = Direction::directed,
    .weights = Weights::ignored,
    .score = "",
    .options = options,
    .columns = columns,
    .laws = law_may_be_nan,
    .example = {.edges = "a b\na c\nb d\nc d\nd e\n",
                .options = "of=e",
                .expected = "vertex,distance,lines\nd,1,1\nb,2,1\nc,2,1\na,3,2\n"},
    .run_graph = &Runner<&ancestors, options, AncestorsOptions>::run_graph,
};

}  // namespace renmai
