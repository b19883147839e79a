// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <span>

#include "base/pages.hpp"
#include "graph/graph.hpp"

namespace renmai {

/// The vertices of one level of a traversal, which several threads append to. At most as many as the graph has; their
/// order depends on the threads, so nothing may depend on it.
class Frontier {
 public:
  explicit Frontier(std::size_t capacity) : vertices_(std::make_unique_for_overwrite<Vertex[]>(capacity)) {
    prefer_large_pages(vertices_.get(), capacity * sizeof(Vertex));
  }

  [[nodiscard]] std::span<const Vertex> vertices() const { return {vertices_.get(), size()}; }
  [[nodiscard]] std::size_t size() const { return size_.load(std::memory_order_relaxed); }
  void clear() { size_.store(0, std::memory_order_relaxed); }
  /// Appends one vertex, with no other thread at it.
  void push(Vertex v) {
    const std::size_t place = size();
    vertices_[place] = v;
    size_.store(place + 1, std::memory_order_relaxed);
  }
  void swap(Frontier& other) noexcept {
    vertices_.swap(other.vertices_);
    size_.store(other.size_.exchange(size(), std::memory_order_relaxed), std::memory_order_relaxed);
  }

  /// What one thread appends, handed over many at a time and at the end.
  class Appender {
   public:
    explicit Appender(Frontier& frontier) : frontier_(frontier) {}
    ~Appender() { flush(); }
    Appender(const Appender&) = delete;
    Appender& operator=(const Appender&) = delete;
    void push(Vertex v) {
      if (count_ == 2 * room) flush();
      buffer_[count_++] = v;
    }
    /// How many vertices make_room() makes room for.
    static constexpr std::size_t room = 512;
    void make_room() {
      if (count_ > room) flush();
    }
    /// Appends v if `wanted`, without a branch; only after make_room().
    void push_if(bool wanted, Vertex v) {
      buffer_[count_] = v;
      count_ += wanted ? 1 : 0;
    }

   private:
    void flush() {
      const std::size_t place = frontier_.size_.fetch_add(count_, std::memory_order_relaxed);
      std::copy_n(buffer_.data(), count_, frontier_.vertices_.get() + place);
      count_ = 0;
    }

    Frontier& frontier_;
    std::array<Vertex, 2 * room + 1> buffer_;  // one more, for push_if writes before it knows
    std::size_t count_ = 0;
  };

 private:
  std::unique_ptr<Vertex[]> vertices_;
  std::atomic<std::size_t> size_{0};
};

}  // namespace renmai
