// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

struct OverlapOptions {
  RollUp roll_up = RollUp::unit;  ///< what counts as the same organisation
};

/// Who could have introduced one person to another: those who were together with the one and with the other.
///
/// Definition: together as in `overlap`. Whoever shares a day with both could have introduced them from the day on
/// which
///   they had met both. With `before` only those who may have met both before that day; certain if both overlaps are
///   and both certainly begin before it.
/// Result, the surest first, then by day and id: name; since: the first day on which they may have known both, empty if
///   unbounded; certainty; with_a, with_b: the organisations of the surest overlap with each; relation_a, relation_b:
///   the relations of the go-between there; confidence: the least of the four relations; id.
/// Throws: Error{usage} for anything that is no person. A redacted person has none. Cost: as `overlap`, twice.
[[nodiscard]] Table introductions(const Selected& selected, Entity a, Entity b, std::optional<Day> before,
                                  const OverlapOptions& options = {});

/// Who was at the same organisation at the same time.
///
/// Which facts: those the selection keeps of the traits affiliation and study, but for events (founding), of persons.
/// Asked for are:
///   a person: everybody else at an organisation of theirs, as rolled up;
///   two persons: these two only;
///   a person twice: the pairs of that person's own spells that share a day, at whatever organisations;
///   a person and an organisation, in either order: everybody else there, or in a unit below it;
///   two organisations: persons who were at both (units below included) at one time.
/// Same time: the two spells share a day; certain if they do for every completion of their dates, possible if they may.
///   Facts of which one is stated to come after the other share none. Merged names of a person are one person.
/// Result: one row per pair of facts. name, organisation, kind: of the one asked for; other, other_organisation,
///   other_kind: of the other fact; earliest, latest: the first and last day they may share, empty if unbounded;
///   days_min, days_max: bounds of the days shared, the latter empty if unbounded; certainty; confidence: the lesser;
///   relation, other_relation: the ids; then start, end, other_start, other_end as written, and id, organisation_id,
///   other_id, other_organisation_id. Sorted by certainty (certain first), days_min downward, other, the two relations.
///   A redacted person asked for has no rows.
/// Throws: Error{usage} for an organisation alone, and for anything that is neither person nor organisation.
/// Cost: O(facts log facts + pairs at the organisations asked for).
[[nodiscard]] Table overlap(const Selected& selected, Entity a, std::optional<Entity> b = {},
                            const OverlapOptions& options = {});

}  // namespace renmai
