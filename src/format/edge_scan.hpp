// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace renmai::detail {

/// An id that is a whole number below `bound`, without a sign or a zero in front.
[[nodiscard]] inline bool dense_number(std::string_view id, std::uint64_t bound, std::uint32_t& number) {
  if (id.empty() || id.size() > 10 || (id.size() > 1 && id.front() == '0')) return false;
  std::uint64_t value = 0;
  for (const char c : id) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  number = static_cast<std::uint32_t>(value);
  return value < bound;
}

/// Walks over the lines of a chunk. Rows of two dense numbers are read eight digits at a time; every other line is left
/// to the caller, so the quick way knows nothing of comments, weights or faults.
class EdgeScan {
 public:
  EdgeScan(std::string_view text, char separator, std::uint64_t bound)
      : begin_(text.data()), at_(begin_), end_(begin_ + text.size()), separator_(separator), bound_(bound) {}

  [[nodiscard]] bool at_end() const { return at_ == end_; }
  [[nodiscard]] std::size_t place() const { return static_cast<std::size_t>(at_ - begin_); }

  /// The next line without its end.
  std::string_view take_line() {
    const auto* const found = static_cast<const char*>(std::memchr(at_, '\n', static_cast<std::size_t>(end_ - at_)));
    const char* const line_end = found == nullptr ? end_ : found;
    const std::string_view line(at_, static_cast<std::size_t>(line_end - at_));
    at_ = found == nullptr ? end_ : found + 1;
    return line;
  }

  /// Takes the next line if it is `number separator number`; else leaves it and returns false.
  bool take_numbers(std::uint32_t& from, std::uint32_t& to) {
    if (end_ - at_ < longest_row) return false;
    const char* p = at_;
    if (!digits(p, from) || *p != separator_) return false;
    ++p;
    if (*p == ' ') ++p;
    if (!digits(p, to)) return false;
    if (*p == '\r') ++p;
    if (*p != '\n') return false;
    at_ = p + 1;
    return true;
  }

 private:
  // Two numbers of ten digits, what stands between and behind them, and the eight bytes that are looked at together.
  static constexpr std::ptrdiff_t longest_row = 32;

  /// Reads a number of up to ten digits at p and moves p behind it.
  bool digits(const char*& p, std::uint32_t& number) const {
    const char* const first = p;
    std::uint64_t value = 0;
    if constexpr (std::endian::native == std::endian::little) {
      std::uint64_t bytes = 0;
      std::memcpy(&bytes, p, sizeof bytes);
      bytes ^= 0x3030303030303030U;  // digits become 0 to 9
      const std::uint64_t others = (bytes | (bytes + 0x7676767676767676U)) & 0x8080808080808080U;
      const auto count = others == 0 ? 8U : static_cast<unsigned>(std::countr_zero(others)) / 8;
      if (count == 0) return false;
      bytes <<= 64 - 8 * count;  // the last digit to the top; zeros before the first
      bytes = (bytes * 10 + (bytes >> 8)) & 0x00ff00ff00ff00ffU;
      bytes = (bytes * 100 + (bytes >> 16)) & 0x0000ffff0000ffffU;
      value = (bytes * 10000 + (bytes >> 32)) & 0xffffffffU;
      p += count;
      if (count < 8) {
        number = static_cast<std::uint32_t>(value);
        return value < bound_ && (count == 1 || *first != '0');
      }
    }
    for (; *p >= '0' && *p <= '9' && p - first < 11; ++p) value = value * 10 + static_cast<std::uint64_t>(*p - '0');
    number = static_cast<std::uint32_t>(value);
    return p != first && value < bound_ && (p - first == 1 || *first != '0');
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  char separator_;
  std::uint64_t bound_;
};

}  // namespace renmai::detail
