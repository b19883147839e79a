// SPDX-License-Identifier: Apache-2.0
#include "pass/lineage/descent.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"

namespace renmai {
namespace {

constexpr std::size_t stop_interval = std::size_t{1} << 20;  // vertices between two looks at the stop flag

/// Calls visit(u) for each out-neighbour of v but v itself, once.
template <class Visit>
void each_child(const Graph& graph, Vertex v, const Visit& visit) {
  Vertex last = v;
  for (const Vertex u : graph.out(v)) {
    if (u != v && u != last) visit(u);
    last = u;
  }
}

struct Reach {
  std::vector<Vertex> order;           // vertices reached, `of` first, nearest first
  std::vector<std::int64_t> distance;  // by vertex; absent if not reached
  std::vector<std::uint64_t> entries;  // by vertex: edges into it from vertices reached
};

Reach reach(const Graph& graph, Vertex of) {
  Reach found;
  found.distance.assign(graph.vertex_count(), Column::absent);
  found.entries.assign(graph.vertex_count(), 0);
  found.distance[of] = 0;
  found.order.push_back(of);
  for (std::size_t i = 0; i < found.order.size(); ++i) {
    if (i % stop_interval == 0) check_stop();
    const Vertex v = found.order[i];
    each_child(graph, v, [&](Vertex u) {
      ++found.entries[u];
      if (found.distance[u] != Column::absent) return;
      found.distance[u] = found.distance[v] + 1;
      found.order.push_back(u);
    });
  }
  return found;
}

/// Lines of descent by vertex: each vertex is counted once all before it are. Whoever is never counted lies on or below
/// a cycle, where lines have no end: absent.
std::vector<std::int64_t> count_lines(const Graph& graph, Vertex of, std::vector<std::uint64_t> entries) {
  std::vector<std::int64_t> lines(graph.vertex_count(), 0);
  std::vector<Vertex> ready;
  if (entries[of] == 0) {
    lines[of] = 1;
    ready.push_back(of);
  }
  for (std::size_t i = 0; i < ready.size(); ++i) {
    if (i % stop_interval == 0) check_stop();
    const Vertex v = ready[i];
    each_child(graph, v, [&](Vertex u) {
      lines[u] = lines[v] > INT64_MAX - lines[u] ? INT64_MAX : lines[u] + lines[v];
      if (--entries[u] == 0) ready.push_back(u);
    });
  }
  for (const Vertex v : graph.vertices()) {
    if (entries[v] > 0) lines[v] = Column::absent;
  }
  return lines;
}

}  // namespace

Table descent(const Graph& graph, Vertex of) {
  Reach found = reach(graph, of);
  const auto lines = count_lines(graph, of, std::move(found.entries));
  found.order.erase(found.order.begin());
  std::sort(found.order.begin(), found.order.end(),
            [&](Vertex a, Vertex b) { return std::pair(found.distance[a], a) < std::pair(found.distance[b], b); });
  std::vector<std::int64_t> distance;
  std::vector<std::int64_t> count;
  for (const Vertex v : found.order) {
    distance.push_back(found.distance[v]);
    count.push_back(lines[v]);
  }
  Table table;
  table.add("vertex", std::move(found.order));
  table.add("distance", std::move(distance), "generations");
  table.add("lines", std::move(count), "lines");
  return table;
}

}  // namespace renmai
