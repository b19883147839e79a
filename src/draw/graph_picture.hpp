// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "draw/style.hpp"
#include "graph/project.hpp"
#include "records/selection.hpp"

namespace renmai {

/// The kept vertices of a projection and the facts between them, as DOT (the kind `graph`).
///
/// Vertices: shape and colour by kind of entity; pseudonym, unnamed and collective are marked; redacted ones are left
///   out and counted in a note. `centres` are drawn strong.
/// Lines: colour and arrowhead by the trait of the relation; dashed if only likely, or only possible at the time asked
///   for; dotted if inferred. In a small picture each carries role and dates as written; facts of one pair stay apart
///   up to three, else those that look alike are one line. In a large one facts that look alike are one line without a
///   label; in SVG the facts, with sources and ids, show when the line is pointed at.
/// Layout: layers from left to right up to 60 vertices and 120 facts, else by forces.
/// Deterministic: the same bytes for any order of input rows and of `kept`. No vertices: a picture of the caption.
/// Throws Error{limit} past the limits of the style, Error{usage} for a vertex that the graph does not have.
/// Cost: O(vertices + facts of the projection).
[[nodiscard]] std::string draw_graph(const Selected& selected, const Projection& projection,
                                     std::span<const Vertex> kept, const DrawStyle& style = {},
                                     std::span<const Vertex> centres = {});

}  // namespace renmai
