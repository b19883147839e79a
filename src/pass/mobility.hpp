// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// What a system of flows is like as a whole: how much people move, how much of it is one-way, how evenly.
///
/// Definitions (M moves between known groups, n groups, P person-years at home, O and D moves out and in, N = D - O):
///   CMI = 100 M / P; Courgeau's k = CMI / ln(n^2); MEI = 100 sum |N_i| / sum (D_i + O_i);
///   ANMR = 100 * 0.5 sum |N_i| / P, so that ANMR = CMI * MEI / 100; connectivity = share of the n (n - 1) pairs with a
///   move; inequality = 0.5 sum |m_ij / M - 1 / (n (n - 1))| over pairs; Gini of moves over pairs, with the pairs that
///   have none and without them, as sum |x - y| / (2 k^2 mean), and over 2 k (k - 1) mean.
/// Result: measure, value, unit. NaN where the definition divides by 0: that is undefined, not 0.
/// The unknown group takes part in nothing; how many moves that leaves out is a row of its own.
/// Throws and cost: as `moves`.
/// Papers: Bell et al. 2002, doi:10.1111/1467-985X.00247; Courgeau 1973.
Table mobility(const Selected& selected, const FlowOptions& options = {});

}  // namespace renmai
