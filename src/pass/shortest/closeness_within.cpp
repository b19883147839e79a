// SPDX-License-Identifier: Apache-2.0
#include "pass/shortest/closeness_within.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/random.hpp"
#include "pass/shortest/hop_sums.hpp"
#include "pass/shortest/sources.hpp"
#include "pass/walk/hop_tree.hpp"
#include "pass/walk/weak_labels.hpp"

namespace renmai {
namespace {

constexpr Vertex first_sample = 1024;
constexpr double failure = 0.05;
constexpr double most_rounds = 22;  // doublings from the first sample to all vertices a graph may have

/// Estimates within one connected graph, which is a share `reach` of the others of the whole one.
class Component {
 public:
  Component(const Graph& graph, double vertices_of_all)
      : graph_(graph),
        others_(graph.vertex_count() - 1.0),
        reach_(others_ / (vertices_of_all - 1)),
        log_(std::log(2 * vertices_of_all * most_rounds / failure)) {
    double farthest = 0;
    for (const double distance : hop_tree(graph, 0).distance) farthest = std::max(farthest, distance);
    span_ = 2 * farthest;
  }

  void run(double error, std::uint64_t seed) {
    for (Vertex sample = first_sample;; sample *= 2) {
      const bool all = sample >= graph_.vertex_count() / 2;
      estimate(random_vertices(graph_.vertex_count(), all ? 0 : sample, mix64(seed) + sample), all);
      if (all || *std::max_element(error_.begin(), error_.end()) <= error) return;
    }
  }
  [[nodiscard]] double score(Vertex v) const { return score_[v]; }
  [[nodiscard]] double error(Vertex v) const { return error_[v]; }

 private:
  void estimate(std::span<const Vertex> sources, bool all) {
    const HopSums sums = hop_sums(graph_, sources, HopTerm::distance, "closeness");
    const HopSums squares = all ? HopSums() : hop_sums(graph_, sources, HopTerm::squared, "closeness");
    score_.assign(graph_.vertex_count(), 0);
    error_.assign(graph_.vertex_count(), 0);
    for (const Vertex v : graph_.vertices()) {
      const auto count = static_cast<double>(sums.reached[v]);
      const double mean = sums.sums[v] / count;
      score_[v] = reach_ / mean;
      if (all) continue;
      const double variance = std::max(0.0, squares.sums[v] / count - mean * mean) * count / (count - 1);
      const double off = std::sqrt(2 * variance * log_ / count) + 7 * span_ * log_ / (3 * (count - 1));
      error_[v] = reach_ * off / (mean * std::max(1.0, mean - off));
    }
  }

  const Graph& graph_;
  double others_;
  double reach_;
  double log_;
  double span_ = 0;
  std::vector<double> score_;
  std::vector<double> error_;
};

/// The graph of these vertices, which are a component; `place` tells where each stands among them.
Graph part_of(const Graph& graph, std::span<const Vertex> members, std::vector<Vertex>& place) {
  for (std::size_t k = 0; k < members.size(); ++k) place[members[k]] = static_cast<Vertex>(k);
  std::vector<Edge> edges;
  for (const Vertex v : members) {
    for (const Vertex u : graph.out(v)) {
      if (v < u) edges.push_back({place[v], place[u]});
    }
  }
  return build_graph(static_cast<Vertex>(members.size()), edges, {.directed = false});
}

}  // namespace

BoundedCloseness closeness_within(const Graph& undirected, double error, std::uint64_t seed) {
  const Vertex n = undirected.vertex_count();
  BoundedCloseness result{std::vector<double>(n, 0), std::vector<double>(n, 0), std::vector<std::int64_t>(n, 0)};
  const std::vector<Vertex> label = weak_labels(undirected);
  std::vector<std::vector<Vertex>> members(n);
  for (const Vertex v : undirected.vertices()) members[label[v]].push_back(v);
  std::vector<Vertex> place(n);
  for (const std::vector<Vertex>& of : members) {
    if (of.size() < 2) continue;
    const Graph part = part_of(undirected, of, place);
    Component component(part, n);
    component.run(error, seed);
    for (Vertex k = 0; k < of.size(); ++k) {
      result.score[of[k]] = component.score(k);
      result.error[of[k]] = component.error(k);
      result.reached[of[k]] = static_cast<std::int64_t>(of.size()) - 1;
    }
  }
  return result;
}

}  // namespace renmai
