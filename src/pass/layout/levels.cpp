// SPDX-License-Identifier: Apache-2.0
#include "pass/layout/levels.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "table/table.hpp"

namespace renmai {
namespace {

constexpr Vertex coarse_enough = 50;
constexpr std::uint32_t most_members = 8;  // that a group takes in one step
constexpr double least_shrink = 0.9;

std::vector<Vertex> by_degree(const CommunityLevel& graph) {
  std::vector<Vertex> order(graph.size());
  std::iota(order.begin(), order.end(), Vertex{0});
  const auto degree = [&](Vertex v) { return graph.offsets[v + 1] - graph.offsets[v]; };
  std::stable_sort(order.begin(), order.end(), [&](Vertex a, Vertex b) { return degree(a) < degree(b); });
  return order;
}

/// The group of each vertex, named by one of its members.
std::vector<Vertex> groups_of(const CommunityLevel& graph) {
  std::vector<Vertex> group(graph.size(), no_vertex);
  std::vector<std::uint32_t> members(graph.size(), 0);
  const auto join = [&](Vertex v, Vertex name) {
    group[v] = name;
    ++members[name];
  };
  for (const Vertex v : by_degree(graph)) {
    if (group[v] != no_vertex) continue;
    Vertex partner = no_vertex;
    double heaviest = 0;
    bool free = false;
    graph.each(v, [&](Vertex u, double weight) {
      const bool unmatched = group[u] == no_vertex;
      if (!unmatched && members[group[u]] >= most_members) return;
      if (partner != no_vertex && (free != unmatched ? free : weight <= heaviest)) return;
      partner = u;
      heaviest = weight;
      free = unmatched;
    });
    if (partner == no_vertex) {
      join(v, v);
    } else if (free) {
      join(v, v);
      join(partner, v);
    } else {
      join(v, group[partner]);
    }
  }
  return group;
}

}  // namespace

std::vector<LayoutLevel> coarsen(CommunityLevel graph) {
  std::vector<LayoutLevel> levels;
  LayoutLevel& lowest = levels.emplace_back();
  lowest.mass.resize(graph.size());
  for (Vertex v = 0; v < graph.size(); ++v)
    lowest.mass[v] = static_cast<double>(graph.offsets[v + 1] - graph.offsets[v]) + 1;
  lowest.graph = std::move(graph);
  while (levels.back().graph.size() > coarse_enough) {
    LayoutLevel& fine = levels.back();
    std::vector<Vertex> groups = groups_of(fine.graph);
    const Vertex count = renumber_labels(groups);
    if (count > least_shrink * fine.graph.size()) break;
    LayoutLevel coarse;
    coarse.graph = merge_level(fine.graph, groups, count);
    coarse.mass.assign(count, 0.0);
    for (Vertex v = 0; v < fine.graph.size(); ++v) coarse.mass[groups[v]] += fine.mass[v];
    fine.parents = std::move(groups);
    levels.push_back(std::move(coarse));
  }
  return levels;
}

}  // namespace renmai
