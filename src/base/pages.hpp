// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace renmai {

/// Asks the system to back memory that is not yet touched by large pages, where it has them. First touches of small
/// pages cost more than most passes do, and gathers from large ones miss the translation cache less. Affects cost only.
void prefer_large_pages(void* begin, std::size_t size_bytes) noexcept;

/// A vector of `count` times `value`, in large pages if it is long.
template <class T>
[[nodiscard]] std::vector<T> filled(std::size_t count, T value) {
  std::vector<T> values;
  values.reserve(count);
  prefer_large_pages(values.data(), count * sizeof(T));
  values.assign(count, value);
  return values;
}

}  // namespace renmai
