// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "pass/flow/count.hpp"
#include "pass/null/models.hpp"

namespace renmai {

/// What chance makes of each cell's moves under a null model, `samples` draws of it.
///
/// margins: in each period as many leave each group and as many enter it as did; who goes where is drawn, nobody to
///   where they were. corridors: as many take each corridor, and as many move in each period, as did; who moves when is
///   drawn. Moves of a cell without a move are not told.
/// Repeatable: same draws at any thread count for one seed. Throws: Error{limit} where draws times cells are too many
/// to keep. Cost: O(draws * moves).
[[nodiscard]] std::vector<ChanceOf> flow_chances(std::span<const FlowCell> cells, const FlowOptions& options);

}  // namespace renmai
