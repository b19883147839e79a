// SPDX-License-Identifier: Apache-2.0
// A search from the far end gives the edges left to it; walking from the near end along falling numbers then never
// meets a dead end, and taking neighbours in ascending order lists the paths in order.
#include "pass/path/shortest_path.hpp"

#include <limits>

#include "base/interrupt.hpp"
#include "pass/input/checks.hpp"

namespace renmai {
namespace {

constexpr Vertex unreached = std::numeric_limits<Vertex>::max();

struct Search {
  std::vector<Vertex> hops;   // by vertex: edges left to `to`; unreached if further away than `from` or not at all
  std::vector<Vertex> order;  // vertices with hops, by hops
};

Search search_back(const Graph& graph, Vertex from, Vertex to) {
  (void)require_vertex(graph, "from", from);
  (void)require_vertex(graph, "to", to);
  Search search;
  search.hops.assign(graph.vertex_count(), unreached);
  search.hops[to] = 0;
  search.order.push_back(to);
  for (std::size_t i = 0; i < search.order.size(); ++i) {
    if (i % 1'000'000 == 0) check_stop();
    const Vertex v = search.order[i];
    if (search.hops[v] >= search.hops[from]) break;  // unreached is the largest number
    for (const Vertex u : graph.in(v)) {
      if (search.hops[u] != unreached) continue;
      search.hops[u] = search.hops[v] + 1;
      search.order.push_back(u);
    }
  }
  return search;
}

/// Calls visit(u) for the next vertices on paths of fewest edges from v, each once, ascending, until it returns true.
template <class Visit>
void each_next(const Graph& graph, const Search& search, Vertex v, std::size_t first, const Visit& visit) {
  const auto row = graph.out(v);
  for (std::size_t k = first; k < row.size(); ++k) {
    if (k > 0 && row[k] == row[k - 1]) continue;
    if (search.hops[row[k]] < search.hops[v] && visit(row[k], k)) return;
  }
}

}  // namespace

std::vector<std::vector<Vertex>> all_shortest_paths(const Graph& graph, Vertex from, Vertex to, std::size_t limit) {
  const Search search = search_back(graph, from, to);
  std::vector<std::vector<Vertex>> paths;
  if (search.hops[from] == unreached || limit == 0) return paths;
  std::vector<Vertex> path{from};
  std::vector<std::size_t> next{0};  // beside path: the slot of its row to try next
  while (!path.empty()) {
    check_stop();
    if (path.back() == to) {
      paths.push_back(path);
      if (paths.size() == limit) break;
    }
    bool extended = false;
    each_next(graph, search, path.back(), next.back(), [&](Vertex u, std::size_t k) {
      next.back() = k + 1;
      path.push_back(u);
      next.push_back(0);
      return extended = true;
    });
    if (extended) continue;
    path.pop_back();
    next.pop_back();
  }
  return paths;
}

std::vector<Vertex> shortest_path(const Graph& graph, Vertex from, Vertex to) {
  auto paths = all_shortest_paths(graph, from, to, 1);
  return paths.empty() ? std::vector<Vertex>() : std::move(paths.front());
}

std::uint64_t count_shortest_paths(const Graph& graph, Vertex from, Vertex to) {
  const Search search = search_back(graph, from, to);
  if (search.hops[from] == unreached) return 0;
  std::vector<std::uint64_t> count(graph.vertex_count(), 0);
  count[to] = 1;
  for (const Vertex v : search.order) {
    each_next(graph, search, v, 0, [&](Vertex u, std::size_t) {
      count[v] = count[u] > UINT64_MAX - count[v] ? UINT64_MAX : count[v] + count[u];
      return false;
    });
  }
  return count[from];
}

}  // namespace renmai
