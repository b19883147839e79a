// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// Which corridors hold more moves than the sizes of their ends explain.
///
/// Definitions: expected E_ij of the model with the margins observed and nothing on the diagonal: quasi-independence
///   a_i b_j; or Poisson gravity exp(a_i + g_j + d ln distance), whose d is the maximum-likelihood one (distances along
///   great circles between places with the properties latitude and longitude, at least 1 km). residual: Pearson's
///   (M - E) / sqrt(E). p: two-sided, of the residual as a standard normal; q: Benjamini-Hochberg over all pairs with
///   E > 0, those without a move too. preference = M / E; velocity = M_ij P / (P_i P_j) in moves per person-year.
/// Result, one row for each pair with a move (with `zeros` all pairs with E > 0): from, to, moves, expected, residual,
///   p, q, preference, velocity, from_id, to_id. By residual downward, then ids.
/// Throws: Error{input} if no such table has these margins (a group is an end of more moves than all others together),
///   Error{limit} for more than 5000 groups (gravity: 1000), Error{usage} for gravity without coordinates of the
///   groups.
/// Cost: as `moves`, and O(n^2) for n groups; gravity O(n^2) a round.
/// Papers: Agresti 2013, Categorical Data Analysis, 11.3 (quasi-independence); Santos Silva & Tenreyro 2006,
///   doi:10.1162/rest.88.4.641; Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.
Table corridors(const Selected& selected, const FlowOptions& options = {});

}  // namespace renmai
