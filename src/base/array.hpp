// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/pages.hpp"

namespace renmai {

/// Leaves new items without a value unless one is given, so that the thread that fills a long array also touches its
/// pages first, and nothing is written twice. Long arrays lie in large pages, where the system has them.
template <class T>
struct UnfilledAllocator : std::allocator<T> {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
  template <class U>
  struct rebind {  // NOLINT(readability-identifier-naming): the name is the standard's
    using other = UnfilledAllocator<U>;
  };
  [[nodiscard]] T* allocate(std::size_t count) {
    T* const items = std::allocator<T>::allocate(count);
    prefer_large_pages(items, count * sizeof(T));
    return items;
  }
  template <class U, class... Values>
  void construct(U* place, Values&&... values) {
    if constexpr (sizeof...(Values) == 0) {
      ::new (static_cast<void*>(place)) U;
    } else {
      ::new (static_cast<void*>(place)) U(std::forward<Values>(values)...);
    }
  }
};

/// A vector of plain numbers whose `resize(count)` fills in nothing.
template <class T>
using Array = std::vector<T, UnfilledAllocator<T>>;

}  // namespace renmai
