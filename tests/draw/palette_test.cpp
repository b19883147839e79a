// SPDX-License-Identifier: Apache-2.0
#include "draw/palette.hpp"

#include <doctest/doctest.h>

#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <string>
#include <utility>

using renmai::EntityKind;
using renmai::EntityRole;
using renmai::RelationKind;
using renmai::detail::Doubt;
using renmai::detail::doubt_of;
using renmai::detail::look_of;

namespace {

/// Relative luminance of "#RRGGBB" (WCAG 2.1).
double luminance(std::string_view color) {
  constexpr std::array weights{0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    int value = 0;
    std::from_chars(color.data() + 1 + 2 * i, color.data() + 3 + 2 * i, value, 16);
    const double c = value / 255.0;
    sum += weights.at(i) * (c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double contrast(std::string_view a, std::string_view b) {
  const double x = luminance(a) + 0.05;
  const double y = luminance(b) + 0.05;
  return x > y ? x / y : y / x;
}

}  // namespace

TEST_CASE("contrast is that of WCAG") {
  CHECK(contrast("#000000", "#FFFFFF") == doctest::Approx(21));
  CHECK(contrast("#777777", "#FFFFFF") == doctest::Approx(4.48).epsilon(0.01));
}

TEST_CASE("text can be read and lines can be seen, in print and on a dark paper") {
  using namespace renmai::detail;
  for (const bool dark : {false, true}) {
    CAPTURE(dark);
    const renmai::DrawStyle style{.dark = dark};
    const Theme& theme = theme_of(style);
    CHECK(contrast(theme.ink, theme.paper) >= 7);
    CHECK(contrast(theme.faint, theme.paper) >= 4.5);
    for (const Look& look : looks()) {
      CAPTURE(look.name);
      const auto line = themed(look.line, style);
      const auto fill = themed(look.fill, style);
      CHECK(contrast(theme.ink, fill) >= 4.5);
      CHECK(contrast(theme.faint, fill) >= 4.5);
      CHECK(contrast(line, theme.paper) >= 3);
      CHECK(contrast(line, fill) >= 3);
    }
    for (const LineLook& look : line_looks()) {
      CAPTURE(look.name);
      CHECK(contrast(themed(look.color, style), theme.paper) >= 4.5);  // edge labels have the colour of their line
    }
  }
}

TEST_CASE("built-in kinds of entity differ in shape, not in colour alone") {
  const renmai::Schema schema;
  std::set<std::pair<std::string, std::string>> shapes;
  std::set<std::string> signs;
  for (const EntityKind& kind : schema.entity_kinds()) {
    const auto& look = look_of(kind);
    CHECK(look.name == kind.name);
    shapes.emplace(look.shape, std::string(look.style) + (look.double_line ? "2" : "1"));
    signs.emplace(look.sign);
  }
  CHECK(shapes.size() == schema.entity_kinds().size());
  CHECK(signs.size() == schema.entity_kinds().size());
}

TEST_CASE("kinds that a dataset adds look like their role") {
  CHECK(look_of(EntityKind{"startup", "", EntityRole::organisation}).name == "organisation");
  CHECK(look_of(EntityKind{"team", "", EntityRole::unit}).name == "unit");
  CHECK(look_of(EntityKind{"ghost", "", EntityRole::person}).name == "person");
  CHECK(look_of(EntityKind{"planet", "", EntityRole::place}).name == "place");
  CHECK(look_of(EntityKind{"thing", "", EntityRole::other}).name == "other");
}

TEST_CASE("lines differ in arrowhead by trait, whatever the kind is called") {
  const auto name_of = [](std::uint16_t traits) { return std::string(look_of(RelationKind{"x", "", traits}).name); };
  CHECK(name_of(renmai::trait_affiliation) == "affiliation");
  CHECK(name_of(renmai::trait_affiliation | renmai::trait_event) == "event");
  CHECK(name_of(renmai::trait_study) == "study");
  CHECK(name_of(0) == "other");
  std::set<std::string> heads;
  for (const auto& look : renmai::detail::line_looks()) heads.emplace(look.arrowhead);
  CHECK(heads.size() == renmai::detail::line_looks().size());
  CHECK(heads.size() == renmai::trait_names().size());
}

TEST_CASE("doubt is the worse of confidence and dates") {
  CHECK(doubt_of(1, true) == Doubt::none);
  CHECK(doubt_of(1, false) == Doubt::likely);
  CHECK(doubt_of(0.75, true) == Doubt::likely);
  CHECK(doubt_of(0.5, true) == Doubt::likely);
  CHECK(doubt_of(0.4, true) == Doubt::inferred);
  CHECK(doubt_of(0.4, false) == Doubt::inferred);
}
