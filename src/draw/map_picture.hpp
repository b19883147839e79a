// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "draw/style.hpp"
#include "graph/project.hpp"
#include "records/selection.hpp"

namespace renmai {

/// A graph too large for boxes and labels, as SVG: vertices as points where the pass `layout` puts them, coloured by
/// kind, larger with more neighbours; lines for the edges, and names for the most connected as far as there is room.
///
/// Of more than `style.max_edges` edges the backbone is drawn: those that stand highest among the edges of one of their
///   ends, by weight, then by fewer neighbours of the ends; what is left out is counted below. Redacted vertices are
///   points without a name. Deterministic. An empty graph: a picture of the words alone.
/// Cost: that of `layout`, seconds at 100,000 vertices.
[[nodiscard]] std::string draw_map(const Selected& selected, const Projection& projection, const DrawStyle& style = {});

}  // namespace renmai
