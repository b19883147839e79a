// SPDX-License-Identifier: Apache-2.0
#include "draw/graph_picture.hpp"

#include <algorithm>
#include <vector>

#include "draw/facts.hpp"
#include "draw/label.hpp"
#include "draw/picture.hpp"

namespace renmai {
namespace {

// Beyond these, layers with labels grow taller than a screen and forces show the shape of the whole better.
constexpr std::size_t most_layered_vertices = 60;
constexpr std::size_t most_layered_facts = 120;

std::size_t count_facts(const Projection& projection, std::span<const Vertex> kept) {
  std::vector<char> drawn(projection.graph.vertex_count(), 0);
  for (const Vertex v : kept) {
    if (v < drawn.size()) drawn[v] = 1;
  }
  return static_cast<std::size_t>(std::count_if(projection.ends.begin(), projection.ends.end(), [&](const auto& ends) {
    return drawn[ends.first] != 0 && drawn[ends.second] != 0;
  }));
}

}  // namespace

std::string draw_graph(const Selected& selected, const Projection& projection, std::span<const Vertex> kept,
                       const DrawStyle& style, std::span<const Vertex> centres) {
  detail::Picture picture;
  picture.title = detail::clean_text(style.title);
  const bool small = kept.size() <= most_layered_vertices && count_facts(projection, kept) <= most_layered_facts;
  picture.layout = small ? detail::Layout::ranked_right : detail::Layout::forces;
  detail::add_facts(picture, selected, projection, {.kept = kept, .centres = centres}, style);
  return detail::to_dot(picture, style);
}

}  // namespace renmai
