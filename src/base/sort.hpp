// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/array.hpp"
#include "base/parallel.hpp"

namespace renmai {

namespace detail {

inline constexpr unsigned digit_bits = 8;
inline constexpr std::size_t digit_count = std::size_t{1} << digit_bits;
/// Records that one task counts and scatters; the result does not depend on it, as the sort is stable.
inline constexpr std::size_t sort_block = std::size_t{1} << 18;

using Histogram = std::array<std::size_t, digit_count>;

/// One stable pass by the digit at `shift`; false, moving nothing, if all records have the same digit.
template <class Record, class Key>
bool sort_digit(std::span<const Record> from, std::span<Record> to, unsigned shift, const Key& key,
                std::vector<Histogram>& histograms) {
  const std::size_t blocks = histograms.size();
  const auto digit = [&](const Record& record) { return (key(record) >> shift) & (digit_count - 1); };
  parallel_for(
      blocks,
      [&](std::size_t b) {
        Histogram& histogram = histograms[b];
        histogram.fill(0);
        const std::size_t end = std::min(from.size(), (b + 1) * sort_block);
        for (std::size_t i = b * sort_block; i < end; ++i) ++histogram[digit(from[i])];
      },
      1);
  std::size_t place = 0;
  for (std::size_t d = 0; d < digit_count; ++d) {
    const std::size_t begin = place;
    for (Histogram& histogram : histograms) {
      const std::size_t count = histogram[d];
      histogram[d] = place;
      place += count;
    }
    if (place - begin == from.size()) return false;
  }
  parallel_for(
      blocks,
      [&](std::size_t b) {
        Histogram& next = histograms[b];
        const std::size_t end = std::min(from.size(), (b + 1) * sort_block);
        for (std::size_t i = b * sort_block; i < end; ++i) to[next[digit(from[i])]++] = from[i];
      },
      1);
  return true;
}

}  // namespace detail

/// Sorts records by the low `bits` bits of key(record), an unsigned number; records of equal keys keep their order.
/// Radix sort from the least digit on; digits that all records share cost one look each. The same order at any thread
/// count. Cost: O(records * bits / 8) time; a second array of the records.
template <class Records, class Key>
void radix_sort(Records& records, unsigned bits, const Key& key) {
  using Record = typename Records::value_type;
  constexpr std::size_t few = 256;
  const std::uint64_t mask = bits >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  const auto before = [&](const Record& a, const Record& b) {
    return (static_cast<std::uint64_t>(key(a)) & mask) < (static_cast<std::uint64_t>(key(b)) & mask);
  };
  if (records.size() <= few) {
    std::stable_sort(records.begin(), records.end(), before);
    return;
  }
  if (std::is_sorted(records.begin(), records.end(), before)) return;
  const auto masked = [&](const Record& record) { return static_cast<std::uint64_t>(key(record)) & mask; };
  Array<Record> other(records.size());
  std::span<Record> from(records);
  std::span<Record> to(other);
  std::vector<detail::Histogram> histograms((records.size() + detail::sort_block - 1) / detail::sort_block);
  for (unsigned shift = 0; shift < bits; shift += detail::digit_bits) {
    if (detail::sort_digit<Record>(from, to, shift, masked, histograms)) std::swap(from, to);
  }
  if (from.data() == records.data()) return;
  parallel_for(records.size(), [&](std::size_t i) { records[i] = from[i]; });
}

}  // namespace renmai
