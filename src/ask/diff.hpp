// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "records/moves.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// What is different in `after` from `before`: two datasets, or one at two dates.
///
/// Entities are told apart by id, relations by id (one without an id of its own is another relation once anything in it
/// changes), moves by person, groups and day, under the rules. Of one dataset entities are not compared, and relations
/// are those of the facts that each selection keeps.
/// Result: what (entity, relation, move, rank), change (added, removed, changed), id, name, field (of a change),
/// before,
///   after. A rank is that by the number of others an entity shares a kept fact with, equal numbers sharing it; only
///   entities that both have. By what in that order, then id, then field. Nothing of a redacted entity is told.
/// Cost: O((entities + relations) log of them), and the moves of both.
[[nodiscard]] Table diff(const Selected& before, const Selected& after, const MoveRules& rules = {});

}  // namespace renmai
