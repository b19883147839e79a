// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tsl/robin_set.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/hash.hpp"

namespace renmai {

/// Number of a distinct text. 0 is the empty text. The order of numbers is the order of first mention: never sort by
/// it.
using TextId = std::uint32_t;

/// Distinct texts, each stored once; views stay valid as long as the pool lives, also after it is moved.
class Texts {
 public:
  Texts();
  Texts(const Texts&) = delete;
  Texts& operator=(const Texts&) = delete;
  Texts(Texts&&) = default;
  Texts& operator=(Texts&&) = default;
  ~Texts() = default;

  /// The number of the text, new if it was not met before. Throws Error{limit} past 2^32 - 1 texts.
  TextId add(std::string_view text);
  [[nodiscard]] std::optional<TextId> find(std::string_view text) const;
  [[nodiscard]] std::string_view operator[](TextId id) const { return (*views_)[id]; }
  [[nodiscard]] std::size_t size() const { return views_->size(); }

 private:
  // The set holds only numbers and hashes; the texts are reached through the vector of views, whose address may change
  // when the pool is moved, so it lives behind a pointer.
  struct Hash {
    using is_transparent = void;
    const std::vector<std::string_view>* views;
    std::size_t operator()(TextId id) const { return hash_bytes((*views)[id]); }
    std::size_t operator()(std::string_view text) const { return hash_bytes(text); }
  };
  struct Equal {
    using is_transparent = void;
    const std::vector<std::string_view>* views;
    bool operator()(TextId a, TextId b) const { return a == b; }
    bool operator()(std::string_view a, TextId b) const { return a == (*views)[b]; }
    bool operator()(TextId a, std::string_view b) const { return b == (*views)[a]; }
  };

  std::string_view store(std::string_view text);

  std::unique_ptr<std::vector<std::string_view>> views_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_left_ = 0;
  char* block_next_ = nullptr;
  tsl::robin_set<TextId, Hash, Equal, std::allocator<TextId>, true> index_;
};

}  // namespace renmai
