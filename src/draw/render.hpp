// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace renmai {

/// A form in which a picture leaves the program.
struct PictureForm {
  std::string_view name;  ///< "svg"
  std::string_view summary;
};

/// svg png pdf dot html, in that order.
[[nodiscard]] std::span<const PictureForm> picture_forms();

/// Lays out and renders DOT, as the functions draw_... write it; the bytes of the file.
///
/// Form: `svg` (names stay text), `png` (144 dots an inch; fewer if it would pass 40 million pixels), `pdf`, or `dot`
///   (the text itself, once it is known to be well-formed), or `html` (a page that holds the SVG and may load nothing).
/// Engine: dot, neato, fdp, sfdp, circo or twopi; empty: the `layout` that the DOT itself asks for, else dot. Titles
///   need dot, neato or fdp.
/// Deterministic by dot and neato, with one version of Graphviz and its fonts: no time, no version, fixed seeds.
/// Throws Error{usage} for an unknown form or engine, Error{input} for text that is not DOT (place: its line),
/// Error{output} if Graphviz cannot do it, with its own words. Never writes to stderr. Renderings of one process wait
/// for each other. Only for DOT of this library: that of strangers may name image files, which Graphviz would open.
/// Cost: seconds at the limits of DrawStyle.
[[nodiscard]] std::string render(std::string_view dot, std::string_view form, std::string_view engine = {});

}  // namespace renmai
