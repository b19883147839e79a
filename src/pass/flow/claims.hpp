// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// What sources say of flows as a whole, beside the moves that are counted there: never added to them.
///
/// Statements are relations of the trait aggregate (some people moved from one organisation to another, none of them
///   named), and claims whose subject or population says `flow A to B`, parts of it parted by semicolons. They stand
///   beside the cell of their two groups; where a statement speaks of groups that the flow is not counted by, they
///   stand alone, with the names as the source has them. Claims of another population than everybody, and those that
///   are no number of people, say so in `compares`: only a statement with `yes` there may be held against the cell.
/// Result: from, to, moves, min, max (empty if the flow has no such groups), compares (yes, or why not), metric,
///   comparator, value, unit, population, time, statement (id of the claim or relation), source, locator, from_id,
///   to_id. By from, to, statement.
/// Throws and cost: as `flow`, for the moves of all times that `during` allows.
[[nodiscard]] Table flow_claims(const Selected& selected, const FlowOptions& options);

}  // namespace renmai
