// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// What the moves of a result rest on: for each move its person, what happened, and the relations that say so.
///
/// Result, one row for each relation of each move: [year, quarter or month,] from, to; moves: 1 on the first row of a
///   counted move, else 0, so that the rows of a cell of `flow` add up to it; person, person_name; date, earliest,
///   latest, certainty; rule: what in the career made the move; side: left or entered (stated: the move itself);
///   relation, kind, role, at: the organisation or place by name; start, end, attested: as written; confidence; source,
///   source_title, locator; contradicts: relations of the same person, kind and end whose dates exclude these;
///   from_id, to_id.
/// Which moves: those that `moves` lists. Of a redacted end the role and the locator stay out.
/// Throws and cost: as `moves`, and for each move the relations of its two facts.
Table move_evidence(const Selected& selected, const FlowOptions& options);

}  // namespace renmai
