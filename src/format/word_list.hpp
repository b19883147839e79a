// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tsl/robin_map.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/hash.hpp"
#include "records/texts.hpp"

namespace renmai::detail {

/// Numbers the distinct words of a column as they are met; 0 is the empty word. Keeps copies of them. Words of up to
/// sixteen bytes, as most are, are looked up as two numbers.
class WordList {
 public:
  WordList() : words_{std::string_view()} {}

  std::uint32_t number(std::string_view word) {
    if (word.empty()) return 0;
    return word.size() <= sizeof(ShortWord::bytes) ? find(short_, ShortWord(word), word) : find(long_, word, word);
  }
  [[nodiscard]] const std::vector<std::string_view>& words() const { return words_; }

 private:
  /// The bytes of a word of 1 to 16 bytes: equal only for words that are equal or differ in length.
  struct ShortWord {
    std::array<std::uint64_t, 2> bytes{};
    std::size_t size;

    explicit ShortWord(std::string_view word) : size(word.size()) {
      const char* const begin = word.data();
      const auto load = [](const char* from, auto& part) { std::memcpy(&part, from, sizeof(part)); };
      if (size >= 8) {
        load(begin, bytes[0]);
        load(begin + size - 8, bytes[1]);
      } else if (size >= 4) {
        std::uint32_t low = 0;
        std::uint32_t high = 0;
        load(begin, low);
        load(begin + size - 4, high);
        bytes[0] = std::uint64_t{high} << 32U | low;
      } else {
        const std::array<char, 4> few{begin[0], begin[size / 2], begin[size - 1], 0};
        std::memcpy(bytes.data(), few.data(), few.size());
      }
    }
    friend bool operator==(const ShortWord&, const ShortWord&) = default;
  };
  struct Hash {
    std::size_t operator()(const ShortWord& word) const {
      return mix64(mix64(word.bytes[0] + word.size) ^ word.bytes[1]);
    }
    std::size_t operator()(std::string_view word) const { return hash_bytes(word); }
  };

  template <class Numbers, class Key>
  std::uint32_t find(Numbers& numbers, Key key, std::string_view word) {
    if (const auto found = numbers.find(key); found != numbers.end()) return found->second;
    words_.push_back(arena_.store({}, word));
    if constexpr (std::is_same_v<Key, std::string_view>) key = words_.back();
    return numbers.emplace(key, static_cast<std::uint32_t>(words_.size() - 1)).first->second;
  }

  TextArena arena_;
  std::vector<std::string_view> words_;
  tsl::robin_map<ShortWord, std::uint32_t, Hash> short_;
  tsl::robin_map<std::string_view, std::uint32_t, Hash> long_;
};

}  // namespace renmai::detail
