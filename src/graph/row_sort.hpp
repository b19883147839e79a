// SPDX-License-Identifier: Apache-2.0
// Sorts entries (row, key) by row, then key, into compressed rows. Entries are first dealt out to partitions of
// neighbouring rows, each slice of the source to places of its own, so no write is atomic; a partition then fits the
// cache and is sorted there by counting, its keys digit by digit, last its rows. What one row may keep of its sorted
// keys is up to the caller. The order of entries and the number of threads never show.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <mutex>
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

/// How an entry lies in its partition: the row counted from the first of the partition, and the key.
/// In 32 bits, where both fit.
struct NarrowEntry {
  std::uint32_t bits;
};
/// In six bytes: 16 bits of row.
struct MiddleEntry {
  std::uint16_t row;
  std::uint16_t low;
  std::uint16_t high;
};

/// Partitions of 2^shift rows, and how entries lie in them.
struct Partitioning {
  unsigned shift = 0;
  unsigned key_bits = 0;
  std::size_t count = 1;

  [[nodiscard]] std::uint32_t low_row(Vertex row) const { return row & ((std::uint32_t{1} << shift) - 1); }
  template <class Stored, class Entry>
  [[nodiscard]] Stored store(const Entry& entry) const {
    const std::uint32_t row = low_row(entry.row);
    if constexpr (std::is_same_v<Stored, NarrowEntry>) {
      return {static_cast<std::uint32_t>(std::uint64_t{row} << key_bits) | entry.key};
    } else if constexpr (std::is_same_v<Stored, MiddleEntry>) {
      return {static_cast<std::uint16_t>(row), static_cast<std::uint16_t>(entry.key),
              static_cast<std::uint16_t>(entry.key >> 16)};
    } else {
      return {row, entry.key, entry.weight};
    }
  }
  [[nodiscard]] std::uint32_t key(NarrowEntry stored) const {
    return stored.bits & static_cast<std::uint32_t>((std::uint64_t{1} << key_bits) - 1);
  }
  [[nodiscard]] static std::uint32_t key(MiddleEntry stored) { return std::uint32_t{stored.high} << 16 | stored.low; }
  [[nodiscard]] static std::uint32_t key(const WeightedEntry& stored) { return stored.key; }
  [[nodiscard]] std::uint32_t row(NarrowEntry stored) const {
    return static_cast<std::uint32_t>(std::uint64_t{stored.bits} >> key_bits);
  }
  [[nodiscard]] static std::uint32_t row(MiddleEntry stored) { return stored.row; }
  [[nodiscard]] static std::uint32_t row(const WeightedEntry& stored) { return stored.row; }
};

/// Partitions of about so many entries: two copies of them fit the second cache.
inline constexpr std::size_t partition_entries = std::size_t{1} << 17;
inline constexpr std::size_t most_partitions = 1024;
inline constexpr unsigned middle_row_bits = 16;

inline Partitioning partition_rows(Vertex rows, std::size_t entries, unsigned key_bits) {
  const std::size_t wanted = std::clamp<std::size_t>(entries / partition_entries, 1, most_partitions);
  Partitioning cut{.key_bits = std::max(key_bits, 1U)};
  while (cut.shift < middle_row_bits && rows >> cut.shift >= wanted && rows >> cut.shift > 0) ++cut.shift;
  const unsigned narrow = key_bits < 32 ? std::min(32 - key_bits, cut.shift) : 0;
  if (narrow > 0 && rows >> narrow < most_partitions) cut.shift = narrow;
  cut.count = (std::size_t{rows} >> cut.shift) + 1;
  return cut;
}

/// Sorts entries by key, stable, digit by digit; `other` is as long. Returns the one of the two that holds the result.
template <class Stored>
std::span<Stored> radix_sort_by_key(std::span<Stored> entries, std::span<Stored> other, const Partitioning& cut) {
  constexpr unsigned widest_digit = 11;
  const unsigned digits = (cut.key_bits + widest_digit - 1) / widest_digit;
  const unsigned width = (cut.key_bits + digits - 1) / digits;
  const std::uint32_t mask = (1U << width) - 1;
  std::vector<std::uint32_t> starts(std::size_t{1} << width);
  for (unsigned shift = 0; shift < cut.key_bits; shift += width) {
    std::fill(starts.begin(), starts.end(), 0);
    for (const Stored& entry : entries) ++starts[cut.key(entry) >> shift & mask];
    std::uint32_t sum = 0;
    for (std::uint32_t& start : starts) sum += std::exchange(start, sum);
    for (const Stored& entry : entries) other[starts[cut.key(entry) >> shift & mask]++] = entry;
    std::swap(entries, other);
  }
  return entries;
}

/// Arrays that blocks of parallel work take and give back, so that their pages are touched once.
template <class T>
class ScratchPool {
 public:
  RawArray<T> take(std::size_t size) {
    const std::lock_guard held(lock_);
    if (!free_.empty() && free_.back().size() >= size) {
      RawArray<T> scratch = std::move(free_.back());
      free_.pop_back();
      return scratch;
    }
    if (!free_.empty()) free_.pop_back();  // too small: let it go
    return RawArray<T>(size + size / 4);
  }
  void give(RawArray<T> scratch) {
    const std::lock_guard held(lock_);
    free_.push_back(std::move(scratch));
  }

 private:
  std::mutex lock_;
  std::vector<RawArray<T>> free_;
};

/// One sort of entries into rows. `Entry` is PlainEntry or WeightedEntry. A `Source` has
///   slices(): how many parts it has, each of at most 2^32 entries;
///   each(slice, emit): calls emit(entry) for all entries of a slice; the same twice; from any thread;
///   take_room(): called when the entries have been read: an array for the targets of the rows, or an empty one. Pages
///     that were used before are dearer to get than to write.
/// `keep(row, keys, weights, state)` sees the sorted keys of one row (equal keys by weight), moves those that stay to
/// the front, in place, and returns how many. `State` is one object for each partition, in the order of the rows.
template <class Entry, class State>
class RowSort {
 public:
  RowSort(Vertex rows, unsigned key_bits) : rows_(rows), key_bits_(key_bits) {}

  template <class Source, class Keep>
  SortedRows run(Source& source, std::size_t most_entries, const Keep& keep) {
    cut_ = partition_rows(rows_, most_entries, key_bits_);
    count_entries(source);
    states_ = std::vector<State>(cut_.count);
    kept_.assign(cut_.count, 0);
    if constexpr (weighted) {
      sort_stored<WeightedEntry>(source, keep);
    } else if (cut_.shift + key_bits_ <= 32) {
      sort_stored<NarrowEntry>(source, keep);
    } else {
      sort_stored<MiddleEntry>(source, keep);
    }
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

  template <class Stored, class Source, class Keep>
  void sort_stored(Source& source, const Keep& keep) {
    RawArray<Stored> entries(begins_.back());
    deal_out(source, entries);
    result_.offsets = RawArray<EdgeIndex>(std::size_t{rows_} + 1, Pages::small);
    result_.offsets[0] = 0;
    result_.targets = source.take_room();
    if (result_.targets.size() < begins_.back()) result_.targets = RawArray<Vertex>(begins_.back());
    if constexpr (weighted) result_.weights = RawArray<double>(begins_.back());
    ScratchPool<Stored> pool;
    run_blocks(cut_.count, cut_.count > 1, [&](std::size_t part) {
      check_stop();
      RawArray<Stored> scratch = pool.take(begins_[part + 1] - begins_[part]);
      sort_partition(part, entries, scratch, keep);
      pool.give(std::move(scratch));
    });
  }

  template <class Source, class Stored>
  void deal_out(Source& source, RawArray<Stored>& all) {
    const std::size_t slices = source.slices();
    run_blocks(slices, slices > 1, [&](std::size_t slice) {
      check_stop();
      EdgeIndex* const next = places_.data() + slice * cut_.count;
      Stored* const entries = all.data();
      const Partitioning cut = cut_;
      source.each(slice, [=](const Entry& entry) {
        entries[next[entry.row >> cut.shift]++] = cut.template store<Stored>(entry);
      });
    });
    places_ = {};
  }

  template <class Stored, class Keep>
  void sort_partition(std::size_t part, RawArray<Stored>& all, RawArray<Stored>& scratch, const Keep& keep) {
    const Partitioning cut = cut_;
    const EdgeIndex begin = begins_[part];
    const std::size_t size = begins_[part + 1] - begin;
    const auto first = static_cast<Vertex>(part << cut.shift);
    const std::size_t rows = std::min<std::size_t>(std::size_t{1} << cut.shift, rows_ - first);
    const std::span<Stored> entries(all.data() + begin, size);
    const std::span<Stored> by_key = radix_sort_by_key(entries, scratch.span().first(size), cut);
    std::vector<EdgeIndex> ends(rows, 0);  // of each row, once the entries are in their places
    for (const Stored& entry : by_key) ++ends[cut.row(entry)];
    EdgeIndex sum = begin;
    for (EdgeIndex& end : ends) sum += std::exchange(end, sum);
    Vertex* const targets = result_.targets.data();
    for (const Stored& entry : by_key) {
      const EdgeIndex slot = ends[cut.row(entry)]++;
      targets[slot] = cut.key(entry);
      if constexpr (weighted) result_.weights[slot] = entry.weight;
    }
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
  std::vector<State> states_;
  SortedRows result_;
};

}  // namespace renmai::detail
