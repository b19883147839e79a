// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// How varied each career is, as a sequence of one group a year.
///
/// The sequence is that of the policy mode-year, from the first year with an affiliation to the last, gaps filled.
/// Definitions: entropy = - sum p ln p over the shares of years; complexity = sqrt(transitions / (years - 1) * entropy
/// /
///   ln(groups in all)); turbulence = log2(phi (v_max + 1) / (v + 1)), phi the number of distinct subsequences of the
///   groups in turn, the empty one too, v the variance of the lengths of their k spells, v_max = (k - 1) (1 - mean)^2.
/// Result, one row a person with a dated affiliation: person, person_name, years, groups (different ones), moves
///   (changes), entropy, complexity, turbulence. By turbulence downward, then id.
/// Undefined: complexity is NaN for one year alone, and if there are fewer than 2 groups in all.
/// Throws and cost: as `moves`.
/// Papers: Elzinga & Liefbroer 2007, doi:10.1007/s10680-007-9133-7; Gabadinho et al. 2011, doi:10.18637/jss.v040.i04.
Table career_shape(const Selected& selected, const FlowOptions& options = {});

/// Distinct subsequences of a sequence, the empty one too.
[[nodiscard]] double distinct_subsequences(std::span<const Group> sequence);

}  // namespace renmai
