// SPDX-License-Identifier: Apache-2.0
#include "draw/lineage_picture.hpp"

#include "draw/facts.hpp"
#include "draw/label.hpp"
#include "draw/picture.hpp"

namespace renmai {

std::string draw_lineage(const Selected& selected, const Projection& projection, std::span<const Vertex> kept,
                         const DrawStyle& style, std::span<const Vertex> centres) {
  detail::Picture picture;
  picture.title = detail::clean_text(style.title);
  picture.layout = detail::Layout::ranked_down;
  detail::add_facts(picture, selected, projection, {.kept = kept, .centres = centres, .traits = trait_mentorship},
                    style);
  return detail::to_dot(picture, style);
}

}  // namespace renmai
