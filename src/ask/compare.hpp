// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "records/groups.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// One side of a comparison: the facts of an entity under a selection, those at a region or place, or all of them.
struct CompareSide {
  const Selected& selected;
  Entity entity = no_entity;         ///< no_entity: see group
  const EntitySet* group = nullptr;  ///< facts whose `to` lies in it; null: all facts
};

/// Two entities, two regions or places, or one dataset at two dates, measure by measure.
///
/// Result: measure, a, b, both. Measures: facts, and of each kind; sources; people, organisations and places at the
/// other
///   ends (or at any end, of all facts), `both` those of both sides; shared: Jaccard's share of others that both have;
///   first and last year of the best days; mean confidence. `both` is empty where it means nothing.
/// Cost: O(facts of the sides).
[[nodiscard]] Table compare(const CompareSide& a, const CompareSide& b);

}  // namespace renmai
