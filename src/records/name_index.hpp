// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/items.hpp"
#include "records/records.hpp"

namespace renmai {

/// The ways of calling an entity that are looked up as a whole, each told apart from the others in the index.
enum class NameKey : std::uint8_t { folded_id, folded_name, folded_alias, latin };

/// Which entities may be called so: hashes of all that each is called, ascending, and the entities beside them.
struct NameIndex {
  Items<std::uint32_t> hashes;
  Items<Entity> entities;
};

/// Cost: O(entities) foldings and transliterations, in parallel; eight bytes a name while it is made.
[[nodiscard]] NameIndex make_name_index(const Records& records);
/// The entities, ascending, that have such a key, and perhaps some others of the same hash. Requires the index that the
/// records of a snapshot have. Cost: O(log names).
[[nodiscard]] std::span<const Entity> candidates(const Records& records, NameKey way, std::string_view key);

}  // namespace renmai
