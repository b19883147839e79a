// SPDX-License-Identifier: Apache-2.0
#include "base/pages.hpp"

#include <memory>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace renmai {

void prefer_large_pages([[maybe_unused]] void* begin, [[maybe_unused]] std::size_t size_bytes) noexcept {
#ifdef __linux__
  constexpr std::size_t large_page = std::size_t{1} << 21;
  void* inner = begin;
  std::size_t space = size_bytes;
  if (std::align(large_page, large_page, inner, space) == nullptr) return;
  madvise(inner, space / large_page * large_page, MADV_HUGEPAGE);  // a wish: it does not matter if it fails
#endif
}

}  // namespace renmai
