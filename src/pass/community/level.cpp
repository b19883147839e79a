// SPDX-License-Identifier: Apache-2.0
#include "pass/community/level.hpp"

#include <algorithm>
#include <numeric>

#include "base/grouped.hpp"
#include "base/parallel.hpp"
#include "pass/walk/blocks.hpp"
#include "table/table.hpp"

namespace renmai {

CommunityLevel make_level(const Graph& graph) {
  CommunityLevel level;
  level.offsets = graph.offsets();
  level.targets = graph.targets();
  level.weights = graph.weights();
  level.strength.resize(graph.vertex_count());
  parallel_for(graph.vertex_count(), [&](std::size_t i) {
    const auto v = static_cast<Vertex>(i);
    double strength = 0;
    for (EdgeIndex slot = graph.out_begin(v); slot < graph.out_begin(v) + graph.out_degree(v); ++slot)
      strength += graph.weight(slot) * (graph.target(slot) == v ? 2 : 1);
    level.strength[v] = strength;
  });
  level.total = parallel_sum(level.strength.size(), [&](std::size_t v) { return level.strength[v]; });
  return level;
}

CommunityLevel merge_level(const CommunityLevel& level, std::span<const Vertex> labels, Vertex count) {
  const Grouped members(level.size(), count, [&](Vertex v) { return labels[v]; });
  CommunityLevel merged;
  merged.strength.assign(count, 0.0);
  merged.own_offsets_.assign(static_cast<std::size_t>(count) + 1, 0);
  // Each range of labels gathers its rows by itself; then all are put one after the other.
  constexpr std::size_t range = 256;
  std::vector<std::vector<LabelWeights::Sum>> parts((count + range - 1) / range);
  for_ranges(count, range, [&](std::size_t begin, std::size_t end) {
    LabelWeights gather;
    std::vector<LabelWeights::Sum>& entries = parts[begin / range];
    for (auto label = static_cast<Vertex>(begin); label < end; ++label) {
      EdgeIndex slots = 0;
      for (const Vertex v : members[label]) slots += level.offsets[v + 1] - level.offsets[v];
      gather.begin(std::min<EdgeIndex>(slots, count));
      for (const Vertex v : members[label]) {
        merged.strength[label] += level.strength[v];
        level.each(v, [&](Vertex u, double weight) {
          if (labels[u] != label) gather.add(labels[u], weight);
        });
      }
      entries.insert(entries.end(), gather.sums().begin(), gather.sums().end());
      merged.own_offsets_[label + 1] = gather.sums().size();
    }
  });
  std::partial_sum(merged.own_offsets_.begin(), merged.own_offsets_.end(), merged.own_offsets_.begin());
  merged.own_targets_.resize(merged.own_offsets_.back());
  merged.own_weights_.resize(merged.own_offsets_.back());
  parallel_for(
      parts.size(),
      [&](std::size_t p) {
        EdgeIndex slot = merged.own_offsets_[p * range];
        for (const auto& [target, weight] : parts[p]) {
          merged.own_targets_[slot] = target;
          merged.own_weights_[slot++] = weight;
        }
      },
      1);
  merged.offsets = merged.own_offsets_;
  merged.targets = merged.own_targets_;
  merged.weights = merged.own_weights_;
  merged.total = level.total;
  return merged;
}

Vertex renumber_labels(std::vector<Vertex>& labels) {
  std::vector<Vertex> name(labels.size(), no_vertex);
  Vertex count = 0;
  for (Vertex& label : labels) {
    if (name[label] == no_vertex) name[label] = count++;
    label = name[label];
  }
  return count;
}

}  // namespace renmai
