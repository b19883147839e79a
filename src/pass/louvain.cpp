// SPDX-License-Identifier: Apache-2.0
#include "pass/louvain.hpp"

#include <array>

#include "pass/community/community_table.hpp"
#include "pass/community/louvain.hpp"
#include "pass/community/modularity.hpp"
#include "pass/pass.hpp"
#include "pass/score/weights.hpp"

namespace renmai {

Table louvain(const Graph& graph, const LouvainOptions& options) {
  require_weights(graph, "communities");
  const Graph both = undirected(graph);
  const auto labels = louvain_communities(both, options.resolution, options.seed);
  return community_table(labels, modularity(both, labels, options.resolution));
}

namespace {

constexpr std::array options{
    option<&LouvainOptions::resolution>("resolution", "higher gives more and smaller communities", 0, 1e6),
    option<&LouvainOptions::seed>("seed", "decides between partitions of like quality", 0, 9007199254740991),
};

}  // namespace

extern constinit const Pass louvain_pass{
    .name = "louvain",
    .family = "community",
    .summary = "Groups with more ties among themselves than chance gives, sooner and less well than communities",
    .definition =
        "A partition that nearly maximises the sum over groups of in(c)/2m - resolution (strength(c)/2m)^2, by the "
        "method of Louvain. A group may fall into pieces, which those of `communities` never do. Read as undirected; "
        "weights are used if the graph has them; a loop counts twice in its vertex's strength.",
    .cost = "O(edges) time in practice; 8 numbers a vertex",
    .paper = "Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "",
    .options = options,
    .columns = community_columns,
    .laws = law_may_be_nan,
    .example = community_example,
    .run_graph = &Runner<&louvain, options, LouvainOptions>::run_graph,
};

}  // namespace renmai
