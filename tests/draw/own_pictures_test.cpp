// SPDX-License-Identifier: Apache-2.0
// Pictures that are SVG from the start: what they show of counts and doubt, and that no name breaks them.
#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "../support.hpp"
#include "base/error.hpp"
#include "draw/bands.hpp"
#include "draw/chord.hpp"
#include "draw/grids.hpp"
#include "draw/lanes.hpp"
#include "draw/raster.hpp"
#include "draw/svg.hpp"

namespace renmai {
namespace {

using Texts = std::vector<std::string>;
using Counts = std::vector<std::int64_t>;

Table flows(Texts from, Texts to, Counts moves, Counts min, Counts max, Texts year = {}) {
  Table table;
  if (!year.empty()) table.add("year", std::move(year));
  table.add("from", std::move(from)).add("to", std::move(to)).add("moves", std::move(moves), "moves");
  table.add("min", std::move(min), "moves").add("max", std::move(max), "moves");
  table.stamp = {{"pass", "flow"}};
  return table;
}

Table some_flows() {
  return flows({"A", "B", "A", "?"}, {"B", "A", "C", "A"}, {8, 3, 0, 1}, {8, 1, 0, 1}, {8, 5, 2, 1});
}

std::size_t count_of(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// librsvg reads it: tags are closed and nothing stands where it may not.
bool well_formed(const std::string& svg) { return render_svg(svg, "png").starts_with("\x89PNG"); }

TEST_CASE("own pictures: counts, bounds and doubt are told") {
  const Table table = some_flows();
  const std::string sankey = draw_sankey(table);
  CHECK(well_formed(sankey));
  CHECK(sankey.find("A → B: 8 moves") != std::string::npos);
  CHECK(sankey.find("B → A: 3 (1–5) moves") != std::string::npos);
  CHECK(sankey.find("? unknown") != std::string::npos);
  CHECK(count_of(sankey, "stroke-dasharray") == 1);  // A to C, which may be none
  CHECK(count_of(sankey, "opacity=\"0.16\"") == 2);  // the two that may be more
  CHECK(sankey.find("pass: flow") != std::string::npos);
  const std::string chord = draw_chord(table);
  CHECK(well_formed(chord));
  CHECK(chord.find("A → B: 8, B → A: 3") != std::string::npos);
  CHECK(chord.find("only possible") != std::string::npos);
  const std::string matrix = draw_heat_map(table);
  CHECK(well_formed(matrix));
  CHECK(matrix.find(">1–5<") != std::string::npos);
  CHECK(matrix.find("Dashed frame: may be none.") != std::string::npos);
}

TEST_CASE("own pictures: suppressed cells are marked, never drawn as small ones") {
  const Table table = flows({"A", "B"}, {"B", "A"}, {8, Column::absent}, {8, Column::absent}, {8, Column::absent});
  CHECK(draw_heat_map(table).find("B → A: suppressed") != std::string::npos);
  CHECK(draw_heat_map(table).find("Hatched: suppressed.") != std::string::npos);
  CHECK(draw_sankey(table).find("Suppressed: 1 cells") != std::string::npos);
  CHECK(draw_sankey(table).find("B → A") == std::string::npos);
}

TEST_CASE("own pictures: a matrix a period, of the same groups; without periods it is refused") {
  const Table table =
      flows({"A", "A", "B"}, {"B", "B", "A"}, {8, 2, 1}, {8, 2, 1}, {8, 2, 1}, {"2001", "2002", "2002"});
  const std::string picture = draw_multiples(table);
  CHECK(well_formed(picture));
  CHECK(picture.find(">2001<") < picture.find(">2002<"));
  CHECK(picture.find("1 A, 2 B") != std::string::npos);
  CHECK_THROWS_AS((void)draw_multiples(some_flows()), Error);
}

TEST_CASE("own pictures: courses through stages, with those whose next stage is not known") {
  Table stages;
  stages.add("study", Texts{"China", "China"}).add("graduate", Texts{"United States", "China"});
  stages.add("work", Texts{"China", ""}).add("people", Counts{3, 2}, "people");
  stages.add("study_id", Texts{"c", "c"}).add("graduate_id", Texts{"u", "c"}).add("work_id", Texts{"c", ""});
  const std::string picture = draw_stages(stages);
  CHECK(well_formed(picture));
  CHECK(picture.find("China → United States: 3 people") != std::string::npos);
  CHECK(picture.find("China → not known: 2 people") != std::string::npos);
}

TEST_CASE("own pictures: a timeline tells what is sure, what may be and what has no date") {
  test::RecordsFixture f;
  f.entity("ann", "person").entity("x", "company").entity("y", "company").entity("z", "company");
  f.entity("secret", "person", {.flags = "redacted"});
  f.relation("ann", "employment", "x", "2001", "2005").relation("ann", "employment", "y");
  f.relation("ann", "employment", "z", "2006-01-01", "..").relation("secret", "employment", "x", "2001", "2002");
  f.builder.dataset().as_of = day_from_civil(2010, 1, 1);
  const Records records = f.finish();
  const Selected selected(records, {});
  const std::vector<Entity> persons{*records.find_entity("ann"), *records.find_entity("secret")};
  const std::string picture = draw_timeline(selected, persons);
  CHECK(well_formed(picture));
  CHECK(picture.find(">2001<") != std::string::npos);
  CHECK(picture.find("x: employment (2001 – 2005)") != std::string::npos);
  CHECK(count_of(picture, "stroke-dasharray") == 1);
  CHECK(picture.find("secret") == std::string::npos);
  CHECK_THROWS_AS((void)draw_timeline(selected, std::vector<Entity>(61, persons[0])), Error);
}

TEST_CASE("own pictures: ranks of periods, a line broken where there is no rank") {
  Table ranks;
  ranks.add("period", Texts{"2001", "2001", "2002", "2003", "2003"}).add("id", Texts{"a", "b", "b", "a", "b"});
  ranks.add("name", Texts{"Ann", "Bob", "Bob", "Ann", "Bob"}).add("rank", Counts{1, 2, 1, 2, 1});
  const std::string picture = draw_bump(ranks, 5);
  CHECK(well_formed(picture));
  CHECK(picture.find("Ann, 2003: 2") != std::string::npos);
  CHECK(count_of(picture, "<circle") == 5);
}

TEST_CASE("own pictures: hostile names stay text, nothing is drawn of nothing, the same rows give the same bytes") {
  const std::string hostile = "<script>alert(\"1\")</script>&amp;\x01]]>";
  const Table table = flows({hostile, "B"}, {"B", hostile}, {2, 1}, {2, 1}, {2, 1});
  const Table turned = flows({"B", hostile}, {hostile, "B"}, {1, 2}, {1, 2}, {1, 2});
  for (const auto draw : {&draw_sankey, &draw_chord, &draw_heat_map}) {
    const std::string picture = draw(table, {.title = hostile});
    CHECK(picture.find("<script>") == std::string::npos);
    CHECK(well_formed(picture));
    CHECK(draw(turned, {.title = hostile}) == picture);
    const std::string empty = draw(flows({}, {}, {}, {}, {}), {});
    CHECK(empty.find("No moves.") != std::string::npos);
    CHECK(well_formed(empty));
    CHECK(draw(table, {.dark = true}).find("#14171C") != std::string::npos);
  }
}

TEST_CASE("render_svg: PNG and PDF, the same bytes each time; other forms and bad text are refused") {
  const std::string svg = draw_sankey(some_flows());
  CHECK(render_svg(svg, "svg") == svg);
  CHECK(render_svg(svg, "png") == render_svg(svg, "png"));
  CHECK(render_svg(svg, "pdf").starts_with("%PDF"));
  CHECK(render_svg(svg, "pdf") == render_svg(svg, "pdf"));
  CHECK_THROWS_AS((void)render_svg(svg, "dot"), Error);
  CHECK_THROWS_AS((void)render_svg("<svg", "png"), Error);
}

TEST_CASE("svg: text is fitted by its columns, numbers are short") {
  CHECK(detail::svg_number(1.005) == "1");
  CHECK(detail::svg_number(-0.001) == "0");
  CHECK(detail::svg_number(2.5) == "2.5");
  CHECK(detail::fit_text("a long name of somebody", 60, 10).ends_with("…"));
  CHECK(detail::text_width("人脉", 10) == detail::text_width("abcd", 10));
  CHECK(detail::shade(0, {}) != detail::shade(1, {}));
}

}  // namespace
}  // namespace renmai
