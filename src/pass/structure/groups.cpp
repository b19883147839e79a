// SPDX-License-Identifier: Apache-2.0
#include "pass/structure/groups.hpp"

#include <algorithm>

namespace renmai {

VertexGroups number_groups(std::span<const Vertex> labels) {
  const std::size_t count = labels.size();
  std::vector<std::int64_t> size(count, 0);
  std::vector<Vertex> order;  // labels by first appearance, which is by smallest vertex
  for (const Vertex label : labels) {
    if (size[label]++ == 0) order.push_back(label);
  }
  std::stable_sort(order.begin(), order.end(), [&](Vertex a, Vertex b) { return size[a] > size[b]; });
  std::vector<std::int64_t> number(count, 0);
  for (std::size_t k = 0; k < order.size(); ++k) number[order[k]] = static_cast<std::int64_t>(k + 1);
  VertexGroups groups;
  groups.group.reserve(count);
  groups.size.reserve(count);
  for (const Vertex label : labels) {
    groups.group.push_back(number[label]);
    groups.size.push_back(size[label]);
  }
  return groups;
}

Table group_table(std::span<const Vertex> labels, std::string name) {
  std::vector<Vertex> vertices(labels.size());
  std::iota(vertices.begin(), vertices.end(), Vertex{0});
  VertexGroups groups = number_groups(labels);
  Table table;
  table.add("vertex", std::move(vertices));
  table.add(std::move(name), std::move(groups.group));
  table.add("size", std::move(groups.size), "vertices");
  return table;
}

}  // namespace renmai
