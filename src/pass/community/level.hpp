// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/array.hpp"
#include "graph/graph.hpp"

namespace renmai {

/// What communities are found on: a graph whose vertices may each stand for many. Weight within a vertex shows in its
/// strength alone, since it moves along whatever the vertex does.
struct CommunityLevel {
  std::span<const EdgeIndex> offsets;
  std::span<const Vertex> targets;
  std::span<const double> weights;  ///< beside targets, at least 0; empty if every edge weighs 1
  std::vector<double> strength;     ///< weighted degrees, loops twice
  double total = 0;                 ///< of the strengths: 2m

  CommunityLevel() = default;
  CommunityLevel(const CommunityLevel&) = delete;
  CommunityLevel& operator=(const CommunityLevel&) = delete;
  CommunityLevel(CommunityLevel&&) = default;  // spans follow what they view: moved vectors keep their memory
  CommunityLevel& operator=(CommunityLevel&&) = default;
  ~CommunityLevel() = default;

  [[nodiscard]] Vertex size() const { return static_cast<Vertex>(strength.size()); }
  /// Calls visit(target, weight) along the row of v, but for loops.
  template <class Visit>
  void each(Vertex v, const Visit& visit) const {
    for (EdgeIndex slot = offsets[v]; slot < offsets[v + 1]; ++slot) {
      if (targets[slot] != v) visit(targets[slot], weights.empty() ? 1.0 : weights[slot]);
    }
  }

 private:
  friend CommunityLevel merge_level(const CommunityLevel&, std::span<const Vertex>, Vertex);
  Array<EdgeIndex> own_offsets_;
  Array<Vertex> own_targets_;
  Array<double> own_weights_;
};

/// The lowest level: an undirected graph as it is, which must outlive it.
[[nodiscard]] CommunityLevel make_level(const Graph& graph);
/// The level above: each label 0 .. count-1 becomes a vertex, edges between labels are added up.
[[nodiscard]] CommunityLevel merge_level(const CommunityLevel& level, std::span<const Vertex> labels, Vertex count);
/// Renames labels 0, 1, ... by first appearance; returns how many there are. Labels are below their number.
Vertex renumber_labels(std::vector<Vertex>& labels);

/// Weights gathered by label, with the labels in the order met. A small table that grows with the rows it sees, so that
/// it stays in a near cache.
class LabelWeights {
 public:
  struct Sum {
    Vertex label;
    double weight;
  };

  /// Makes room for so many labels and forgets all.
  void begin(std::size_t most_labels) {
    sums_.clear();
    std::size_t slots = 16;
    while (slots < 2 * most_labels) slots *= 2;
    mask_ = slots - 1;
    if (places_.size() < slots) places_.resize(slots);
    if (++round_ == 0) {  // all rounds used up: the table is as new
      places_.assign(places_.size(), Place{});
      round_ = 1;
    }
  }
  void add(Vertex label, double weight) {
    Place& place = find(label);
    if (place.round != round_) {
      place = {round_, label, static_cast<std::uint32_t>(sums_.size())};
      sums_.push_back({label, weight});
    } else {
      sums_[place.sum].weight += weight;
    }
  }
  /// 0 for labels not met.
  [[nodiscard]] double operator[](Vertex label) {
    const Place& place = find(label);
    return place.round == round_ ? sums_[place.sum].weight : 0;
  }
  [[nodiscard]] std::span<const Sum> sums() const { return sums_; }

 private:
  struct Place {
    std::uint32_t round = 0;  // when it was filled; others are free
    Vertex label = 0;
    std::uint32_t sum = 0;
  };
  Place& find(Vertex label) {
    std::size_t at = (label * std::size_t{0x9e3779b97f4a7c15}) >> 32U & mask_;
    while (places_[at].round == round_ && places_[at].label != label) at = (at + 1) & mask_;
    return places_[at];
  }

  std::vector<Place> places_;
  std::vector<Sum> sums_;
  std::size_t mask_ = 0;
  std::uint32_t round_ = 0;
};

}  // namespace renmai
