// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

enum class LineageDirection : std::uint8_t { ancestors, descendants, both };

struct LineageOptions {
  LineageDirection direction = LineageDirection::both;
  std::uint32_t generations = 0;  ///< how many at most; 0 = all
};

/// The mentors of a person and their mentors, and the mentees and theirs.
///
/// Which facts: those of the trait mentorship that the selection keeps. A lineage is no tree: a person reached along
///   several lines has a row for each, and the generation of a row is one more than that of its `via`, which is the
///   least number of steps in which `via` is reached (the person asked for is generation 0). Circles end: every person
///   is followed once.
/// Result: one row per mentorship fact. line: ancestor or descendant; generation: from 1; person: id; name; via: name
/// of
///   the mentee of an ancestor, of the mentor of a descendant; relation: id; role; start, end: as written; certainty:
///   at the time asked for, certain if none was; confidence; then via_id, attested, source, also. Sorted by line
///   (ancestors first), generation, best day (undated last), person, via, relation. A redacted person has none.
/// Cost: O(facts + entities).
[[nodiscard]] Table lineage(const Selected& selected, Entity person, const LineageOptions& options = {});

}  // namespace renmai
