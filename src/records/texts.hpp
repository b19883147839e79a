// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/array.hpp"

namespace renmai {

/// Number of a distinct text. 0 is the empty text. Never sort by numbers: they depend on the order of mention.
using TextId = std::uint32_t;

/// The bytes of texts, stored once and never moved.
class TextArena {
 public:
  /// `prefix` and `rest` as one text.
  std::string_view store(std::string_view prefix, std::string_view rest);
  /// Takes over what another arena holds.
  void adopt(TextArena&& other);

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_left_ = 0;
  char* block_next_ = nullptr;
};

/// Texts that one part of an input mentions, in its order: what Texts::add_all takes in.
class TextMentions {
 public:
  /// `rows`: how many are expected.
  explicit TextMentions(std::size_t rows = 0);

  /// The part's row `row` mentions prefix + rest; `hash` is hash_bytes of the whole. `rest` must outlive this.
  void add(std::uint64_t hash, std::string_view rest, std::uint32_t row) {
    if (rest.size() > UINT32_MAX) refuse();
    Mention mention{hash, {}, static_cast<std::uint32_t>(rest.size()), row};
    if (rest.size() <= mention.bytes.size()) {
      rest.copy(mention.bytes.data(), rest.size());
    } else {
      const char* const begin = rest.data();
      std::memcpy(mention.bytes.data(), &begin, sizeof begin);
    }
    shards_[hash >> (64U - shard_bits)].push_back(mention);
  }

 private:
  friend class Texts;
  static constexpr unsigned shard_bits = 6;
  static constexpr std::size_t shard_count = std::size_t{1} << shard_bits;
  struct Mention {
    std::uint64_t hash;
    std::array<char, sizeof(const char*)> bytes;  // a short text itself, else where it begins: no look at far memory
    std::uint32_t size;
    std::uint32_t row;

    [[nodiscard]] std::string_view rest() const {
      if (size <= bytes.size()) return {bytes.data(), size};
      const char* begin = nullptr;
      std::memcpy(&begin, bytes.data(), sizeof begin);
      return {begin, size};
    }
  };
  [[noreturn]] static void refuse();

  std::array<Array<Mention>, shard_count> shards_;
};

/// Distinct texts, each stored once; views stay valid as long as the pool lives, also after it is moved.
class Texts {
 public:
  Texts();
  /// Texts that lie in memory somebody else keeps: text k is bytes[offsets[k]] up to offsets[k + 1]. Nothing can be
  /// added to them or found. Offsets that lead astray make reading such a text throw Error{input}.
  Texts(std::span<const std::uint64_t> offsets, std::string_view bytes) : offsets_(offsets), bytes_(bytes) {}

  /// The number of the text, new if it was not met before. Throws Error{limit} past 2^32 - 2 texts.
  TextId add(std::string_view text);
  /// Adds prefix + rest for all mentions of all parts, in parallel; numbers[part][row] becomes the text's number. Which
  /// number a new text gets does not depend on the thread count; all new numbers follow those given before.
  void add_all(std::string_view prefix, std::span<TextMentions> parts, std::span<const std::span<TextId>> numbers);
  [[nodiscard]] std::optional<TextId> find(std::string_view text) const;
  [[nodiscard]] std::string_view operator[](TextId id) const { return offsets_.empty() ? views_[id] : kept(id); }
  [[nodiscard]] std::size_t size() const { return offsets_.empty() ? views_.size() : offsets_.size() - 1; }
  /// Gives back the memory that finding and adding texts wants: neither is done any more.
  void close() { shards_ = {}; }

 private:
  /// A hash table of the texts whose hashes begin alike: open addressing, linear probing. A slot holds 32 further bits
  /// of the hash and the number plus one; 0 is empty.
  struct Shard {
    Array<std::uint64_t> slots;
    std::size_t used = 0;
  };
  struct NewTexts;

  [[nodiscard]] std::string_view kept(TextId id) const {
    if (id + std::size_t{1} >= offsets_.size()) refuse_number();
    const std::uint64_t begin = offsets_[id];
    const std::uint64_t end = offsets_[id + std::size_t{1}];
    if (begin > end || end > bytes_.size()) refuse_number();
    return {bytes_.data() + begin, end - begin};
  }
  [[noreturn]] static void refuse_number();
  static void reserve(Shard& shard, std::size_t more);
  template <class Same>
  static std::uint64_t* find_slot(Shard& shard, std::uint64_t hash, const Same& same);
  void add_shard(std::size_t s, std::string_view prefix, std::span<TextMentions> parts, NewTexts& added);

  std::vector<std::string_view> views_;
  TextArena arena_;
  std::vector<Shard> shards_;
  std::span<const std::uint64_t> offsets_;  // of kept texts; else empty
  std::string_view bytes_;
};

}  // namespace renmai
