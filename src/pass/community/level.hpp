// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// What Leiden works on: a graph whose vertices may each stand for many. Weight within a vertex shows in its strength
/// alone, since it moves along whatever the vertex does.
struct LeidenLevel {
  std::vector<EdgeIndex> offsets{0};
  std::vector<Vertex> targets;   ///< never the vertex itself
  std::vector<double> weights;   ///< beside targets, above 0
  std::vector<double> strength;  ///< weighted degrees, loops twice

  [[nodiscard]] Vertex size() const { return static_cast<Vertex>(strength.size()); }
  /// Calls visit(target, weight) along the row of v.
  template <class Visit>
  void each(Vertex v, const Visit& visit) const {
    for (EdgeIndex slot = offsets[v]; slot < offsets[v + 1]; ++slot) visit(targets[slot], weights[slot]);
  }
};

/// Weights gathered by label, with the labels met in order; a flat array that remembers what to clean.
class LabelWeights {
 public:
  explicit LabelWeights(Vertex labels) : sum_(labels, untouched) {}

  void add(Vertex label, double weight) {
    if (sum_[label] < 0) {
      sum_[label] = 0;
      labels_.push_back(label);
    }
    sum_[label] += weight;
  }
  [[nodiscard]] double operator[](Vertex label) const { return sum_[label] < 0 ? 0 : sum_[label]; }
  [[nodiscard]] std::span<const Vertex> labels() const { return labels_; }
  void clear() {
    for (const Vertex label : labels_) sum_[label] = untouched;
    labels_.clear();
  }

 private:
  static constexpr double untouched = -1;  // weights are never negative
  std::vector<double> sum_;
  std::vector<Vertex> labels_;
};

/// The lowest level: an undirected graph as it is, less its loops and edges of weight 0.
[[nodiscard]] LeidenLevel make_level(const Graph& graph);
/// The level above: each label 0 .. count-1 becomes a vertex, edges between labels are added up.
[[nodiscard]] LeidenLevel merge_level(const LeidenLevel& level, std::span<const Vertex> labels, Vertex count);
/// Renames labels 0, 1, ... by first appearance; returns how many there are. Labels are below their number.
Vertex renumber_labels(std::vector<Vertex>& labels);

}  // namespace renmai
