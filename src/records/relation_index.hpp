// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/items.hpp"
#include "records/records.hpp"

namespace renmai {

/// The relations of each entity, ascending, side by side: those of entity e from offsets[e] up to offsets[e + 1].
struct RelationIndex {
  Items<std::uint64_t> offsets;
  Items<Relation> relations;
};

/// A relation stands with both its ends; once where they are the same. Cost: O(entities + relations).
[[nodiscard]] RelationIndex make_relation_index(const Records& records);

}  // namespace renmai
