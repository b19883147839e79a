// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"

struct XXH3_state_s;

namespace renmai {

/// xxh3, 64 bits, of the bytes. The same on every machine.
[[nodiscard]] std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0);
/// hash_bytes, seed 0, of bytes that come piece by piece.
class PieceHash {
 public:
  PieceHash();
  void add(std::string_view piece);
  [[nodiscard]] std::uint64_t value() const;

 private:
  struct Free {
    void operator()(XXH3_state_s* state) const;
  };
  std::unique_ptr<XXH3_state_s, Free> state_;
};

/// Sixteen lower-case hexadecimal digits.
[[nodiscard]] std::string hex16(std::uint64_t value);
/// The number that hex16 writes so; nothing if it writes none so.
[[nodiscard]] std::optional<std::uint64_t> from_hex16(std::string_view text);

/// For hash tables whose keys are numbers put together from others: tables with 2^k slots look at the low bits alone,
/// which are often the same.
struct MixedHash {
  std::size_t operator()(std::uint64_t key) const { return static_cast<std::size_t>(mix64(key)); }
};

}  // namespace renmai
