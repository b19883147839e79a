// SPDX-License-Identifier: Apache-2.0
// Stands in for what draws and reads DOT where Graphviz or librsvg is not installed: linked first, so that no object
// that wants Graphviz is.
#include <span>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "draw/picture.hpp"
#include "draw/raster.hpp"
#include "draw/render.hpp"
#include "draw/svg.hpp"
#include "format/dot.hpp"

namespace renmai {
namespace {

[[noreturn]] void no_graphviz(ErrorKind kind, const char* what) {
  throw Error(kind, std::string("cannot ") + what + ": Graphviz is not installed", {},
              "on Debian: apt install libgvc6 libcgraph6");
}

}  // namespace

void read_dot(std::string_view /*text*/, std::string_view /*file*/, RecordsBuilder& /*builder*/, Report& /*report*/) {
  no_graphviz(ErrorKind::input, "read DOT");
}

std::span<const PictureForm> picture_forms() {
  static const PictureForm forms[]{{"svg", ""}, {"png", ""}, {"pdf", ""}, {"dot", ""}, {"html", ""}};
  return forms;
}

std::string render(std::string_view /*dot*/, std::string_view /*form*/, std::string_view /*engine*/) {
  no_graphviz(ErrorKind::output, "draw");
}

std::string render_svg(std::string_view svg, std::string_view form) {
  if (form == "svg") return std::string(svg);
  if (form == "html") return detail::page_around(svg);
  throw Error(ErrorKind::output, "cannot draw as " + std::string(form) + ": librsvg is not installed", {},
              "on Debian: apt install librsvg2-2 libgvc6; -f svg works without");
}

namespace detail {

void require_drawable(std::size_t /*vertices*/, std::size_t /*edges*/, const DrawStyle& /*style*/,
                      std::string_view /*way_out*/) {
  no_graphviz(ErrorKind::output, "draw");
}

std::string to_dot(const Picture& /*picture*/, const DrawStyle& /*style*/) { no_graphviz(ErrorKind::output, "draw"); }

}  // namespace detail
}  // namespace renmai
