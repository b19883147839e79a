// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// How many moves went from each group to each other, with bounds.
///
/// Definition: counts of the moves of records/moves.hpp. moves: by best days; min: certain moves whose every possible
///   day lies in the period; max: moves, certain or possible, that may lie in the period. min <= moves <= max in every
///   row. A move without a day, or one that may lie in more than 60 years (240 quarters, 720 months), adds to max in
///   the row with the empty period. A person with undated affiliations adds at most one to a pair's max for them.
/// Result: [year, quarter or month,] from, to, moves, min, max, people (with a counted move), from_id, to_id. Rows with
///   moves 0 and max above 0 are kept. By period (empty last), then moves and max downward, then ids. With --from or
///   --to one row a period, and one row without periods even where nothing moved.
/// Throws and cost: as `moves`.
Table flow(const Selected& selected, const FlowOptions& options = {});

}  // namespace renmai
