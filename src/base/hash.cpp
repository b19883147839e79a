// SPDX-License-Identifier: Apache-2.0
#include "base/hash.hpp"

#include <xxhash.h>

#include <new>

namespace renmai {

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

void PieceHash::Free::operator()(XXH3_state_s* state) const { XXH3_freeState(state); }

PieceHash::PieceHash() : state_(XXH3_createState()) {
  if (state_ == nullptr) throw std::bad_alloc();
  XXH3_64bits_reset(state_.get());
}

void PieceHash::add(std::string_view piece) { XXH3_64bits_update(state_.get(), piece.data(), piece.size()); }

std::uint64_t PieceHash::value() const { return XXH3_64bits_digest(state_.get()); }

std::string hex16(std::uint64_t value) {
  std::string text(16, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value >>= 4) *digit = "0123456789abcdef"[value & 15];
  return text;
}

std::optional<std::uint64_t> from_hex16(std::string_view text) {
  if (text.size() != 16) return std::nullopt;
  std::uint64_t value = 0;
  for (const char digit : text) {
    const std::size_t number = std::string_view("0123456789abcdef").find(digit);
    if (number == std::string_view::npos) return std::nullopt;
    value = value << 4U | number;
  }
  return value;
}

}  // namespace renmai
