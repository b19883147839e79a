// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// Who moved where and when, one row a move.
///
/// Definition: the moves of a policy and stated moves, as derive_moves says (records/moves.hpp). With `compare` the
///   table of compare_policies (flow/compare.hpp).
/// Result: person, person_name; from, to: groups by name, `?` if unknown; earliest, latest: first and last day it may
///   have happened (empty: no bound); type: onward, return (to a group that was home before), stated, or possible (some
///   completion of the dates makes it, the best days do not), with `events` also entry exit gap visit dual ambiguous
///   censored; certainty; relation_from, relation_to: the relations left and entered; date: by best days; from_id,
///   to_id. By person, then as they happened; possible moves last.
/// Throws: Error{not_found} for an unknown --from or --to, Error{usage} for overlapping regions or a bad --during,
///   Error{limit} as derive_moves.
/// Cost: as derive_moves.
/// Papers: Robinson-Garcia et al. 2019, doi:10.1016/j.joi.2018.11.002 (why the policy decides the headline).
Table moves(const Selected& selected, const FlowOptions& options = {});

}  // namespace renmai
