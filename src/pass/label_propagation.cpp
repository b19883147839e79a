// SPDX-License-Identifier: Apache-2.0
#include "pass/label_propagation.hpp"

#include <array>
#include <numeric>
#include <optional>
#include <vector>

#include "base/interrupt.hpp"
#include "base/random.hpp"
#include "pass/community/community_table.hpp"
#include "pass/community/level.hpp"
#include "pass/community/modularity.hpp"
#include "pass/community/turns.hpp"
#include "pass/pass.hpp"
#include "pass/score/weights.hpp"

namespace renmai {
namespace {

constexpr std::size_t steady = 100'000;  // one vertex in so many may still change its label at the end

class Spread {
 public:
  Spread(const Graph& graph, std::uint64_t seed)
      : level_(make_level(graph)),
        seed_(mix64(seed)),
        turns_(make_turns(graph.vertex_count(), seed)),
        labels_(graph.vertex_count()),
        awake_(graph.vertex_count()) {
    std::iota(labels_.begin(), labels_.end(), Vertex{0});
  }

  std::vector<Vertex> run(std::uint32_t max_rounds) {
    for (std::uint32_t round = 0; round < max_rounds; ++round) {
      report_progress("labels", round, max_rounds);
      std::size_t changed = 0;
      for (std::size_t turn = 0; turn < turns_.size(); ++turn) changed += run_turn(turns_[turn]);
      if (changed <= labels_.size() / steady) break;
    }
    return std::move(labels_);
  }

 private:
  struct Change {
    Vertex vertex;
    Vertex label;
  };

  /// Vertices of one turn look at the same labels and change their own together afterwards.
  std::size_t run_turn(std::span<const Vertex> vertices) {
    const auto changes = turn_.ask(vertices, [&](Vertex v, LabelWeights& gather) -> std::optional<Change> {
      if (!awake_.take(v)) return std::nullopt;
      const Vertex label = heaviest(v, gather);
      if (label == labels_[v]) return std::nullopt;
      return Change{v, label};
    });
    for (const Change& change : changes) labels_[change.vertex] = change.label;
    awake_.wake_neighbours(level_, changes, labels_);
    return changes.size();
  }

  Vertex heaviest(Vertex v, LabelWeights& gather) const {
    gather.begin(level_.offsets[v + 1] - level_.offsets[v]);
    level_.each(v, [&](Vertex u, double weight) {
      if (weight > 0) gather.add(labels_[u], weight);
    });
    Vertex best = labels_[v];
    double most = gather[best];
    for (const auto& [label, weight] : gather.sums()) {
      if (weight > most || (weight == most && best != labels_[v] && comes_before(label, best))) {
        best = label;
        most = weight;
      }
    }
    return best;
  }
  [[nodiscard]] bool comes_before(Vertex a, Vertex b) const { return mix64(seed_ ^ a) < mix64(seed_ ^ b); }

  CommunityLevel level_;
  std::uint64_t seed_;
  Grouped turns_;
  std::vector<Vertex> labels_;
  Awake awake_;
  Turn<Change, LabelWeights> turn_;
};

}  // namespace

Table label_propagation(const Graph& graph, const LabelPropagationOptions& options) {
  require_weights(graph, "communities");
  const Graph both = undirected(graph);
  const auto labels = Spread(both, options.seed).run(options.max_rounds);
  return community_table(labels, modularity(both, labels));
}

namespace {

constexpr std::array options{
    option<&LabelPropagationOptions::seed>("seed", "decides ties and who comes when", 0, 9007199254740991),
    option<&LabelPropagationOptions::max_rounds>("max-rounds", "stop after this many rounds", 1, 1e9),
};

}  // namespace

extern constinit const Pass label_propagation_pass{
    .name = "label-propagation",
    .family = "community",
    .summary = "Groups whose members each have most ties to it: labels that spread from neighbour to neighbour",
    .definition =
        "Every vertex begins with a label of its own; in each round every vertex takes the label of greatest weight "
        "among its neighbours, its own if that is one of them, until at most one vertex in 100,000 changes. A group "
        "may fall into pieces, and without clear groups most vertices share one. Read as undirected; weights are used "
        "if the graph has them; loops say nothing. The modularity is that of resolution 1.",
    .cost = "O(edges) a round, of which there are few; 4 numbers a vertex",
    .paper = "Raghavan, Albert & Kumara 2007, doi:10.1103/PhysRevE.76.036106",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "",
    .options = options,
    .columns = community_columns,
    .laws = law_may_be_nan,
    .example = community_example,
    .run_graph = &Runner<&label_propagation, options, LabelPropagationOptions>::run_graph,
};

}  // namespace renmai
