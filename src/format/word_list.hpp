// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tsl/robin_map.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "records/texts.hpp"

namespace renmai::detail {

/// Numbers the distinct words of a column as they are met; 0 is the empty word. Keeps copies of them. Short words, of
/// which most columns hold few different ones, are found in a small table that forgets.
class WordList {
 public:
  WordList() : words_{std::string_view()}, recent_(recent_count) { numbers_.emplace(std::string_view(), 0); }

  std::uint32_t number(std::string_view word) {
    if (word.empty()) return 0;
    if (word.size() > short_bytes) return find(word);
    const Key key = key_of(word);
    Recent& recent = recent_[mix64(key[0] ^ (key[1] * odd)) % recent_count];
    if (recent.key == key && recent.size == word.size()) return recent.number;
    recent = {key, static_cast<std::uint32_t>(word.size()), find(word)};
    return recent.number;
  }
  [[nodiscard]] const std::vector<std::string_view>& words() const { return words_; }

 private:
  static constexpr std::size_t short_bytes = 16;
  static constexpr std::size_t recent_count = 4096;
  static constexpr std::uint64_t odd = 0x9e3779b97f4a7c15ULL;
  using Key = std::array<std::uint64_t, 2>;
  struct Recent {
    Key key{};
    std::uint32_t size = 0;
    std::uint32_t number = 0;
  };
  struct Hash {
    std::size_t operator()(std::string_view word) const { return hash_bytes(word); }
  };

  /// The bytes of a word of 1 to 16 bytes; equal only for words that are equal or differ in length.
  static Key key_of(std::string_view word) {
    Key key{};
    const char* const begin = word.data();
    const std::size_t size = word.size();
    const auto load = [](const char* from, auto& part) { std::memcpy(&part, from, sizeof(part)); };
    if (size >= 8) {
      load(begin, key[0]);
      load(begin + size - 8, key[1]);
    } else if (size >= 4) {
      std::uint32_t low = 0;
      std::uint32_t high = 0;
      load(begin, low);
      load(begin + size - 4, high);
      key[0] = std::uint64_t{high} << 32U | low;
    } else {
      std::array<char, 4> few{begin[0], begin[size / 2], begin[size - 1], 0};
      std::memcpy(key.data(), few.data(), few.size());
    }
    return key;
  }

  std::uint32_t find(std::string_view word) {
    if (const auto found = numbers_.find(word); found != numbers_.end()) return found->second;
    words_.push_back(arena_.store({}, word));
    return numbers_.emplace(words_.back(), static_cast<std::uint32_t>(words_.size() - 1)).first->second;
  }

  TextArena arena_;
  std::vector<std::string_view> words_;
  std::vector<Recent> recent_;
  tsl::robin_map<std::string_view, std::uint32_t, Hash, std::equal_to<>,
                 std::allocator<std::pair<std::string_view, std::uint32_t>>, true>
      numbers_;
};

}  // namespace renmai::detail
