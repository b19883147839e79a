// SPDX-License-Identifier: Apache-2.0
#include "pass/walk/ranked_rows.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/pages.hpp"
#include "pass/walk/blocks.hpp"

namespace renmai {
namespace {

constexpr std::size_t block = 32;  // vertices; the first ones hold most edges

/// The vertices by degree downward: a counting sort.
std::vector<Vertex> by_degree(const Graph& graph) {
  std::vector<Vertex> place(graph.max_out_degree() + 1, 0);
  for (const Vertex v : graph.vertices()) ++place[graph.out_degree(v)];
  Vertex begin = 0;
  for (std::size_t d = place.size(); d-- > 0;) begin += std::exchange(place[d], begin);
  std::vector<Vertex> order(graph.vertex_count());
  for (const Vertex v : graph.vertices()) order[place[graph.out_degree(v)]++] = v;
  return order;
}

}  // namespace

RankedRows::RankedRows(const Graph& simple)
    : vertices_(by_degree(simple)), offsets_(static_cast<std::size_t>(simple.vertex_count()) + 1, 0) {
  std::vector<Vertex> rank(vertices_.size());
  for (Vertex r = 0; r < count(); ++r) rank[vertices_[r]] = r;
  for_ranges(count(), block, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) {
      const auto row = simple.out(vertices_[r]);
      offsets_[r + 1] =
          static_cast<EdgeIndex>(std::count_if(row.begin(), row.end(), [&](Vertex u) { return rank[u] < r; }));
    }
  });
  std::partial_sum(offsets_.begin(), offsets_.end(), offsets_.begin());
  targets_ = filled(offsets_.back(), Vertex{0});
  for_ranges(count(), block, [&](std::size_t begin, std::size_t end) {
    for (std::size_t r = begin; r < end; ++r) {
      Vertex* const first = targets_.data() + offsets_[r];
      Vertex* last = first;
      for (const Vertex u : simple.out(vertices_[r])) {
        if (rank[u] < r) *last++ = rank[u];
      }
      std::sort(first, last);
    }
  });
}

}  // namespace renmai
