// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "base/hash.hpp"
#include "base/random.hpp"

/// The hashes of rows, as the content hash of a data set and the ids of relations without one are made of. A row's hash
/// chains its fields that are not empty, each by its place in the row; what a field adds depends on the hash of its
/// text alone, so a text that many rows share is hashed once.
namespace renmai {

[[nodiscard]] constexpr std::uint64_t with_field(std::uint64_t hash, std::uint64_t place, std::uint64_t field) {
  return mix64(hash + place) ^ field;
}

[[nodiscard]] inline std::uint64_t with_text(std::uint64_t row, std::uint64_t place, std::string_view text) {
  return text.empty() ? row : with_field(row, place, hash_bytes(text));
}

/// A further column: their sum does not depend on the order of the columns.
[[nodiscard]] inline std::uint64_t property_hash(std::string_view name, std::string_view value) {
  return value.empty() ? 0 : mix64(hash_bytes(value, hash_bytes(name)));
}

/// Places of the fields of a relation.
namespace relation_place {
inline constexpr std::uint64_t id = 1, from = 2, kind = 3, to = 4, role = 5, start = 6, end = 7, attested = 8,
                               after = 9, place = 10, from_place = 11, status = 12, confidence = 13, weight = 14,
                               source = 15, locator = 16, properties = 17;
}

/// Places of the fields of an entity.
namespace entity_place {
inline constexpr std::uint64_t id = 1, kind = 2, name = 3, aliases = 4, part_of = 5, place = 6, level = 7, flags = 8,
                               note = 9, properties = 10;
}

/// The sum of row hashes, which does not depend on their order, and how many rows there are.
class ContentHash {
 public:
  void add(std::uint64_t row) { sum_ += mix64(row); }
  void add(const ContentHash& other) { sum_ += other.sum_; }
  [[nodiscard]] std::uint64_t value(std::uint64_t entities, std::uint64_t relations) const {
    return mix64(sum_ + mix64(entities) + mix64(mix64(relations)));
  }

 private:
  std::uint64_t sum_ = 0;
};

}  // namespace renmai
