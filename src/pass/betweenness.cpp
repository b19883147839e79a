// SPDX-License-Identifier: Apache-2.0
// Several sources are searched at a time, each into its own buffer; then the buffers are added to the scores in the
// order of the sources. So a score is always the same sum in the same order, whatever the threads or buffers.
#include "pass/betweenness.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "pass/input/checks.hpp"
#include "pass/pass.hpp"
#include "pass/score/matrix.hpp"
#include "pass/score/result.hpp"
#include "pass/score/weights.hpp"
#include "pass/shortest/dependency.hpp"
#include "pass/shortest/kadabra.hpp"
#include "pass/shortest/lanes.hpp"
#include "pass/shortest/search.hpp"
#include "pass/shortest/sources.hpp"

namespace renmai {
namespace {

/// Without loops; of parallel edges only the first, which is the shortest: rows hold them by weight.
Graph simple_lengths(const Graph& graph, bool weighted) {
  if (graph.simple()) return graph;
  std::vector<Edge> edges = graph.edges();
  const auto same_pair = [](const Edge& a, const Edge& b) { return a.from == b.from && a.to == b.to; };
  edges.erase(std::unique(edges.begin(), edges.end(), same_pair), edges.end());
  return build_graph(graph.vertex_count(), edges,
                     {.directed = graph.directed(), .loops = Loops::drop, .weighted = weighted});
}

/// Adds the dependencies of the buffers, in their order, of `reached` vertices in all. Adding the zeros of unreached
/// vertices changes no bit, so a batch that reached much goes vertex by vertex, in parallel, and one that reached
/// little goes by its lists.
template <class Search>
void add_dependencies(std::span<const Dependency<Search>> buffers, std::size_t reached, std::vector<double>& scores) {
  if (reached < buffers.size() * scores.size() / 8) {
    for (const auto& buffer : buffers) {
      for (const Vertex v : buffer.reached()) scores[v] += buffer[v];
    }
    return;
  }
  parallel_for(scores.size(), [&](std::size_t v) {
    for (const auto& buffer : buffers) scores[v] += buffer[static_cast<Vertex>(v)];
  });
}

template <class Search>
void sum_dependencies(const Graph& graph, std::span<const Vertex> sources, std::vector<double>& scores) {
  std::vector<Dependency<Search>> buffers(std::min(max_searches, sources.size()),
                                          Dependency<Search>(graph.vertex_count()));
  std::size_t reached = block_size;  // by the batch before: a small one is not worth waking the threads
  for (std::size_t begin = 0; begin < sources.size(); begin += buffers.size()) {
    const std::size_t used = std::min(buffers.size(), sources.size() - begin);
    const std::size_t share = reached < block_size ? block_size : 1;
    parallel_for(
        used, [&](std::size_t k) { buffers[k].run(graph, sources[begin + k]); }, share);
    const auto batch = std::span<const Dependency<Search>>(buffers).first(used);
    reached = 0;
    for (const auto& buffer : batch) {
      reached += buffer.reached().size();
      if (!buffer.overflowed()) continue;
      throw Error(ErrorKind::limit, "betweenness counts at most 1e290 shortest paths between two vertices");
    }
    add_dependencies(batch, reached, scores);
    report_progress("betweenness", begin + used, sources.size());
  }
}

/// How many batches run at once, each with its own buffers: of a small graph some, as there threads that share a batch
/// would mostly wait for each other.
std::size_t batches_at_once(const Graph& graph, std::size_t batches) {
  constexpr EdgeIndex small = 1 << 20;
  constexpr std::size_t some = 8;
  return graph.slot_count() + graph.vertex_count() < small ? std::min(some, batches)
                                                           : std::min<std::size_t>(1, batches);
}

/// Hops: by lanes, from the batch that proves too deep for them on source by source.
std::vector<double> sum_hop_dependencies(const Graph& graph, std::span<const Vertex> sources) {
  constexpr std::size_t lanes = LaneDependency::lanes;
  const std::size_t n = graph.vertex_count();
  const Places places = choose_places(graph, LaneDependency::vertex_bytes);
  const PlacedRows in(graph, places, false);
  std::optional<PlacedRows> out;  // an undirected graph is its own reverse
  if (graph.directed()) out.emplace(graph.reversed(), places, false);
  const std::size_t batches = (sources.size() + lanes - 1) / lanes;
  std::vector<std::unique_ptr<LaneDependency>> searches(batches_at_once(graph, batches));
  for (auto& search : searches) search = std::make_unique<LaneDependency>(in, out ? *out : in, places);
  std::vector<std::vector<double>> parts(searches.size());
  std::vector<char> shallow(searches.size());
  std::vector<double> scores(n, 0.0);
  for (std::size_t first = 0; first < batches; first += searches.size()) {
    const std::size_t used = std::min(searches.size(), batches - first);
    parallel_for(
        used,
        [&](std::size_t k) {
          const std::size_t begin = (first + k) * lanes;
          parts[k].assign(n, 0.0);
          const auto batch = sources.subspan(begin, std::min(lanes, sources.size() - begin));
          shallow[k] = searches[k]->add(batch, parts[k]) ? 1 : 0;
        },
        1);
    for (std::size_t k = 0; k < used; ++k) {
      if (shallow[k] == 0) {
        sum_dependencies<HopSearch>(graph, sources.subspan((first + k) * lanes), scores);
        return scores;
      }
      for (std::size_t v = 0; v < n; ++v) scores[v] += parts[k][v];
    }
    report_progress("betweenness", std::min(sources.size(), (first + used) * lanes), sources.size());
  }
  return scores;
}

/// A source that leads nowhere adds nothing.
std::vector<Vertex> leading(const Graph& graph, const std::vector<Vertex>& sources) {
  std::vector<Vertex> kept;
  std::ranges::copy_if(sources, std::back_inserter(kept), [&](Vertex v) { return graph.out_degree(v) > 0; });
  return kept;
}

/// See the definition of the column `error`.
double hoeffding_error(double n, double sources) {
  if (sources >= n) return 0;
  return std::min(1.0, n / (n - 1) * std::sqrt(std::log(40 * n) / (2 * sources)));
}

Table betweenness_table(const Graph& graph, std::vector<double> scores, std::vector<double> normalized, double error) {
  Table table;
  table.add("vertex", vertex_column(graph));
  table.add("score", std::move(scores));
  table.add("normalized", std::move(normalized));
  table.add("error", std::vector<double>(graph.vertex_count(), error));
  return table;
}

Table betweenness_within(const Graph& graph, const BetweennessOptions& options) {
  if (options.weighted || options.sources > 0) {
    throw Error(ErrorKind::usage,
                "`within` draws paths of fewest edges, so `weighted` and `sources` do not go with it");
  }
  require_error(options.within);
  constexpr double failure = 0.05;
  auto normalized = sample_betweenness(simple_lengths(graph, false), options.within, failure, options.seed);
  const double n = graph.vertex_count();
  std::vector<double> scores = normalized;
  scale(scores, n < 3 ? 0.0 : (n - 1) * (n - 2) * (graph.directed() ? 1 : 0.5));
  return betweenness_table(graph, std::move(scores), std::move(normalized), n < 3 ? 0 : options.within);
}

}  // namespace

Table betweenness(const Graph& graph, const BetweennessOptions& options) {
  if (options.within > 0) return betweenness_within(graph, options);
  const bool weighted = options.weighted && graph.weighted();
  if (weighted) require_lengths(graph, "betweenness");
  const Graph simple = simple_lengths(graph, weighted);
  const auto sources = random_vertices(graph.vertex_count(), options.sources, options.seed);
  std::vector<double> scores;
  if (weighted) {
    scores.assign(graph.vertex_count(), 0.0);
    sum_dependencies<LengthSearch>(simple, sources, scores);
  } else {
    scores = sum_hop_dependencies(simple, leading(simple, sources));
  }
  const double n = graph.vertex_count();
  const auto count = static_cast<double>(sources.size());
  if (count < n) scale(scores, n / count);
  std::vector<double> normalized = scores;
  scale(normalized, n < 3 ? 0.0 : 1 / ((n - 1) * (n - 2)));
  if (!graph.directed()) scale(scores, 0.5);
  return betweenness_table(graph, std::move(scores), std::move(normalized), hoeffding_error(n, count));
}

namespace {

constexpr std::array options{
    option<&BetweennessOptions::weighted>("weighted", "take weights as lengths"),
    option<&BetweennessOptions::sources>("sources", "estimate from this many random sources; 0 is exact"),
    option<&BetweennessOptions::within>("within", "estimate until every `normalized` is this close; 0 is exact", 0,
                                        0.5),
    option<&BetweennessOptions::seed>("seed", "of what is drawn at random"),
};
constexpr std::array columns{
    ColumnRow{"vertex", "", "the vertex"},
    ColumnRow{"score", "", "pairs of other vertices, each by the share of its shortest paths that pass here"},
    ColumnRow{"normalized", "", "score over the number of pairs of other vertices; 0 if there are none"},
    ColumnRow{"error", "", "0 if exact; else every `normalized` is this close with probability 0.95 or more"},
};

}  // namespace

extern constinit const Pass betweenness_pass{
    .name = "betweenness",
    .family = "centrality",
    .summary = "Share of the shortest paths between others that pass through each vertex",
    .definition =
        "b(v) = sum over s != v != t of (shortest s-t paths through v) / (shortest s-t paths), over ordered pairs if "
        "directed, unordered if undirected; ends do not count; loops and parallel edges are dropped first. Weighted: "
        "weights are lengths above 0, and of parallel edges the shortest counts. normalized divides by (n-1)(n-2), or "
        "half of it. Sampled: k sources without repetition, scaled by n/k; error is Hoeffding's bound at 95 % for all "
        "vertices at once. Within an error: random shortest paths are drawn until, with probability 0.95, every "
        "normalized score is that close.",
    .trap = "Parallel edges are not paths of their own: collapse them first.",
    .cost = "O(sources * edges) time, times log if weighted; at most 32 buffers of 24 bytes a vertex",
    .paper =
        "Brandes 2001, doi:10.1080/0022250X.2001.9990249; within an error: Borassi & Natale 2019, doi:10.1145/3284359",
    .direction = Direction::undirected,
    .weights = Weights::used,
    .score = "score",
    .options = options,
    .columns = columns,
    .laws = law_relabel | law_never_negative,
    .example = {.edges = "a b\nb c\nb d\nd e\n",
                .options = "",
                .expected = "vertex,score,normalized\na,0,0\nb,5,0.833333\nc,0,0\nd,3,0.5\ne,0,0\n"},
    .run_graph = &Runner<&betweenness, options, BetweennessOptions>::run_graph,
};

}  // namespace renmai
