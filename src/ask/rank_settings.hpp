// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "graph/project.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// What a ranking is under one choice: a table with id, name, kind and the column `score`, best first.
using RankUnder = std::function<Table(const Selected& selected, RollUp roll_up)>;

/// How much ranks depend on choices that could have been others.
///
/// Settings: every combination of the axes named, by commas: confidence (at least certain, likely or inferred),
/// identity
///   (none, certain or likely merges), roll-up (unit, organisation); `all` for all three. Axes not named stay as
///   chosen.
/// A rank is 1 and the number of scores above it, so equal scores share it.
/// Result without a claim, one row an entity: id, name, kind, chosen (rank as chosen), best, median, worst, settings,
///   present (in how many it has a rank). By best, median, id.
/// Result with a claim, one row a setting: confidence, identity, roll_up, holds, left, right, first (names at rank 1).
///   A claim is LEFT < <= = != >= > RIGHT, a side a number, top(NAME) for a rank or score(NAME). Where an entity has no
///   rank the claim does not hold. The share of settings in which it holds is in the stamp.
/// Throws: Error{usage} for an unknown axis or a claim that cannot be read, Error{not_found} for an unknown name.
/// Cost: that of the ranking for each setting.
[[nodiscard]] Table rank_sensitivity(const Selected& selected, RollUp roll_up, const RankUnder& rank_under,
                                     std::string_view axes, std::string_view claim);

/// What a ranking loses without one person or organisation and its units.
///
/// Result, by rank: rank, id, name, kind, score; rank_without, score_without (empty where the entity is gone with it);
///   lost: score - score_without. Equal scores share a rank here. Throws Error{usage} for a place.
[[nodiscard]] Table rank_without(const Selected& selected, RollUp roll_up, const RankUnder& rank_under, Entity dropped);

/// Which merges of names a ranking depends on: see effects_of_merges. Changed are entities of another rank, or in one
/// of the two rankings alone; the difference is of scores.
[[nodiscard]] Table rank_merges(const Selected& selected, RollUp roll_up, const RankUnder& rank_under,
                                std::string_view claim);

}  // namespace renmai
