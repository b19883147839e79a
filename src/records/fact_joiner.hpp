// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "records/identity.hpp"
#include "records/records.hpp"

namespace renmai {

/// Joins equal statements of different sources into facts. Two rows state the same if they have, under the identity,
/// the same ends and kind, both are of status actual, they come from different named sources, and their spells do not
/// exclude each other. Each row, in canonical order, joins the first fact it can: one that has no row of its source
/// and whose spell so far allows its own; else it begins a fact. The rows of a fact are ascending, facts come in the
/// order of their first row.
///
/// Cost: O(k log k) for k rows between the same ends where spells are told apart by their dates or not at all.
[[nodiscard]] std::vector<std::vector<Relation>> join_facts(const Records& records, const Identity& identity,
                                                            std::vector<Relation> rows);

}  // namespace renmai
