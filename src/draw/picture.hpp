// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "draw/palette.hpp"
#include "draw/style.hpp"
#include "table/table.hpp"

namespace renmai::detail {

/// How vertices are arranged. Chosen by the maker of the picture, written into the DOT as `layout`.
enum class Layout : std::uint8_t {
  ranked_right,  ///< layers from left to right; edge labels have room of their own
  ranked_down,   ///< layers from top to bottom
  forces,        ///< linked vertices near each other; edges are straight and carry no label
};

/// A vertex of a picture; all texts clean (see clean_text).
struct PictureVertex {
  std::string name;  ///< as dot_name makes it
  Look look;
  std::vector<std::string> lines;
  std::string mark;  ///< a small line below
  std::string tooltip;
  bool italic = false;
  bool strong = false;  ///< what the picture is about
  bool dashed = false;  ///< an unknown
};

struct PictureEdge {
  std::size_t from = 0;  ///< number of a vertex of the picture
  std::size_t to = 0;
  std::string_view color;
  std::string_view style;  ///< of Graphviz: solid, dashed, dotted
  std::string_view arrowhead;
  bool turned = false;  ///< the arrowhead is at `from`
  double width = 1.2;   ///< in points
  std::vector<std::string> label = {};
  std::string tooltip = {};
};

/// What a picture shows, before Graphviz: filled by the makers of the kinds, written by to_dot.
struct Picture {
  std::string title;
  Layout layout = Layout::ranked_right;
  std::vector<PictureVertex> vertices;
  std::vector<PictureEdge> edges;
  std::vector<std::string> legend;  ///< rows, as HTML-like text
  std::vector<std::string> notes;   ///< sentences below the legend
  Stamp stamp;
};

/// Throws Error{limit} if the picture would be past the limits of the style; `way_out` is the hint.
void require_drawable(std::size_t vertices, std::size_t edges, const DrawStyle& style, std::string_view way_out);

/// The picture as DOT, the same bytes on every run. Title, legend and caption are labels of graph and cluster, so
/// Graphviz itself keeps them clear of the drawing. Cost: linear; one at a time in a process.
[[nodiscard]] std::string to_dot(const Picture& picture, const DrawStyle& style);

}  // namespace renmai::detail
