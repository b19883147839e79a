// SPDX-License-Identifier: Apache-2.0
#include "graph/row_sort.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/parallel.hpp"
#include "base/random.hpp"

namespace renmai {
namespace {

using Row = std::vector<std::pair<Vertex, double>>;
using Rows = std::map<Vertex, Row>;

/// The slow, obvious builder: sorted vectors in a map.
Rows obvious_rows(const std::vector<Edge>& edges, const BuildOptions& options, bool by_target) {
  Rows rows;
  for (const Edge& edge : edges) {
    if (options.loops == Loops::drop && edge.from == edge.to) continue;
    const double weight = options.weighted ? edge.weight : 1;
    if (!options.directed && edge.from != edge.to) rows[edge.to].emplace_back(edge.from, weight);
    if (by_target)
      rows[edge.to].emplace_back(edge.from, weight);
    else
      rows[edge.from].emplace_back(edge.to, weight);
  }
  for (auto& entry : rows) {
    Row& row = entry.second;
    std::sort(row.begin(), row.end());
    if (options.parallels == Parallels::keep) continue;
    Row joined;
    for (const auto& slot : row) {
      if (!joined.empty() && joined.back().first == slot.first) {
        if (options.weighted) joined.back().second += slot.second;
      } else {
        joined.push_back(slot);
      }
    }
    row = std::move(joined);
  }
  return rows;
}

Rows rows_of(const Graph& graph, bool by_target) {
  Rows rows;
  for (const Vertex v : graph.vertices()) {
    const auto row = by_target ? graph.in(v) : graph.out(v);
    const auto weights = by_target ? graph.in_weights(v) : graph.out_weights(v);
    for (std::size_t i = 0; i < row.size(); ++i) rows[v].emplace_back(row[i], weights.empty() ? 1.0 : weights[i]);
  }
  return rows;
}

/// Ends crowd at the low vertices, so that some rows are long and many pairs repeat.
std::vector<Edge> crowded_edges(Vertex count, std::size_t edges, std::uint64_t seed) {
  Random random(seed);
  const auto end = [&] { return static_cast<Vertex>(random.below(random.below(count) + 1)); };
  std::vector<Edge> list(edges);
  for (Edge& edge : list) {
    edge.from = end();
    edge.to = end();
    edge.weight = static_cast<double>(random.below(3)) / 2;
  }
  return list;
}

void check_rows(Vertex count, const std::vector<Edge>& edges, const BuildOptions& options) {
  const Rows out = obvious_rows(edges, options, false);
  const Rows in = options.directed ? obvious_rows(edges, options, true) : out;
  for (const int threads : {1, 2, 7}) {
    CAPTURE(threads);
    set_thread_count(threads);
    const Graph graph = build_graph(count, edges, options);
    CHECK((rows_of(graph, false) == out));
    CHECK((rows_of(graph, true) == in));
  }
  set_thread_count(0);
}

}  // namespace

TEST_CASE("rows are those of the obvious builder, however entries are stored") {
  // Vertices and edges for one partition, for several of 32-bit entries, and for several of six bytes.
  constexpr std::pair<Vertex, std::size_t> sizes[] = {{1, 5}, {40, 3000}, {3000, 140'000}, {3'000'000, 140'000}};
  for (const auto& size : sizes) {
    const Vertex count = size.first;
    const auto edges = crowded_edges(count, size.second, count);
    for (const bool directed : {false, true}) {
      for (const bool weighted : {false, true}) {
        for (const Parallels parallels : {Parallels::keep, Parallels::collapse}) {
          CAPTURE(count);
          CAPTURE(directed);
          CAPTURE(weighted);
          CAPTURE((parallels == Parallels::keep));
          check_rows(count, edges,
                     {.directed = directed,
                      .parallels = parallels,
                      .loops = weighted ? Loops::drop : Loops::keep,
                      .weighted = weighted});
        }
      }
    }
  }
}

TEST_CASE("partitions cover all rows and their entries fit") {
  for (const Vertex rows : {Vertex{0}, Vertex{1}, Vertex{1000}, Vertex{1} << 20, Vertex{1} << 25, UINT32_MAX - 1}) {
    for (const std::size_t entries : {std::size_t{0}, std::size_t{1'000'000}, std::size_t{1} << 32}) {
      for (const unsigned key_bits : {1U, 20U, 31U, 32U}) {
        CAPTURE(rows);
        CAPTURE(entries);
        CAPTURE(key_bits);
        const detail::Partitioning cut = detail::partition_rows(rows, entries, key_bits);
        CHECK((std::uint64_t{cut.count} << cut.shift) > rows);
        CHECK((cut.shift <= 16 || cut.shift + key_bits <= 32));
        const detail::PlainEntry entry{cut.low_row(rows), key_bits == 32 ? UINT32_MAX : (1U << key_bits) - 1};
        const auto middle = cut.store<detail::MiddleEntry>(entry);
        CHECK(cut.row(middle) == entry.row);
        CHECK(cut.key(middle) == entry.key);
        if (cut.shift + key_bits > 32) continue;
        const auto narrow = cut.store<detail::NarrowEntry>(entry);
        CHECK((key_bits == 32 || cut.row(narrow) == entry.row));
        CHECK((key_bits == 32 || cut.key(narrow) == entry.key));
      }
    }
  }
}

}  // namespace renmai
