// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "draw/legend.hpp"
#include "draw/picture.hpp"
#include "graph/project.hpp"
#include "records/selection.hpp"

/// Entities and facts as parts of a picture.
namespace renmai::detail {

/// Flags are told by a small line below the name (unless the name says so itself) and, for the unnamed, by italics.
[[nodiscard]] PictureVertex entity_vertex(const Records& records, Entity entity);
/// When something held, as written: "2023~ – ..", "? – 2024-07", "2024-04", "at 2023;2024", or nothing.
[[nodiscard]] std::string span_text(std::string_view start, std::string_view end, std::string_view attested);
/// A label of a line: what is said in up to two lines, then when.
[[nodiscard]] std::vector<std::string> line_label(std::string_view words, std::string_view dates);

/// Which part of a projection is drawn.
struct FactChoice {
  std::span<const Vertex> kept;     ///< in any order
  std::span<const Vertex> centres;  ///< drawn strong
  std::uint16_t traits = 0;         ///< facts whose kind has one of them; 0: all
};

/// Adds the kept vertices and the chosen facts between them to the picture and what occurs to its legend, and the
/// stamp. Facts of one pair that look alike become one line: always where lines carry no labels (Layout::forces), else
/// if the pair has more than three. Redacted vertices are left out, with a note. A projection without facts
/// (co-affiliation) is drawn by its edges, with their weights. Throws Error{limit} past the limits of the style,
/// Error{usage} for a vertex that the graph does not have.
void add_facts(Picture& picture, const Selected& selected, const Projection& projection, const FactChoice& choice,
               const DrawStyle& style);

}  // namespace renmai::detail
