// SPDX-License-Identifier: Apache-2.0
#include "pass/score/placed_rows.hpp"

#include <algorithm>
#include <numeric>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "pass/score/blocks.hpp"

namespace renmai {
namespace {

constexpr EdgeIndex block_work = 1 << 16;  // long enough to hide the start of a block, short enough to share out

/// The vertices by falling degree, then by number.
Places hubs_first(const Graph& graph) {
  const std::size_t n = graph.vertex_count();
  const auto key = [&](Vertex v) {  // all degrees from n on share a bucket
    return n - static_cast<std::size_t>(std::min<EdgeIndex>(n, graph.out_degree(v) + graph.in_degree(v)));
  };
  std::vector<std::size_t> start(n + 2, 0);
  for (const Vertex v : graph.vertices()) ++start[key(v) + 1];
  for (std::size_t k = 1; k < start.size(); ++k) start[k] += start[k - 1];
  Places places(n);
  for (const Vertex v : graph.vertices()) places[start[key(v)]++] = v;
  return places;
}

/// The share of all reads that go to the first places.
double share_of_first(const Graph& graph, const Places& places) {
  constexpr std::size_t part = 16;
  EdgeIndex reads = 0;
  for (std::size_t i = 0; i < places.size() / part; ++i) {
    reads += graph.out_degree(places[i]) + graph.in_degree(places[i]);
  }
  return static_cast<double>(reads) / (2 * static_cast<double>(graph.slot_count()));
}

}  // namespace

Places choose_places(const Graph& graph, std::size_t vertex_bytes) {
  constexpr std::size_t nearest_cache = 1 << 18;
  constexpr double worthwhile = 0.4;
  if (graph.vertex_count() * vertex_bytes <= nearest_cache || graph.slot_count() == 0) return {};
  Places places = hubs_first(graph);
  Places numbers(places.size());
  std::iota(numbers.begin(), numbers.end(), Vertex{0});
  if (share_of_first(graph, places) - share_of_first(graph, numbers) < worthwhile) return {};
  return places;
}

PlacedRows::PlacedRows(const Graph& graph, const Places& places, bool weighted) : graph_(graph.reversed()) {
  offsets_ = graph_.offsets();
  sources_ = graph_.targets();
  if (weighted && graph.weighted() && !sources_.empty()) {
    weights_ = std::span(graph.in_weights(0).data(), sources_.size());
  }
  if (!places.empty()) copy_rows(places);
}

/// Goes by vertex, so that reading is in order; writing need not wait.
void PlacedRows::copy_rows(const Places& places) {
  const auto starts = cut_evenly(size(), block_work, [&](std::size_t v) { return offsets_[v + 1] - offsets_[v]; });
  std::vector<Vertex> place_of(places.size());
  parallel_for(places.size(), [&](std::size_t i) { place_of[places[i]] = static_cast<Vertex>(i); });
  own_offsets_.assign(places.size() + 1, 0);
  for (std::size_t i = 0; i < places.size(); ++i) {
    own_offsets_[i + 1] = own_offsets_[i] + graph_.out_degree(places[i]);
  }
  own_sources_ = std::make_unique_for_overwrite<Vertex[]>(sources_.size());
  if (!weights_.empty()) own_weights_ = std::make_unique_for_overwrite<double[]>(weights_.size());
  const auto copy_row = [&](Vertex v) {
    const EdgeIndex begin = own_offsets_[place_of[v]];
    Vertex* out = own_sources_.get() + begin;
    for (const Vertex u : graph_.out(v)) *out++ = place_of[u];
    if (!weights_.empty()) std::ranges::copy(graph_.out_weights(v), own_weights_.get() + begin);
  };
  parallel_for(
      starts.size() - 1,
      [&](std::size_t b) {
        if (stop_requested()) return;
        for (std::size_t v = starts[b]; v < starts[b + 1]; ++v) copy_row(static_cast<Vertex>(v));
      },
      1);
  check_stop();
  offsets_ = own_offsets_;
  sources_ = {own_sources_.get(), sources_.size()};
  if (!weights_.empty()) weights_ = {own_weights_.get(), weights_.size()};
}

std::vector<double> by_vertex(std::vector<double> x, const Places& places) {
  if (places.empty()) return x;
  std::vector<double> values(x.size());
  parallel_for(x.size(), [&](std::size_t i) { values[places[i]] = x[i]; });
  return values;
}

}  // namespace renmai
