// SPDX-License-Identifier: Apache-2.0
#include "pass/community/level.hpp"

#include <numeric>

#include "table/table.hpp"

namespace renmai {

LeidenLevel make_level(const Graph& graph) {
  LeidenLevel level;
  level.offsets.reserve(static_cast<std::size_t>(graph.vertex_count()) + 1);
  level.targets.reserve(graph.slot_count());
  level.weights.reserve(graph.slot_count());
  level.strength.assign(graph.vertex_count(), 0.0);
  for (const Vertex v : graph.vertices()) {
    EdgeIndex slot = graph.out_begin(v);
    for (const Vertex u : graph.out(v)) {
      const double weight = graph.weight(slot++);
      level.strength[v] += u == v ? 2 * weight : weight;
      if (u == v || weight == 0) continue;
      level.targets.push_back(u);
      level.weights.push_back(weight);
    }
    level.offsets.push_back(level.targets.size());
  }
  return level;
}

LeidenLevel merge_level(const LeidenLevel& level, std::span<const Vertex> labels, Vertex count) {
  std::vector<Vertex> start(static_cast<std::size_t>(count) + 1, 0);
  for (const Vertex label : labels) ++start[label + 1];
  std::partial_sum(start.begin(), start.end(), start.begin());
  std::vector<Vertex> members(labels.size());
  std::vector<Vertex> next(start.begin(), start.end() - 1);
  for (std::size_t v = 0; v < labels.size(); ++v) members[next[labels[v]]++] = static_cast<Vertex>(v);

  LeidenLevel merged;
  merged.strength.assign(count, 0.0);
  LabelWeights gather(count);
  for (Vertex label = 0; label < count; ++label) {
    for (Vertex i = start[label]; i < start[label + 1]; ++i) {
      const Vertex v = members[i];
      merged.strength[label] += level.strength[v];
      level.each(v, [&](Vertex u, double weight) {
        if (labels[u] != label) gather.add(labels[u], weight);
      });
    }
    for (const Vertex other : gather.labels()) {
      merged.targets.push_back(other);
      merged.weights.push_back(gather[other]);
    }
    merged.offsets.push_back(merged.targets.size());
    gather.clear();
  }
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
