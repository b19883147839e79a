// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/graph.hpp"

namespace renmai {

/// One bit a vertex, 64 to a word: a set of vertices that fits a near cache where a byte a vertex would not.
class Bitmap {
 public:
  static constexpr std::size_t word_bits = 64;

  explicit Bitmap(std::size_t bits) : words_((bits + word_bits - 1) / word_bits, 0) {}

  [[nodiscard]] bool test(Vertex v) const { return ((words_[v / word_bits] >> (v % word_bits)) & 1U) != 0; }
  void set(Vertex v) { words_[v / word_bits] |= mask(v); }
  void reset(Vertex v) { words_[v / word_bits] &= ~mask(v); }
  /// As set, while other threads set bits too; true if the bit was not set before.
  bool set_shared(Vertex v) {
    const std::uint64_t before = std::atomic_ref(words_[v / word_bits]).fetch_or(mask(v), std::memory_order_relaxed);
    return (before & mask(v)) == 0;
  }
  /// As test, while other threads set bits.
  [[nodiscard]] bool test_shared(Vertex v) {
    const std::uint64_t word = std::atomic_ref(words_[v / word_bits]).load(std::memory_order_relaxed);
    return (word & mask(v)) != 0;
  }
  /// Sets the bits of a word that no other thread writes, while others read it.
  void add_word_shared(std::size_t index, std::uint64_t bits) {
    std::atomic_ref(words_[index]).store(words_[index] | bits, std::memory_order_relaxed);
  }

  [[nodiscard]] std::size_t word_count() const { return words_.size(); }
  [[nodiscard]] std::uint64_t word(std::size_t index) const { return words_[index]; }
  [[nodiscard]] const std::uint64_t* words() const { return words_.data(); }
  void set_word(std::size_t index, std::uint64_t word) { words_[index] = word; }

 private:
  static std::uint64_t mask(Vertex v) { return std::uint64_t{1} << (v % word_bits); }

  std::vector<std::uint64_t> words_;
};

/// Calls visit(v) for every bit set in `word`, the word of that index, ascending.
template <class Visit>
void for_each_bit(std::uint64_t word, std::size_t index, const Visit& visit) {
  for (; word != 0; word &= word - 1) {
    visit(static_cast<Vertex>(index * Bitmap::word_bits + static_cast<std::size_t>(std::countr_zero(word))));
  }
}

}  // namespace renmai
