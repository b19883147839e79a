// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "base/array.hpp"

namespace renmai {

/// Plain items, either its own or lying in memory that somebody else keeps, such as a mapped file. Only its own can be
/// changed; a reader does not see the difference.
template <class T>
class Items {
 public:
  using value_type = T;

  Items() = default;
  explicit Items(Array<T> own) : own_(std::move(own)) { look_at_own(); }
  /// `kept` must outlive this.
  explicit Items(std::span<const T> kept) : items_(kept) {}
  Items(Items&& other) noexcept : own_(std::move(other.own_)), items_(std::exchange(other.items_, {})) {}
  Items& operator=(Items&& other) noexcept {
    own_ = std::move(other.own_);
    items_ = std::exchange(other.items_, {});
    return *this;
  }
  Items(const Items&) = delete;
  Items& operator=(const Items&) = delete;
  ~Items() = default;

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] const T* data() const { return items_.data(); }
  const T& operator[](std::size_t i) const { return items_[i]; }
  [[nodiscard]] const T* begin() const { return items_.data(); }
  [[nodiscard]] const T* end() const { return items_.data() + items_.size(); }
  [[nodiscard]] std::span<const T> span() const { return items_; }

  /// Its own items, to be changed; none if they are somebody else's.
  [[nodiscard]] std::span<T> own() { return own_; }

  // Of its own items only.
  void push_back(T item) {
    own_.push_back(item);
    look_at_own();
  }
  void pop_back() {
    own_.pop_back();
    look_at_own();
  }
  void resize(std::size_t count) {
    own_.resize(count);
    look_at_own();
  }
  void resize(std::size_t count, T item) {
    own_.resize(count, item);
    look_at_own();
  }

 private:
  void look_at_own() { items_ = own_; }

  Array<T> own_;
  std::span<const T> items_;
};

}  // namespace renmai
