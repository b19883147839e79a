// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/project.hpp"
#include "table/table.hpp"

namespace renmai {

/// The vertices within some hops of an entity, nearest first.
///
/// Definition: hops are edges of the projection, along their direction if it is directed. The entity itself is left
/// out. Result: step: hops from the entity; id, name, kind; via: the vertex before it on a shortest path, of several
/// the one
///   of the least id; relation, relation_kind: the surest fact between the two (greatest confidence, then the first);
///   then role, direction (out if that fact leads from `via`, else in), start, end, status, confidence, source, via_id,
///   flags, also (ids of the other relations between the two). Sorted by step, then id. An entity without a kept
///   relation gives no rows, and the stamp says so.
/// Cost: O(vertices + edges) time and memory, whatever the hops.
[[nodiscard]] Table near(const Selected& selected, const Projection& projection, Entity entity, std::uint32_t hops = 1);

}  // namespace renmai
