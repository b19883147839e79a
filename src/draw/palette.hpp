// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "draw/style.hpp"
#include "records/schema.hpp"

/// What things look like. Hues are those of Okabe & Ito (2008, "Color Universal Design"), which people with any form of
/// colour blindness tell apart, darkened until a line has a contrast of 3 and text one of 4.5 on white (WCAG 2.1, 1.4.3
/// and 1.4.11); on a dark paper they are lightened likewise. Shape and arrowhead differ wherever colour does, so a
/// picture reads in grey. Colours are written as those for print, and `themed` gives the ones to draw in.
namespace renmai::detail {

/// Asked for in this order; Noto Sans CJK holds Latin letters too, so one name in two scripts stays on one line.
inline constexpr std::string_view font_family = "Noto Sans CJK SC,DejaVu Sans,sans-serif";
/// Holds the signs of the legend.
inline constexpr std::string_view sign_family = "DejaVu Sans,sans-serif";
inline constexpr std::string_view text_color = "#1A1A1A";
inline constexpr std::string_view faint_color = "#595959";  ///< second lines and the caption

/// What things are drawn in: dark on white for print, or light on dark.
struct Theme {
  std::string_view paper;
  std::string_view ink;
  std::string_view faint;
  std::string_view rule;  ///< lines of axes and grids
  std::string_view unknown;
};
[[nodiscard]] const Theme& theme_of(const DrawStyle& style);

/// Hues for things without an order; the first are those of the looks. From the ninth on they repeat.
[[nodiscard]] std::string_view hue(std::size_t number, const DrawStyle& style);

/// What a colour for print, of the theme or of the looks, is drawn in; any other colour is itself.
[[nodiscard]] std::string_view themed(std::string_view color, const DrawStyle& style);

/// A shape with its line and fill, and the sign that stands for it in a legend.
struct Look {
  std::string_view name;  ///< of an entity kind or role
  std::string_view shape;
  std::string_view style;
  std::string_view line;
  std::string_view fill;
  std::string_view sign;
  bool double_line = false;
};

/// A line with its arrowhead, and the signs that stand for it in a legend.
struct LineLook {
  std::uint16_t trait = 0;
  std::string_view name;
  std::string_view color;
  std::string_view arrowhead;
  std::string_view sign;  ///< what follows the line in the legend
};

/// How sure a fact is: stated outright, only likely or only possible in time, or inferred.
enum class Doubt : std::uint8_t { none, likely, inferred };

/// By the kind's name, else by its role.
[[nodiscard]] const Look& look_of(const EntityKind& kind);
/// By the first trait of `line_looks` that the kind has.
[[nodiscard]] const LineLook& look_of(const RelationKind& kind);
/// Most telling trait first; the last one fits every kind.
[[nodiscard]] std::span<const LineLook> line_looks();
[[nodiscard]] std::span<const Look> looks();
/// The line style of Graphviz: solid, dashed, dotted.
[[nodiscard]] std::string_view line_style(Doubt doubt);
/// Three columns of line in that style.
[[nodiscard]] std::string_view line_sign(Doubt doubt);
/// Confidence 1 and certain in time: none; at least 0.5 or possible in time: likely; less: inferred.
[[nodiscard]] Doubt doubt_of(double confidence, bool certain_in_time);

}  // namespace renmai::detail
