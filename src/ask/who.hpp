// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// What is recorded of one entity: its relations, one row each, as the sources state them.
///
/// Which relations: those the selection keeps that name the entity, or another name of it (identity), at either end.
///   Several rows that say one fact stay apart here: they are the evidence.
/// Result: id, name, kind: of the entity, on every row; relation: id; direction: `out` if the entity is `from`, `in` if
///   it is `to`, `self` between two names of it; other, other_id: the other end; relation_kind; role; start, end,
///   attested: as written; status; confidence; certainty: at the time asked for, certain if none was; source; locator;
///   then other_kind, other_flags, place (where it took place, if given), after (relations it followed), named_as
///   (the name the row uses, where it is another name of either end). Sorted by best day, undated last, then relation.
///   An entity without a kept relation has one row with the first three cells.
/// Redacted: the entity's own name and id are hidden and nothing follows; as the other end it shows as "(redacted)",
///   and the role and locator of that relation stay out.
/// Stamp: names, aliases, flags, what it lies in, level and note of the entity come first.
/// Cost: O(facts of the selection), which may be those of the entity alone (Selected with `about`).
[[nodiscard]] Table who(const Selected& selected, Entity entity);

}  // namespace renmai
