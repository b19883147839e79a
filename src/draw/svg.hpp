// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "draw/palette.hpp"
#include "draw/style.hpp"
#include "table/table.hpp"

/// SVG of our own, for pictures that are no graphs. Texts are cleaned and escaped here.
namespace renmai::detail {

struct Point {
  double x = 0;
  double y = 0;
};

enum class Anchor : std::uint8_t { start, middle, end };

/// From pale to dark (on a dark paper from dark to pale) for a share from 0 to 1, one hue: "#0B3C5D".
[[nodiscard]] std::string shade(double share, const DrawStyle& style);

/// The width of a text, in points: an estimate, wide characters two columns.
[[nodiscard]] double text_width(std::string_view text, double size);
/// The text cut to a width, with an ellipsis.
[[nodiscard]] std::string fit_text(std::string_view text, double width, double size);

struct Ink {
  std::string_view fill = "none";
  std::string_view line = "none";
  double width = 1;
  double opacity = 1;
  std::string_view dashes{};  ///< "4 3"; empty: solid
};

/// A drawing of a given width; its height is known at the end. y grows downward.
class Svg {
 public:
  Svg(double width, const DrawStyle& style) : width_(width), style_(style) {}

  void rect(Point corner, double width, double height, const Ink& ink, std::string_view tip = {}, double round = 0);
  void line(Point from, Point to, const Ink& ink);
  void circle(Point centre, double radius, const Ink& ink, std::string_view tip = {});
  /// The data of a path, as SVG writes it.
  void path(std::string_view data, const Ink& ink, std::string_view tip = {});
  /// Round dots of one look, and straight lines from the first to the second point: few elements, however many.
  void dots(std::span<const Point> centres, double diameter, std::string_view color);
  void lines(std::span<const std::pair<Point, Point>> ends, const Ink& ink);
  struct TextLook {
    double size = 10;
    Anchor anchor = Anchor::start;
    std::string_view color{};  ///< empty: the theme's ink
    bool bold = false;
    double turned = 0;  ///< degrees, about its point
    bool halo = false;  ///< a rim of paper, so that it reads on what it crosses
  };
  void text(Point at, std::string_view text, const TextLook& look);
  void text(Point at, std::string_view text) { this->text(at, text, TextLook()); }

  /// The whole document: title above, then what was drawn from y = 0 to `height`, then rows of words, then the stamp.
  [[nodiscard]] std::string finish(double height, std::string_view title, std::span<const std::string> words,
                                   const Stamp& stamp) const;
  [[nodiscard]] const DrawStyle& style() const { return style_; }
  [[nodiscard]] double width() const { return width_; }

 private:
  double width_;
  const DrawStyle& style_;
  std::string body_;
};

/// A page that holds an SVG document of this library and may load and run nothing.
[[nodiscard]] std::string page_around(std::string_view svg);

/// A number as SVG writes it, with at most two digits after the point: the same on every machine.
[[nodiscard]] std::string svg_number(double value);
/// "x y".
[[nodiscard]] std::string svg_point(Point point);
/// Clean text as it stands between tags.
[[nodiscard]] std::string svg_text(std::string_view text);

}  // namespace renmai::detail
