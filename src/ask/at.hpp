// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// Who was at an organisation on a date: the roster.
///
/// Which facts: those the selection keeps of the traits affiliation and study, whose organisation is the one asked for,
///   another name of it (identity), or a unit below it at that date. Events (founding) put nobody on a roster.
///   Collectives take part only if the selection admits them.
/// Time: a date of one day asks whether the spell holds on it. A date of several days (2024-05) asks for any of them:
///   certain if the spell certainly holds on some day of it, possible if it may. Doubt of the date itself (`~`) widens
///   it. With `certain` in the selection, only certain rows.
/// Result: one row per person. person: id; name; kind and role: of all facts that may hold, without repeats, joined by
///   "; ", surest first; start, end: as written, of the first of these facts; certainty: the best of them; confidence:
///   the greatest among the facts of that certainty; sources: ids of all; then organisation and organisation_id (the
///   unit itself), attested (of the first fact) and relations (ids of all rows). Sorted by certainty (certain first),
///   confidence downward, name, id.
/// Throws: Error{usage} if the entity is a person or a place, or the date is unknown or open.
/// Cost: O(facts).
///
/// at_evidence: for each of these rows the relations that put the person there, why they count, and their sources.
[[nodiscard]] Table at(const Selected& selected, Entity organisation, const Date& date);
[[nodiscard]] Table at_evidence(const Selected& selected, Entity organisation, const Date& date);

}  // namespace renmai
