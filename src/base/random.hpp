// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>

namespace renmai {

/// Counter-based random numbers: the n-th value of a stream depends on the seed and n alone, so any thread may draw it.
/// SplitMix64 (Steele, Lea & Flood 2014, doi:10.1145/2660193.2660195).
[[nodiscard]] constexpr std::uint64_t mix64(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

/// A small sequential generator over mix64.
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) : state_(mix64(seed)) {}
  constexpr std::uint64_t next() { return mix64(state_++); }
  /// Uniform in [0, bound), bound > 0; Lemire's multiply, without the rejection step (bias below 2^-32 for 32-bit
  /// bounds).
  constexpr std::uint64_t below(std::uint64_t bound) {
    return static_cast<std::uint64_t>((static_cast<Wide>(next()) * bound) >> 64);
  }
  /// Uniform in [0, 1).
  constexpr double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  __extension__ using Wide = unsigned __int128;  // GCC and Clang have it; -Wpedantic wants to be told
  std::uint64_t state_;
};

/// Puts a list into an order drawn evenly from all (Fisher & Yates 1938).
template <class List>
void shuffle(List& list, Random& random) {
  for (std::size_t k = list.size(); k > 1; --k) std::swap(list[k - 1], list[random.below(k)]);
}

/// One of the items, each with a chance in proportion to its weight; `sum` is that of all weights, above 0.
template <class Items, class Weight>
[[nodiscard]] const auto& draw_in_proportion(const Items& items, double sum, Random& random, const Weight& weight) {
  double left = random.unit() * sum;
  const auto* chosen = &items.front();
  for (const auto& item : items) {
    const double w = weight(item);
    if (!(w > 0)) continue;
    chosen = &item;  // the last one stands for what rounding leaves over
    left -= w;
    if (left < 0) break;
  }
  return *chosen;
}

}  // namespace renmai
