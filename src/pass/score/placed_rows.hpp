// SPDX-License-Identifier: Apache-2.0
// Where a few vertices have most of the edges and are scattered among the others, many passes over all edges run faster
// on rows renumbered with those of greatest degree first: the entries read most then lie together in the nearest cache,
// and rows of equal length follow each other, which the processor predicts. The copy costs about three sweeps.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// Where each vertex stands: places[i] at place i. Empty: each at its own number.
using Places = std::vector<Vertex>;

/// By falling degree (both directions), then by number; empty if that brings few reads nearer to each other, and if
/// `vertex_bytes` of each vertex fit into the nearest cache anyway.
[[nodiscard]] Places choose_places(const Graph& graph, std::size_t vertex_bytes);

/// The vertex at place i.
[[nodiscard]] inline Vertex vertex_at(const Places& places, std::size_t i) {
  return places.empty() ? static_cast<Vertex>(i) : places[i];
}

/// The entries x[place] of a result in vertex order.
[[nodiscard]] std::vector<double> by_vertex(std::vector<double> x, const Places& places);

/// The in-rows of a graph, both ends renumbered by places.
class PlacedRows {
 public:
  /// `places` is what choose_places() gave, for this graph or its reverse. If not empty, it costs O(vertices + edges);
  /// 4 bytes an edge and 8 a vertex, with `weighted` 8 bytes an edge more. Throws Error{interrupted}.
  PlacedRows(const Graph& graph, const Places& places, bool weighted);

  [[nodiscard]] std::size_t size() const { return graph_.vertex_count(); }
  [[nodiscard]] std::span<const Vertex> row(std::size_t i) const {
    return sources_.subspan(offsets_[i], offsets_[i + 1] - offsets_[i]);
  }
  [[nodiscard]] EdgeIndex begin(std::size_t i) const { return offsets_[i]; }
  [[nodiscard]] EdgeIndex end(std::size_t i) const { return offsets_[i + 1]; }
  /// All rows, one after another, and their weights: empty if every edge weighs 1.
  [[nodiscard]] std::span<const Vertex> sources() const { return sources_; }
  [[nodiscard]] std::span<const double> weights() const { return weights_; }

 private:
  void copy_rows(const Places& places);

  Graph graph_;  // turned round: its out-rows are the in-rows
  std::vector<EdgeIndex> own_offsets_;
  std::unique_ptr<Vertex[]> own_sources_;  // left for the threads to touch first
  std::unique_ptr<double[]> own_weights_;
  std::span<const EdgeIndex> offsets_;
  std::span<const Vertex> sources_;
  std::span<const double> weights_;
};

}  // namespace renmai
