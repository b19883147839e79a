// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// The facts of some entities in the order of time, with every bound of their dates.
///
/// Which facts: those the selection keeps that have the entity, under any of its names, at either end; repeats of one
///   fact are one row.
/// Result: person: id of the entity asked for (also where it is no person); name; start, end: as written, of several
///   rows the narrowest; earliest_start, latest_start, earliest_end, latest_end: the bounds, empty where there is none
///   (the end is the first day after); best_start, best_end: the best days, empty where none is defined; kind; role;
///   direction: out, in, or self between two names of the entity; other; status; certainty: at the time asked for,
///   certain if none was; confidence; attested; source; then other_id, relation, also (ids of further rows of the
///   fact); days_min, days_max: how long it held at the least and at the most, empty where a bound is missing.
/// Order: the entities as given, each once; within one by best day, undated last, then by relation.
/// A redacted entity has no rows; as the other end it shows as "(redacted)", without the role.
/// Cost: O(entities asked for * facts).
[[nodiscard]] Table timeline(const Selected& selected, std::span<const Entity> entities);

}  // namespace renmai
