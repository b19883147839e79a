// SPDX-License-Identifier: Apache-2.0
#include "draw/map_picture.hpp"

#include <doctest/doctest.h>

#include <string>

#include "../support.hpp"
#include "draw/raster.hpp"

namespace renmai {
namespace {

std::string map_of(const Records& records, const DrawStyle& style = {}) {
  const Selected selected(records, {});
  return draw_map(selected, project(selected), style);
}

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST_CASE("map: points by kind, the names of the most connected, what is left out is told") {
  test::RecordsFixture f;
  f.entity("hub", "company", {.name = "<b>Hub & Co</b>"}).entity("secret", "person", {.flags = "redacted"});
  for (int k = 0; k < 40; ++k) {
    f.entity("p" + std::to_string(k), "person", {.name = "Person " + std::to_string(k)});
    f.relation("p" + std::to_string(k), "employment", "hub", "2001", "2005");
  }
  f.relation("secret", "employment", "hub", "2001", "2005");
  const Records records = f.finish();
  const std::string picture = map_of(records);
  CHECK(render_svg(picture, "png").starts_with("\x89PNG"));
  CHECK(holds(picture, "&lt;b&gt;Hub &amp; Co&lt;/b&gt;"));
  CHECK(holds(picture, ">person 41<"));
  CHECK(holds(picture, ">company 1<"));
  CHECK(holds(picture, "42 vertices, larger with more neighbours; 41 edges;"));
  CHECK_FALSE(holds(picture, "secret"));
  CHECK(map_of(records) == picture);
  CHECK(holds(map_of(records, {.max_edges = 10}), "of 41 edges the 10 that stand highest"));
  CHECK(holds(map_of(records, {.dark = true}), "#14171C"));
  CHECK_FALSE(holds(map_of(records, {.legend = false}), "vertices, larger"));
}

TEST_CASE("map: nothing at all is a picture of the words alone") {
  test::RecordsFixture f;
  const std::string picture = map_of(f.finish());
  CHECK(render_svg(picture, "png").starts_with("\x89PNG"));
  CHECK(holds(picture, "0 vertices"));
}

}  // namespace
}  // namespace renmai
