// SPDX-License-Identifier: Apache-2.0
#include "pass/communities.hpp"

#include <array>

#include "pass/community/community_table.hpp"
#include "pass/community/leiden.hpp"
#include "pass/pass.hpp"
#include "pass/score/weights.hpp"

namespace renmai {

Table communities(const Graph& graph, const CommunitiesOptions& options) {
  require_weights(graph, "communities");
  const LeidenResult found = leiden(undirected(graph), options.resolution, options.seed, options.max_rounds);
  return community_table(found.communities, found.modularity);
}

namespace {

constexpr std::array options{
    option<&CommunitiesOptions::resolution>("resolution", "higher gives more and smaller communities", 0, 1e6),
    option<&CommunitiesOptions::seed>("seed", "decides between partitions of like quality", 0, 9007199254740991),
    option<&CommunitiesOptions::max_rounds>("max-rounds", "stop after this many rounds", 1, 1e9),
};

}  // namespace

extern constinit const Pass communities_pass{
    .name = "communities",
    .family = "community",
    .summary = "Groups with more ties among themselves than chance gives (Leiden)",
    .definition =
        "A partition into connected groups that nearly maximises the sum over groups of in(c)/2m - resolution "
        "(strength(c)/2m)^2, by the Leiden algorithm. Read as undirected; weights are used if the graph has "
        "them; a loop counts twice in its vertex's strength.",
    .cost = "O(rounds * edges) time in practice; 14 numbers a vertex and 2 an edge",
    .paper = "Traag, Waltman & van Eck 2019, doi:10.1038/s41598-019-41695-z",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "",
    .options = options,
    .columns = community_columns,
    .laws = law_may_be_nan,
    .example = community_example,
    .run_graph = &Runner<&communities, options, CommunitiesOptions>::run_graph,
};

}  // namespace renmai
