// SPDX-License-Identifier: Apache-2.0
// One sweep y = A^T x, the inner loop of every score that is an eigenvector or a sum of walks. Its time is that of the
// reads x[u]. Where a few vertices have most of the edges and are scattered among the others, vertices are renumbered
// for the sweeps, those of greatest degree first: the entries read most then lie together in the nearest cache, and
// rows of equal length follow each other, which the processor predicts. Copying the rows so costs about three sweeps.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "graph/graph.hpp"

namespace renmai {

/// Where each vertex stands while sweeps run: vertex_at[i] at place i. Empty: each at its own number.
using Places = std::vector<Vertex>;

/// By falling degree (both directions), then by number; empty if that brings few reads nearer to each other.
[[nodiscard]] Places choose_places(const Graph& graph);

/// The vertex at place i.
[[nodiscard]] inline Vertex vertex_at(const Places& places, std::size_t i) {
  return places.empty() ? static_cast<Vertex>(i) : places[i];
}

/// Two sums that a sweep may carry along.
struct SweepSums {
  double first = 0;
  double second = 0;
};

/// The in-rows of a graph, renumbered by places, cut into fixed blocks of about equal work.
class Sweep {
 public:
  /// `places` is what choose_places() gave, for this graph or its reverse. If not empty, it costs O(vertices + edges);
  /// 4 bytes an edge and 8 a vertex, with `weighted` 8 bytes an edge more. Throws Error{interrupted}.
  Sweep(const Graph& graph, const Places& places, bool weighted);
  Sweep(const Sweep&) = delete;
  Sweep& operator=(const Sweep&) = delete;

  [[nodiscard]] std::size_t size() const { return graph_.vertex_count(); }

  /// Calls finish(i, sum) for every place i with sum = the sum over in-edges u -> i of weight * x[u], parallel edges
  /// added and a loop counted once, and adds what it returns: in each block in order, then the blocks in order. So the
  /// thread count changes no bit. `finish` may write what belongs to place i alone. Throws Error{interrupted}.
  template <class Finish>
  SweepSums run(std::span<const double> x, const Finish& finish) const {
    std::vector<SweepSums> partial(blocks_.size() - 1);
    parallel_for(
        partial.size(),
        [&](std::size_t b) {
          if (stop_requested()) return;
          partial[b] = !weights_.empty() ? run_block<true>(b, x.data(), finish) : run_block<false>(b, x.data(), finish);
        },
        1);
    check_stop();
    SweepSums total;
    for (const SweepSums& sums : partial) {
      total.first += sums.first;
      total.second += sums.second;
    }
    return total;
  }

 private:
  /// Four sums side by side, as additions one after another would each wait for the last; and what comes 64 slots later
  /// is called for now, which on Kronecker graphs halves the time.
  template <bool weighted>
  [[nodiscard]] double row_sum(std::size_t i, const double* x) const {
    const EdgeIndex end = offsets_[i + 1];
    EdgeIndex k = offsets_[i];
    const auto term = [&](EdgeIndex slot) { return weighted ? weights_[slot] * x[sources_[slot]] : x[sources_[slot]]; };
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (; k + 4 <= end; k += 4) {
      const EdgeIndex later = std::min(k + ahead, last_ahead_);
      for (EdgeIndex slot = later; slot < later + 4; ++slot) __builtin_prefetch(x + sources_[slot]);
      a += term(k);
      b += term(k + 1);
      c += term(k + 2);
      d += term(k + 3);
    }
    for (; k < end; ++k) a += term(k);
    return (a + b) + (c + d);
  }

  template <bool weighted, class Finish>
  [[nodiscard]] SweepSums run_block(std::size_t b, const double* x, const Finish& finish) const {
    SweepSums sums;
    for (std::size_t i = blocks_[b]; i < blocks_[b + 1]; ++i) {
      const SweepSums terms = finish(i, row_sum<weighted>(i, x));
      sums.first += terms.first;
      sums.second += terms.second;
    }
    return sums;
  }

  static constexpr EdgeIndex ahead = 64;

  void copy_rows(const Places& places);

  Graph graph_;  // turned round: its out-rows are the in-rows
  std::vector<EdgeIndex> own_offsets_;
  std::unique_ptr<Vertex[]> own_sources_;  // left for the threads to touch first
  std::unique_ptr<double[]> own_weights_;
  std::span<const EdgeIndex> offsets_;
  std::span<const Vertex> sources_;
  std::span<const double> weights_;  // empty: every edge weighs 1
  EdgeIndex last_ahead_ = 0;         // the last slot from which four can be read
  std::vector<std::size_t> blocks_;
};

/// The entries x[place] of a result in vertex order.
[[nodiscard]] std::vector<double> by_vertex(std::vector<double> x, const Places& places);

}  // namespace renmai
