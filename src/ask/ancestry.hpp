// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "ask/lineage.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// From whom two persons both descend, by the mentorships that the selection keeps.
///
/// Definition: a common ancestor is one of the two or taught somebody who is, and leads to both; one of them may be the
///   other's. Generations are the fewest steps to each. nearest: yes if it leads to no other common ancestor on the
///   way.
/// Result, by the sum of generations, then id: ancestor, name, generations_a, generations_b, nearest (yes or no).
/// Redacted persons have no ancestors. Cost: O(mentorships).
[[nodiscard]] Table common_ancestors(const Selected& selected, Entity a, Entity b);

/// The longest line of descent: of all, or of those that lead to a person (ancestors), begin at it (descendants) or
/// pass it (both).
///
/// Of several of that length the one comes first whose ids do. Mentorships within a circle are left out, and told in
/// the
///   stamp: a circle is an error in the data.
/// Result, mentor before mentee: generation (from 0), person, name, relation (the surest that links it to the row
///   before), role, start, end, confidence, source. Redacted persons are in no line. Cost: O(mentorships).
[[nodiscard]] Table longest_line(const Selected& selected, std::optional<Entity> person, LineageDirection direction);

}  // namespace renmai
