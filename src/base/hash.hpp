// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace renmai {

/// xxh3, 64 bits, of the bytes. The same on every machine.
[[nodiscard]] std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0);
/// Sixteen lower-case hexadecimal digits.
[[nodiscard]] std::string hex16(std::uint64_t value);

}  // namespace renmai
