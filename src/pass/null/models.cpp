// SPDX-License-Identifier: Apache-2.0
#include "pass/null/models.hpp"

#include <tsl/robin_set.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/hash.hpp"
#include "base/random.hpp"
#include "pass/null/rewire.hpp"

namespace renmai {
namespace {

using Pairs = std::vector<std::pair<Vertex, Vertex>>;

/// As many different pairs as there were, every set of them as likely as any other.
Pairs drawn_pairs(Vertex count, std::size_t edges, bool directed, Random& random) {
  Pairs pairs;
  pairs.reserve(edges);
  tsl::robin_set<std::uint64_t, MixedHash> taken;
  taken.reserve(edges);
  while (pairs.size() < edges) {
    auto from = static_cast<Vertex>(random.below(count));
    auto to = static_cast<Vertex>(random.below(count));
    if (!directed && from > to) std::swap(from, to);
    if (from != to && taken.insert((std::uint64_t{from} << 32U) | to).second) pairs.emplace_back(from, to);
  }
  return pairs;
}

}  // namespace

Graph null_graph(const Graph& graph, NullModel model, std::uint64_t seed) {
  Random random(seed);
  const Graph once = build_graph(graph.vertex_count(), graph.edges(),
                                 {.directed = graph.directed(), .loops = Loops::drop, .weighted = graph.weighted()});
  std::vector<Edge> edges = once.edges();
  Pairs pairs;
  pairs.reserve(edges.size());
  for (const Edge& edge : edges) pairs.emplace_back(edge.from, edge.to);
  if (model == NullModel::degrees)
    rewire(pairs, once.directed(), Rewiring::simple, rewire_tries * pairs.size(), random);
  if (model == NullModel::edges) pairs = drawn_pairs(once.vertex_count(), pairs.size(), once.directed(), random);
  if (model != NullModel::degrees) {
    for (std::size_t k = edges.size(); k > 1; --k) std::swap(edges[k - 1].weight, edges[random.below(k)].weight);
  }
  for (std::size_t k = 0; k < edges.size(); ++k) edges[k] = {pairs[k].first, pairs[k].second, edges[k].weight};
  return build_graph(once.vertex_count(), edges, {.directed = once.directed(), .weighted = once.weighted()});
}

ChanceOf::ChanceOf(double value, const std::vector<double>& draws) {
  double count = 0;
  double sum = 0;
  for (const double draw : draws) {
    if (std::isnan(draw)) continue;
    sum += draw;
    count += 1;
  }
  if (count == 0 || std::isnan(value)) return;
  expected = sum / count;
  constexpr double rounding = 1e-12;
  double squares = 0;
  double as_far = 0;
  for (const double draw : draws) {
    if (std::isnan(draw)) continue;
    squares += (draw - expected) * (draw - expected);
    if (std::abs(draw - expected) >= std::abs(value - expected) * (1 - rounding)) as_far += 1;
  }
  sd = std::sqrt(squares / count);
  if (sd > 0) z = (value - expected) / sd;
  p = (1 + as_far) / (1 + count);
}

}  // namespace renmai
