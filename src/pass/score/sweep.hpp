// SPDX-License-Identifier: Apache-2.0
// One sweep y = A^T x, the inner loop of every score that is an eigenvector or a sum of walks. Its time is that of the
// reads x[u].
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "graph/graph.hpp"
#include "pass/score/blocks.hpp"
#include "pass/score/placed_rows.hpp"

namespace renmai {

/// Two sums that a sweep may carry along.
struct SweepSums {
  double first = 0;
  double second = 0;
};

/// The in-rows of a graph, renumbered by places, cut into fixed blocks of about equal work.
class Sweep {
 public:
  /// See PlacedRows.
  Sweep(const Graph& graph, const Places& places, bool weighted) : rows_(graph, places, weighted) {
    constexpr EdgeIndex block_work = 1 << 16;  // long enough to hide the start of a block, short enough to share out
    blocks_ = cut_evenly(size(), block_work, [&](std::size_t i) { return rows_.row(i).size(); });
  }

  [[nodiscard]] std::size_t size() const { return rows_.size(); }

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
          partial[b] =
              !rows_.weights().empty() ? run_block<true>(b, x.data(), finish) : run_block<false>(b, x.data(), finish);
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
    const Vertex* sources = rows_.sources().data();
    const double* weights = rows_.weights().data();
    const EdgeIndex end = rows_.end(i);
    const bool call_ahead = end + ahead <= rows_.sources().size();
    EdgeIndex k = rows_.begin(i);
    const auto term = [&](EdgeIndex slot) { return weighted ? weights[slot] * x[sources[slot]] : x[sources[slot]]; };
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (; k + 4 <= end; k += 4) {
      if (call_ahead) {
        for (EdgeIndex slot = k + ahead; slot < k + ahead + 4; ++slot) __builtin_prefetch(x + sources[slot]);
      }
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

  PlacedRows rows_;
  std::vector<std::size_t> blocks_;
};

}  // namespace renmai
