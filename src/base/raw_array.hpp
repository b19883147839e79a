// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>
#include <utility>

namespace renmai {

namespace detail {

enum class Pages : unsigned char { small, huge };

/// Memory that is not written to until it is used, straight from the system if it is large. Throws Error{limit}.
[[nodiscard]] void* take_bytes(std::size_t bytes, Pages pages);
void give_bytes(void* memory, std::size_t bytes) noexcept;
/// Gives whole pages from memory + begin on back; their content is lost.
void give_pages(void* memory, std::size_t bytes, std::size_t begin) noexcept;

}  // namespace detail

/// An array whose items are not initialised: its pages are first touched by the thread that fills them, and cost
/// nothing before. For items that are plain bytes. Throws Error{limit} if the memory cannot be had.
template <class T>
class RawArray {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  RawArray() = default;
  /// `pages` huge: for arrays that will be filled to their end; small: for those that may stay mostly unused.
  explicit RawArray(std::size_t size, detail::Pages pages = detail::Pages::huge)
      : items_(size == 0 ? nullptr : static_cast<T*>(detail::take_bytes(size * sizeof(T), pages))),
        size_(size),
        capacity_(size) {}
  RawArray(RawArray&& other) noexcept
      : items_(std::exchange(other.items_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  RawArray& operator=(RawArray&& other) noexcept {
    std::swap(items_, other.items_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  RawArray(const RawArray&) = delete;
  RawArray& operator=(const RawArray&) = delete;
  ~RawArray() {
    if (items_ != nullptr) detail::give_bytes(items_, capacity_ * sizeof(T));
  }

  [[nodiscard]] T* data() { return items_; }
  [[nodiscard]] const T* data() const { return items_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  T& operator[](std::size_t i) { return items_[i]; }
  const T& operator[](std::size_t i) const { return items_[i]; }
  [[nodiscard]] std::span<T> span() { return {items_, size_}; }
  [[nodiscard]] std::span<const T> span() const { return {items_, size_}; }

  /// Keeps the first `size` items; whole pages behind them go back to the system.
  void shrink(std::size_t size) {
    size_ = size;
    if (items_ != nullptr) detail::give_pages(items_, capacity_ * sizeof(T), size * sizeof(T));
  }

 private:
  T* items_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace renmai
