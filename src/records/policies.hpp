// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "records/tenure.hpp"

namespace renmai {

/// Runs a policy other than `tenure` over the stays of a person (whose tenures are made) and appends the person's
/// events: those of the best days, then, not counted, moves that only some completion of the dates makes.
///
/// A counted move is certain if the policy makes it for every completion; both bounds are sound, not always tight.
/// Cost: O(n^2) for n stays, and for `mode-year` O(years n).
void run_other_policy(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events);

}  // namespace renmai
