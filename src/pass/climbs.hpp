// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// How many moves go up, and how many down, the hierarchy that moves themselves make, for each pair of groups.
///
/// Definition: organisations (or what --among says) are ranked by SpringRank at alpha 0 over all counted moves, a -> b
///   read as a stands above b (who trains for others stands above those who take). A move is down if it goes to a lower
///   rank, up if to a higher one; equal ranks are neither. share_up = up / (up + down) of the moves between two groups
///   of --by, those within one group included. The null model keeps how many moves leave and enter each organisation
///   and shuffles who goes where (`samples` draws, each ranked anew); expected and sd are the mean and the standard
///   deviation of share_up over the draws in which the pair has moves, z = (share_up - expected) / sd, p the share of
///   draws that lie as far from expected, two-sided, (1 + k) / (1 + draws).
/// Stamp: `temperature` 1 / beta, beta the most likely one where a move of ranks s_a, s_b goes down with the chance
///   1 / (1 + exp(-2 beta (s_a - s_b))): near 0 where moves obey the ranks, infinite where they do not at all.
/// Undefined: share_up without moves up or down, z where sd is 0 are NaN.
/// Result, a row for each pair of groups, by moves downward, then ids: from, to, moves, up, down, share_up, expected,
///   sd, z, p, from_id, to_id.
/// Repeatable: same bits at any thread count for one seed.
/// Throws: as `moves`. Cost: as `moves` and `springrank`, the latter once more for each draw.
/// Papers: De Bacco, Larremore & Moore 2018, doi:10.1126/sciadv.aar8260; Fosdick et al. 2018, doi:10.1137/16M1087175.
Table climbs(const Selected& selected, const FlowOptions& options = {});

/// The most likely beta of steps (s_a - s_b, how many moves took it): 0 where they go up as much as down, infinite
/// where none goes up.
[[nodiscard]] double inverse_temperature(std::span<const std::pair<double, double>> steps);

}  // namespace renmai
