// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pass/flow/count.hpp"

namespace renmai {

/// Which cells to hide so that none of fewer than `least` moves (or people, or with a max below it) can be told, also
/// not by subtraction from the sums of its row, of its column, of its corridor over all periods, or of all cells.
///
/// Small cells are hidden first. A hidden cell that one of those sums would give away (it is the only one hidden in it,
/// or a bridge of the graph whose vertices are the origins and destinations of its period and whose edges are the
/// hidden cells, for then its value follows from all sums together) gets company: the smallest cell still shown in its
/// row or column, else its corridor. Where none is left to hide, the sum has one cell and must not be published itself.
/// Cost: O(cells log cells) a round; rounds end, as each hides another cell.
/// Source: Willenborg & de Waal 2001, Elements of Statistical Disclosure Control, ch. 6.
[[nodiscard]] std::vector<bool> hidden_cells(std::span<const FlowCell> cells, std::uint32_t least);

}  // namespace renmai
