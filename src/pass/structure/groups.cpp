// SPDX-License-Identifier: Apache-2.0
#include "pass/structure/groups.hpp"

#include <algorithm>
#include <utility>

#include "base/pages.hpp"
#include "base/parallel.hpp"

namespace renmai {

namespace {

/// The sets by size downward, then by smallest vertex: a counting sort, for there may be as many sets as vertices.
/// `first` has the labels by smallest vertex, `size` the size of the set of each label.
std::vector<Vertex> by_size(const std::vector<Vertex>& first, const std::vector<Vertex>& size) {
  Vertex largest = 0;
  for (const Vertex label : first) largest = std::max(largest, size[label]);
  std::vector<Vertex> place(static_cast<std::size_t>(largest) + 1, 0);
  for (const Vertex label : first) ++place[size[label]];
  Vertex begin = 0;
  for (std::size_t s = place.size(); s-- > 0;) begin += std::exchange(place[s], begin);
  std::vector<Vertex> order(first.size());
  for (const Vertex label : first) order[place[size[label]]++] = label;
  return order;
}

}  // namespace

VertexGroups number_groups(std::span<const Vertex> labels) {
  const std::size_t count = labels.size();
  std::vector<Vertex> size = filled(count, Vertex{0});
  std::vector<Vertex> first;  // labels by first appearance, which is by smallest vertex
  for (const Vertex label : labels) {
    if (size[label]++ == 0) first.push_back(label);
  }
  const std::vector<Vertex> order = by_size(first, size);
  std::vector<Vertex> number = filled(count, Vertex{0});
  for (std::size_t k = 0; k < order.size(); ++k) number[order[k]] = static_cast<Vertex>(k + 1);
  VertexGroups groups;
  const auto fill = [&](std::vector<std::int64_t>& column, const std::vector<Vertex>& of_label) {
    column = filled(count, std::int64_t{0});
    for (std::size_t v = 0; v < count; ++v) column[v] = of_label[labels[v]];
  };
  // A column a thread: most of the time goes into memory touched for the first time.
  parallel_for(
      2, [&](std::size_t column) { column == 0 ? fill(groups.group, number) : fill(groups.size, size); },
      count > block_size ? 1 : 2);
  return groups;
}

Table group_table(std::span<const Vertex> labels, std::string name) {
  std::vector<Vertex> vertices = filled(labels.size(), Vertex{0});
  std::iota(vertices.begin(), vertices.end(), Vertex{0});
  VertexGroups groups = number_groups(labels);
  Table table;
  table.add("vertex", std::move(vertices));
  table.add(std::move(name), std::move(groups.group));
  table.add("size", std::move(groups.size), "vertices");
  return table;
}

}  // namespace renmai
