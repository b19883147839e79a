// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// What each group gains and loses by moves.
///
/// Result, one row a group: group; in, out (moves between known groups); net = in - out; turnover = in + out;
///   effectiveness = 100 net / turnover; person_years at home there; in_rate, out_rate, net_rate: moves per 1000
///   person-years; id. By net downward, then id. Nets sum to 0.
/// NaN: effectiveness of a group without a move, rates of one without time at home.
/// Throws and cost: as `moves`.
/// Paper: Bell et al. 2002, doi:10.1111/1467-985X.00247.
Table balance(const Selected& selected, const FlowOptions& options = {});

}  // namespace renmai
