// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "draw/style.hpp"
#include "graph/project.hpp"
#include "records/selection.hpp"

namespace renmai {

/// Mentors above those they taught, as DOT (the kind `lineage`): the kept vertices and the facts of the trait
/// mentorship between them; other facts are not drawn. Generations are layers; who has several mentors stands below the
/// lowest of them, and in a circle one line points up. Lines, marks, limits and errors as in draw_graph; `centres`
/// (whose lineage it is) are drawn strong.
[[nodiscard]] std::string draw_lineage(const Selected& selected, const Projection& projection,
                                       std::span<const Vertex> kept, const DrawStyle& style = {},
                                       std::span<const Vertex> centres = {});

}  // namespace renmai
