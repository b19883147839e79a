// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// The moves of every policy on the same careers: how many there are, and on whom the policies differ.
///
/// Result: person, person_name; tenure, mode-year, first-last, primary: moves counted by each; differs: the policies
///   whose moves are other ones than those of tenure, joined by "; "; why: what in the career they see differently;
///   paths: the groups each policy goes through. The first row, with no person, has the moves of all people; then those
///   on whom a policy differs, by person. What moves are counted is said by the options, as for `moves`.
/// Throws: as `moves`. Cost: that of `moves` under each policy.
Table compare_policies(const Selected& selected, const FlowOptions& options);

}  // namespace renmai
