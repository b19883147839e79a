// SPDX-License-Identifier: Apache-2.0
// Sorts entries (row, key) by row, then key, into compressed rows. Entries are first dealt out to partitions of
// neighbouring rows, each slice of the source to places of its own, so no write is atomic; a partition then fits the
// cache and is sorted there by counting, its keys digit by digit, last its rows. What one row may keep of its sorted
// keys is up to the caller. The order of entries and the number of threads never show.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/raw_array.hpp"
#include "graph/graph.hpp"

namespace renmai::detail {

struct PlainEntry {
  Vertex row = 0;
  std::uint32_t key = 0;
};
struct WeightedEntry {
  Vertex row = 0;
  std::uint32_t key = 0;
  double weight = 1;
};

/// Compressed rows; `weights` is empty for plain entries.
struct SortedRows {
  RawArray<EdgeIndex> offsets;
  RawArray<Vertex> targets;
  RawArray<double> weights;
};

/// Partitions of 2^shift rows.
struct Partitioning {
  unsigned shift = 0;
  std::size_t count = 1;
};

/// Partitions of about so many entries: two copies of them fit the second cache.
inline constexpr std::size_t partition_entries = std::size_t{1} << 17;
inline constexpr std::size_t most_partitions = 1024;

inline Partitioning partition_rows(Vertex rows, std::size_t entries) {
  const std::size_t wanted = std::clamp<std::size_t>(entries / partition_entries, 1, most_partitions);
  Partitioning cut;
  while ((std::uint64_t{rows} >> cut.shift) >= wanted && (std::uint64_t{rows} >> cut.shift) > 0) ++cut.shift;
  cut.count = (std::uint64_t{rows} >> cut.shift) + 1;
  return cut;
}

/// Sorts entries by key, stable, digit by digit; `other` is as long. Returns the one of the two that holds the result.
template <class Entry>
std::span<Entry> radix_sort_by_key(std::span<Entry> entries, std::span<Entry> other, unsigned key_bits) {
  constexpr unsigned widest_digit = 11;
  const unsigned digits = std::max(1U, (key_bits + widest_digit - 1) / widest_digit);
  const unsigned width = (key_bits + digits - 1) / digits;
  std::vector<std::uint32_t> starts(std::size_t{1} << width);
  for (unsigned shift = 0; shift < key_bits; shift += width) {
    const std::uint32_t mask = (1U << width) - 1;
    std::fill(starts.begin(), starts.end(), 0);
    for (const Entry& entry : entries) ++starts[entry.key >> shift & mask];
    std::uint32_t sum = 0;
    for (std::uint32_t& start : starts) sum += std::exchange(start, sum);
    for (const Entry& entry : entries) other[starts[entry.key >> shift & mask]++] = entry;
    std::swap(entries, other);
  }
  return entries;
}

/// One sort of entries into rows. `Entry` is PlainEntry or WeightedEntry. A `Source` has
///   slices(): how many parts it has, each of at most 2^32 entries;
///   each(slice, emit): calls emit(entry) for all entries of a slice; the same twice; from any thread;
///   done(slice): called after the second time, when the memory of the slice may go.
/// `keep(row, keys, weights, state)` sees the sorted keys of one row (equal keys by weight), moves those that stay to
/// the front, in place, and returns how many. `State` is one object for each partition, in the order of the rows.
/// `keep.end(part, state)`, if there is one, is called after the rows of a partition.
template <class Entry, class State>
class RowSort {
 public:
  RowSort(Vertex rows, unsigned key_bits) : rows_(rows), key_bits_(key_bits) {}

  template <class Source, class Keep>
  SortedRows run(Source& source, std::size_t most_entries, const Keep& keep) {
    cut_ = partition_rows(rows_, most_entries);
    count_entries(source);
    deal_out(source);
    states_ = std::vector<State>(cut_.count);
    kept_.assign(cut_.count, 0);
    result_.offsets = RawArray<EdgeIndex>(std::size_t{rows_} + 1, Pages::small);
    result_.offsets[0] = 0;
    result_.targets = RawArray<Vertex>(begins_.back());
    if constexpr (weighted) result_.weights = RawArray<double>(begins_.back());
    run_blocks(cut_.count, cut_.count > 1, [&](std::size_t part) {
      check_stop();
      sort_partition(part, keep);
    });
    entries_ = RawArray<Entry>();
    close_gaps();
    return std::move(result_);
  }

  [[nodiscard]] std::span<State> states() { return states_; }

 private:
  static constexpr bool weighted = std::is_same_v<Entry, WeightedEntry>;

  template <class Source>
  void count_entries(Source& source) {
    const std::size_t slices = source.slices();
    places_.assign(slices * cut_.count, 0);
    run_blocks(slices, slices > 1, [&](std::size_t slice) {
      check_stop();
      EdgeIndex* const counts = places_.data() + slice * cut_.count;
      const unsigned shift = cut_.shift;
      source.each(slice, [counts, shift](const Entry& entry) { ++counts[entry.row >> shift]; });
    });
    begins_.assign(cut_.count + 1, 0);
    EdgeIndex sum = 0;
    for (std::size_t part = 0; part < cut_.count; ++part) {
      begins_[part] = sum;
      for (std::size_t slice = 0; slice < slices; ++slice) {
        sum += std::exchange(places_[slice * cut_.count + part], sum);
      }
    }
    begins_.back() = sum;
  }

  template <class Source>
  void deal_out(Source& source) {
    const std::size_t slices = source.slices();
    entries_ = RawArray<Entry>(begins_.back());
    run_blocks(slices, slices > 1, [&](std::size_t slice) {
      check_stop();
      EdgeIndex* const next = places_.data() + slice * cut_.count;
      Entry* const entries = entries_.data();
      const unsigned shift = cut_.shift;
      source.each(slice, [=](const Entry& entry) { entries[next[entry.row >> shift]++] = entry; });
      source.done(slice);
    });
    places_ = {};
  }

  template <class Keep>
  void sort_partition(std::size_t part, const Keep& keep) {
    const EdgeIndex begin = begins_[part];
    const std::size_t size = begins_[part + 1] - begin;
    const auto first = static_cast<Vertex>(part << cut_.shift);
    const std::size_t rows = std::min<std::size_t>(std::size_t{1} << cut_.shift, rows_ - first);
    RawArray<Entry> scratch(size);
    const std::span<Entry> entries(entries_.data() + begin, size);
    const std::span<Entry> by_key = radix_sort_by_key(entries, scratch.span(), key_bits_);
    std::vector<EdgeIndex> ends(rows, 0);  // of each row, once the entries are in their places
    for (const Entry& entry : by_key) ++ends[entry.row - first];
    EdgeIndex sum = begin;
    for (EdgeIndex& end : ends) sum += std::exchange(end, sum);
    for (const Entry& entry : by_key) {
      const EdgeIndex slot = ends[entry.row - first]++;
      result_.targets[slot] = entry.key;
      if constexpr (weighted) result_.weights[slot] = entry.weight;
    }
    entries_.give_back(begin, begin + size);
    keep_rows(part, first, ends, keep);
  }

  /// Asks for each row what stays of it, and moves that to the front of the partition.
  template <class Keep>
  void keep_rows(std::size_t part, Vertex first, std::span<const EdgeIndex> ends, const Keep& keep) {
    const EdgeIndex begin = begins_[part];
    EdgeIndex from = begin;
    EdgeIndex to = begin;
    for (std::size_t r = 0; r < ends.size(); ++r) {
      const std::span<std::uint32_t> keys(result_.targets.data() + from, ends[r] - from);
      std::span<double> weights;
      if constexpr (weighted) {
        weights = {result_.weights.data() + from, keys.size()};
        sort_equal_keys(keys, weights);
      }
      const EdgeIndex count = keep(static_cast<Vertex>(first + r), keys, weights, states_[part]);
      if (to != from) move_slots(from, to, count);
      to += count;
      from = ends[r];
      result_.offsets[first + r + 1] = to - begin;  // the partition's place is added at the end
    }
    kept_[part] = to - begin;
    if constexpr (requires { keep.end(part, states_[part]); }) keep.end(part, states_[part]);
  }

  static void sort_equal_keys(std::span<const std::uint32_t> keys, std::span<double> weights) {
    for (std::size_t i = 0; i < keys.size();) {
      std::size_t j = i + 1;
      while (j < keys.size() && keys[j] == keys[i]) ++j;
      if (j > i + 1) {
        const std::span<double> equal = weights.subspan(i, j - i);
        std::sort(equal.begin(), equal.end(), [](double a, double b) {
          return a != b ? a < b : std::signbit(a) && !std::signbit(b);  // so -0 and 0 do not mix
        });
      }
      i = j;
    }
  }

  void move_slots(EdgeIndex from, EdgeIndex to, EdgeIndex count) {
    std::copy_n(result_.targets.data() + from, count, result_.targets.data() + to);
    if constexpr (weighted) std::copy_n(result_.weights.data() + from, count, result_.weights.data() + to);
  }

  /// Moves the partitions together and makes offsets of the whole.
  void close_gaps() {
    std::vector<EdgeIndex> bases(cut_.count);
    EdgeIndex sum = 0;
    for (std::size_t part = 0; part < cut_.count; ++part) {
      if (begins_[part] != sum) move_slots(begins_[part], sum, kept_[part]);
      bases[part] = sum;
      sum += kept_[part];
    }
    parallel_for(rows_, [&](std::size_t v) { result_.offsets[v + 1] += bases[v >> cut_.shift]; });
    result_.targets.shrink(sum);
    if constexpr (weighted) result_.weights.shrink(sum);
  }

  Vertex rows_;
  unsigned key_bits_;
  Partitioning cut_;
  std::vector<EdgeIndex> places_;  // by slice and partition: where the slice writes next
  std::vector<EdgeIndex> begins_;  // by partition, of its entries
  std::vector<EdgeIndex> kept_;    // by partition
  RawArray<Entry> entries_;
  std::vector<State> states_;
  SortedRows result_;
};

}  // namespace renmai::detail
