// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// Groups of people who went the same way together: a team that was lifted out.
///
/// Definition: at least `people` different persons with a counted move from one group to another, all within `days` of
///   the first of them. Of the stretches that begin with each move, those that hold no longer one are listed: a stretch
///   inside another is not, and two that only overlap stay apart.
/// Result: from, to, people, first, last (dates), persons (ids, by date), names; from_id, to_id. By people downward,
///   then first, then ids. A move of unknown ends takes no part.
/// Throws and cost: as `moves`.
Table lift_outs(const Selected& selected, const FlowOptions& options = {});

}  // namespace renmai
