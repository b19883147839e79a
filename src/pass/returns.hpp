// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// How long those who left a group took to come back: the Kaplan-Meier curve of each leaving cohort.
///
/// A subject is one leaving: a counted move out of a known group on a day. The event is the person's next move or entry
///   into that group; without one the subject is censored where the person is last seen: at the exit from the last
///   home, else at the as-of date. Cohorts are leavings of one period (`per`), of all groups or of the one that `from`
///   names (a name of the grouping, not a set); `during` says when they left.
/// Definition: S(t) = product over times t_i <= t of 1 - d_i / n_i, d_i returns and n_i at risk at t_i; its variance by
///   Greenwood S^2 sum d_i / (n_i (n_i - d_i)); the interval by the log-log transform. Those censored at t_i are at
///   risk at t_i.
/// Result, one row for each time with a return or, last, the end of the cohort: cohort (with `per`), days, at_risk,
///   returned, censored (since the row before, up to and at this time), away: S; error: of S; low, high: 95 per cent.
/// Undefined: error, low and high are NaN where S is 0.
/// Throws and cost: as `moves`.
/// Papers: Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452; Kalbfleisch & Prentice 2002 (log-log).
Table returns(const Selected& selected, const FlowOptions& options = {});

}  // namespace renmai
