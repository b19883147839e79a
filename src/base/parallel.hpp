// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <vector>

namespace renmai {

/// Work is cut into blocks of this many items whatever the thread count, so sums over blocks have the same bits.
inline constexpr std::size_t block_size = 4096;

/// Threads used by parallel loops; 0 means every core. Affects cost only, never an answer.
void set_thread_count(int count);
[[nodiscard]] int thread_count();

namespace detail {

/// Fewer blocks of `block_size` cheap items than this take less time than waking the threads does.
inline constexpr std::size_t worthwhile_blocks = 8;

/// Calls body(b) for every block b; with `parallel` on all threads. See parallel_for for exceptions.
template <class Body>
void run_blocks(std::size_t blocks, [[maybe_unused]] bool parallel, const Body& body) {
  std::exception_ptr error;
  std::size_t error_block = blocks;
  std::atomic<bool> failed{false};
#pragma omp parallel for schedule(dynamic, 1) if (parallel)
  for (std::size_t b = 0; b < blocks; ++b) {
    if (failed.load(std::memory_order_relaxed)) continue;
    try {
      body(b);
    } catch (...) {
#pragma omp critical(renmai_run_blocks)
      if (b < error_block) {
        error_block = b;
        error = std::current_exception();
      }
      failed.store(true, std::memory_order_relaxed);
    }
  }
  if (error) std::rethrow_exception(error);
}

}  // namespace detail

/// Calls body(i) for every i in [0, count), in blocks. If a call throws, the loop ends early and the exception of the
/// lowest block that threw is thrown again after the region, so no exception leaves an OpenMP region. Items are taken
/// for cheap unless `block` is given: then two blocks are enough for two threads.
template <class Body>
void parallel_for(std::size_t count, const Body& body, std::size_t block = block_size) {
  const std::size_t blocks = (count + block - 1) / block;
  const bool parallel = blocks > 1 && (block < block_size || blocks >= detail::worthwhile_blocks);
  detail::run_blocks(blocks, parallel, [&](std::size_t b) {
    const std::size_t end = std::min(count, (b + 1) * block);
    for (std::size_t i = b * block; i < end; ++i) body(i);
  });
}

/// Sum of term(i) over [0, count): each block summed in order, then the blocks in order. Same bits at any thread count.
template <class Term>
[[nodiscard]] double parallel_sum(std::size_t count, const Term& term) {
  const std::size_t blocks = (count + block_size - 1) / block_size;
  std::vector<double> partial(blocks, 0.0);
  detail::run_blocks(blocks, blocks >= detail::worthwhile_blocks, [&](std::size_t b) {
    double sum = 0;
    const std::size_t end = std::min(count, (b + 1) * block_size);
    for (std::size_t i = b * block_size; i < end; ++i) sum += term(i);
    partial[b] = sum;
  });
  double sum = 0;
  for (const double part : partial) sum += part;
  return sum;
}

}  // namespace renmai
