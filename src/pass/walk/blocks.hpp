// SPDX-License-Identifier: Apache-2.0
// Parallel loops of traversals: they hand out ranges, stop soon when asked to, and run short ones without waking
// threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"

namespace renmai {

/// Calls body(begin, end) for [0, count) cut into blocks, in parallel; a single block runs on the calling thread.
/// Throws Error{interrupted}, after the loop, if a stop was asked for; blocks not begun are then left out.
template <class Body>
void for_ranges(std::size_t count, std::size_t block, const Body& body) {
  if (count <= block) {
    if (count > 0) body(std::size_t{0}, count);
  } else {
    const auto run = [&](std::size_t b) {
      if (!stop_requested()) body(b * block, std::min(count, (b + 1) * block));
    };
    parallel_for((count + block - 1) / block, run, 1);
  }
  check_stop();
}

/// As for_ranges, for bodies that need room of their own: calls body(worker, begin, end), where no two calls with the
/// same worker run at once and workers count from 0 to below `workers`.
template <class Body>
void for_ranges_by_worker(std::size_t workers, std::size_t count, std::size_t block, const Body& body) {
  std::atomic<std::size_t> next{0};
  const auto run = [&](std::size_t worker) {
    while (!stop_requested()) {
      const std::size_t begin = next.fetch_add(block, std::memory_order_relaxed);
      if (begin >= count) return;
      body(worker, begin, std::min(count, begin + block));
    }
  };
  if (workers == 1 || count <= block) {
    run(0);
  } else {
    parallel_for(workers, run, 1);
  }
  check_stop();
}

}  // namespace renmai
