// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "draw/style.hpp"
#include "table/table.hpp"

namespace renmai {

/// A table of flows between groups, as DOT (the kind `flow`).
///
/// Columns: from, to, moves, min, max, and from_id, to_id if there; a first column year, quarter or month is summed
/// over
///   and the title says the span. Sums of the periods' bounds are bounds of the whole, though not the tightest; a note
///   says so. Sums over no period leave `people` out of account: one person may move in several.
/// Lines: width grows with the square root of moves, which the legend says; the label is "moves (min–max)", without the
///   bounds where they agree; dashed where min is 0. The `style.max_flows` largest are drawn (moves, then max, then
///   ids); the rest are summed in a note. Groups: with what leaves and enters them in all flows of the table, drawn or
///   not; `?` is the unknown one.
/// Deterministic: the same bytes for any order of rows.
/// Throws Error{usage} for a missing column, Error{limit} past the limits of the style. No rows: a picture of the
/// caption.
[[nodiscard]] std::string draw_flow(const Table& flow, const DrawStyle& style = {});

}  // namespace renmai
