// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "draw/style.hpp"
#include "table/table.hpp"

namespace renmai {

/// Flows between groups on a circle (a chord diagram): an arc a group, as long as what leaves and enters it; a ribbon a
/// pair of groups, as wide as what moves between them, in the hue of the smaller of the two; pale and dashed where all
/// of it is only possible. Moves within a group are not drawn. Columns as draw_flow. Deterministic. Throws as
/// draw_flow.
[[nodiscard]] std::string draw_chord(const Table& flow, const DrawStyle& style = {});

}  // namespace renmai
