// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "graph/graph.hpp"

namespace renmai {

/// Searches alive at a time, whatever the thread count: it bounds the memory.
inline constexpr std::size_t max_searches = 32;

/// So many of `count` vertices, drawn uniformly without repetition, ascending; all for 0, or where there are no more.
[[nodiscard]] inline std::vector<Vertex> random_vertices(Vertex count, Vertex wanted, std::uint64_t seed) {
  std::vector<Vertex> vertices(count);
  std::iota(vertices.begin(), vertices.end(), Vertex{0});
  if (wanted == 0 || wanted >= count) return vertices;
  Random random(seed);
  for (Vertex i = 0; i < wanted; ++i) std::swap(vertices[i], vertices[i + random.below(count - i)]);
  vertices.resize(wanted);
  std::sort(vertices.begin(), vertices.end());
  return vertices;
}

/// Runs a search from every vertex, several at a time, and calls visit(search, source) after each. `visit` must write
/// only what belongs to its source; then the thread count does not show. Reports progress and stops between windows.
template <class Search, class Visit>
void search_from_all(const Graph& graph, std::string_view what, const Visit& visit) {
  const std::size_t n = graph.vertex_count();
  const std::size_t slots = std::min(max_searches, n);
  std::vector<Search> searches(slots, Search(graph.vertex_count()));
  // A window is long enough to keep the threads busy and short enough to stop within about a second.
  const std::size_t window = slots * std::max<std::size_t>(1, (std::size_t{1} << 22) / (n + graph.slot_count() + 1));
  for (std::size_t begin = 0; begin < n; begin += window) {
    const std::size_t end = std::min(n, begin + window);
    parallel_for(
        slots,
        [&](std::size_t slot) {
          for (std::size_t source = begin + slot; source < end; source += slots) {
            searches[slot].run(graph, static_cast<Vertex>(source), [](Vertex, Vertex, bool) {});
            visit(searches[slot], static_cast<Vertex>(source));
          }
        },
        1);
    report_progress(what, end, n);
  }
}

}  // namespace renmai
