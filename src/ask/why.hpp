// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "records/moves.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// What a relation rests on, and what rests on it.
///
/// Result: topic, statement, relation, confidence, source, source_title, locator. Topics, in this order: relation (each
///   row that says the fact, this one first, as written), bounds (the days that follow from it), identity (merges of
///   its ends that the selection believes), contradiction (relations that cannot be true beside it), kept (whether the
///   selection counts it, else why not), move (the moves under the rules that leave or enter it), claim (what sources
///   say of its ends in numbers: shown beside it, never added up with it).
/// Of a redacted end the role, the locators and the claims stay out.
/// Cost: O(relations log relations) for contradictions, and the moves of one person.
[[nodiscard]] Table why_relation(const Selected& selected, Relation relation, const MoveRules& rules = {});

/// The same of an entity: topics name (each name and alias), identity (merges that make it one, and those refused),
/// relation (each row that names it), contradiction, move, claim.
[[nodiscard]] Table why_entity(const Selected& selected, Entity entity, const MoveRules& rules = {});

}  // namespace renmai
