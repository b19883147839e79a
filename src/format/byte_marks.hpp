// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace renmai::detail {

/// How many bytes one call of mark_bytes looks at.
inline constexpr std::size_t mark_block = 64;

/// Bit i is set if byte i of the 64 at `block` is `a`, `b`, a line feed or NUL. Eight bytes a step, on any machine
/// whose lowest byte comes first.
[[nodiscard]] inline std::uint64_t mark_bytes_by_words(const char* block, char a, char b) {
  constexpr std::uint64_t ones = 0x0101010101010101;
  constexpr std::uint64_t low_bits = 0x7f * ones;
  const auto zero_bytes = [](std::uint64_t word) {  // 0x80 in each byte that is zero; exact, no borrow between bytes
    return ~(((word & low_bits) + low_bits) | word | low_bits);
  };
  const std::uint64_t all_a = ones * static_cast<unsigned char>(a);
  const std::uint64_t all_b = ones * static_cast<unsigned char>(b);
  std::uint64_t marks = 0;
  for (std::size_t i = 0; i < mark_block; i += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, block + i, sizeof word);
    const std::uint64_t found =
        zero_bytes(word ^ all_a) | zero_bytes(word ^ all_b) | zero_bytes(word ^ (ones * '\n')) | zero_bytes(word);
    marks |= (((found >> 7) * 0x0102040810204080) >> 56) << i;  // gathers the eight bits in the top byte
  }
  return marks;
}

/// The same, sixteen bytes a step where the machine has SSE2 (every x86-64).
[[nodiscard]] inline std::uint64_t mark_bytes(const char* block, char a, char b) {
#if defined(__SSE2__)
  const __m128i all_a = _mm_set1_epi8(a);
  const __m128i all_b = _mm_set1_epi8(b);
  const __m128i all_ends = _mm_set1_epi8('\n');
  const __m128i all_zero = _mm_setzero_si128();
  std::uint64_t marks = 0;
  for (std::size_t i = 0; i < mark_block; i += 16) {
    __m128i bytes{};
    std::memcpy(&bytes, block + i, sizeof bytes);
    const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, all_a), _mm_cmpeq_epi8(bytes, all_b)),
                                       _mm_or_si128(_mm_cmpeq_epi8(bytes, all_ends), _mm_cmpeq_epi8(bytes, all_zero)));
    marks |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(found))) << i;
  }
  return marks;
#else
  return mark_bytes_by_words(block, a, b);
#endif
}

}  // namespace renmai::detail
