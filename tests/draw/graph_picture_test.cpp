// SPDX-License-Identifier: Apache-2.0
#include "draw/graph_picture.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "../support.hpp"
#include "base/error.hpp"
#include "base/random.hpp"
#include "base/unicode.hpp"
#include "support.hpp"

using renmai::draw_graph;
using renmai::DrawStyle;
using renmai::Error;
using renmai::ErrorKind;
using renmai::Projection;
using renmai::Records;
using renmai::Selected;
using renmai::Selection;
using renmai::Vertex;
using renmai::test::caption_of;
using renmai::test::count_of;
using renmai::test::holds;
using renmai::test::read_dot;
using renmai::test::ReadEdge;
using renmai::test::RecordsFixture;

namespace {

std::vector<Vertex> every(const Projection& projection) {
  std::vector<Vertex> all;
  for (const Vertex v : projection.graph.vertices()) all.push_back(v);
  return all;
}

Selection confident(double least) {
  Selection selection;
  selection.min_confidence = least;
  return selection;
}

std::string draw_all(const Records& records, const Selection& selection = {}, const DrawStyle& style = {}) {
  const Selected selected(records, selection);
  const Projection projection = project(selected);
  return draw_graph(selected, projection, every(projection), style);
}

Records careers() {
  RecordsFixture fixture;
  fixture.entity("p_pan", "person", {.name = "潘子正"}).entity("p_yu", "person", {.name = "Zhiding Yu"});
  fixture.entity("c_nv", "company", {.name = "NVIDIA"}).entity("u_m", "university", {.name = "Monash University"});
  fixture.relation("p_pan", "internship", "c_nv", "2023-05~", "2023", {.role = "intern"});
  fixture.relation("p_pan", "study", "u_m", "", "2024");
  fixture.relation("p_yu", "mentorship", "p_pan", "", "", {.attested = "2023", .confidence = "likely"});
  fixture.relation("p_yu", "employment", "c_nv", "", "..", {.confidence = "inferred"});
  return fixture.finish();
}

const ReadEdge* edge_between(const std::vector<ReadEdge>& edges, const std::string& from, const std::string& to) {
  const auto found =
      std::find_if(edges.begin(), edges.end(), [&](const ReadEdge& e) { return e.from == from && e.to == to; });
  return found == edges.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("entities are drawn by kind and facts with role and dates as written") {
  const auto dot = read_dot(draw_all(careers(), confident(0)));
  REQUIRE(dot.well_formed);
  REQUIRE(dot.nodes.size() == 4);
  CHECK(holds(dot.nodes.at("p_pan").at("label"), "潘子正"));
  CHECK(dot.nodes.at("p_pan").at("style") == "rounded,filled");
  CHECK(dot.nodes.at("c_nv").at("style") == "filled");
  CHECK(dot.nodes.at("u_m").at("peripheries") == "2");
  CHECK(dot.nodes.at("c_nv").at("color") != dot.nodes.at("u_m").at("color"));

  REQUIRE(dot.edges.size() == 4);
  const auto* internship = edge_between(dot.edges, "p_pan", "c_nv");
  REQUIRE(internship != nullptr);
  CHECK(internship->label() == "intern<BR/>2023-05~ – 2023");
  CHECK(internship->attributes.at("style").empty());
  CHECK(internship->attributes.at("arrowhead") == "none");
  CHECK(edge_between(dot.edges, "p_pan", "u_m")->label() == "study<BR/>? – 2024");
}

TEST_CASE("doubt shows as dashed and dotted lines and only then in the legend") {
  const auto dot = read_dot(draw_all(careers(), confident(0)));
  const auto* mentorship = edge_between(dot.edges, "p_yu", "p_pan");
  REQUIRE(mentorship != nullptr);
  CHECK(mentorship->attributes.at("style") == "dashed");
  CHECK(mentorship->attributes.at("arrowhead") == "normal");
  CHECK(mentorship->label() == "mentorship<BR/>at 2023");
  CHECK(edge_between(dot.edges, "p_yu", "c_nv")->attributes.at("style") == "dotted");
  CHECK(holds(caption_of(dot), "inferred"));
  CHECK_FALSE(holds(caption_of(read_dot(draw_all(careers(), confident(1)))), "likely, or"));
}

TEST_CASE("what is only possible at the time asked for is dashed") {
  RecordsFixture fixture;
  fixture.entity("p", "person").entity("q", "person").entity("c", "company");
  fixture.relation("p", "employment", "c", "2010", "2020").relation("q", "employment", "c", "2015~", "2020");
  Selection at_june;
  at_june.at = "2015-06";
  const auto dot = read_dot(draw_all(fixture.finish(), at_june));
  CHECK(edge_between(dot.edges, "p", "c")->attributes.at("style").empty());
  CHECK(edge_between(dot.edges, "q", "c")->attributes.at("style") == "dashed");
}

TEST_CASE("the legend holds exactly the kinds that occur") {
  const std::string legend = caption_of(read_dot(draw_all(careers())));
  for (const char* word : {"person", "company", "university", "internship", "study", "mentorship", "affiliation"}) {
    CAPTURE(word);
    // An internship is an affiliation, and that is what the legend calls it.
    CHECK(holds(legend, "> " + std::string(word) + "<") == (std::string(word) != "internship"));
  }
  CHECK_FALSE(holds(legend, "> fund<"));
  CHECK_FALSE(holds(legend, "> transfer<"));
}

TEST_CASE("title, legend and caption appear as the style asks") {
  const auto with = read_dot(draw_all(careers(), {}, {.title = "谁教谁 & why"}));
  CHECK(holds(with.title, "谁教谁 &amp; why"));
  CHECK(holds(caption_of(with), "confidence"));
  const auto without = read_dot(draw_all(careers(), {}, {.legend = false, .stamp = false}));
  CHECK(without.title.empty());
  CHECK(caption_of(without).empty());
  CHECK(read_dot(draw_all(careers(), {}, {.legend = false})).title.empty());
}

TEST_CASE("flags are told and the redacted are hidden") {
  RecordsFixture fixture;
  fixture.entity("a", "person", {.name = "Ah Qi", .flags = "pseudonym"});
  fixture.entity("b", "person", {.name = "(unnamed) mentor", .flags = "unnamed"});
  fixture.entity("d", "person", {.name = "three students", .flags = "collective"});
  fixture.entity("secret_id", "person", {.name = "Secret Name", .flags = "redacted"});
  fixture.entity("c", "company", {.name = "C"});
  for (const char* who : {"a", "b", "d", "secret_id"}) {
    fixture.relation(who, "employment", "c", "2020", "", {.role = who == std::string("secret_id") ? "boss" : "staff"});
  }
  Selection with_groups;
  with_groups.collectives = true;
  const std::string text = draw_all(fixture.finish(), with_groups);
  const auto dot = read_dot(text);
  CHECK(holds(dot.nodes.at("a").at("label"), ">pseudonym<"));
  CHECK(holds(dot.nodes.at("d").at("label"), ">collective<"));
  CHECK(holds(dot.nodes.at("b").at("label"), "<I>"));
  CHECK_FALSE(holds(dot.nodes.at("b").at("label"), ">unnamed<"));  // the name says so itself
  CHECK_FALSE(holds(text, "ecret"));
  CHECK_FALSE(holds(text, "boss"));
  CHECK(holds(caption_of(dot), "1 redacted, not shown."));
}

TEST_CASE("facts of one pair stay apart up to three and are gathered by look beyond") {
  for (const int count : {3, 4, 6}) {
    RecordsFixture fixture;
    fixture.entity("p", "person").entity("c", "company");
    for (int i = 0; i < count; ++i) {
      const std::string year = std::to_string(2000 + 2 * i);
      fixture.relation("p", "employment", "c", year, year, {.role = "role " + year});
    }
    const auto dot = read_dot(draw_all(fixture.finish()));
    CAPTURE(count);
    REQUIRE(dot.edges.size() == (count == 3 ? 3 : 1));
    const std::string label = dot.edges.front().label();
    CHECK(count_of(label, "role ") == (count == 3 ? 1 : 3));
    CHECK(holds(label, "and " + std::to_string(count - 3) + " more") == (count > 3));
  }
}

TEST_CASE("a fact said by several sources is one line that shows all its sources") {
  RecordsFixture fixture;
  fixture.entity("p", "person").entity("c", "company");
  fixture.relation("p", "founding", "c", "", "", {.id = "R1", .source = "s1"});
  fixture.relation("p", "founding", "c", "", "", {.id = "R2", .source = "s2"});
  const auto dot = read_dot(draw_all(fixture.finish()));
  REQUIRE(dot.edges.size() == 1);
  CHECK(holds(dot.edges.front().attributes.at("tooltip"), "s1; s2"));
  CHECK(holds(dot.edges.front().attributes.at("tooltip"), "[R1; R2]"));
  CHECK(dot.edges.front().attributes.at("arrowhead") == "dot");
}

TEST_CASE("centres are drawn strong") {
  const Records records = careers();
  const Selected selected(records, {});
  const Projection projection = project(selected);
  const std::vector<Vertex> centre{*projection.vertex_of(*records.find_entity("c_nv"))};
  const auto dot = read_dot(draw_graph(selected, projection, every(projection), {}, centre));
  CHECK(dot.nodes.at("c_nv").at("penwidth") == "2.6");
  CHECK(dot.nodes.at("u_m").at("penwidth") == "1.3");
}

TEST_CASE("only kept vertices and the facts between them are drawn, and the caption says so") {
  const Records records = careers();
  const Selected selected(records, {});
  const Projection projection = project(selected);
  const std::vector<Vertex> kept{*projection.vertex_of(*records.find_entity("p_pan")),
                                 *projection.vertex_of(*records.find_entity("c_nv"))};
  const std::vector<Vertex> again{kept[1], kept[0], kept[1]};
  const auto dot = read_dot(draw_graph(selected, projection, kept));
  CHECK(dot.nodes.size() == 2);
  CHECK(dot.edges.size() == 1);
  CHECK(holds(caption_of(dot), "drawn: 2 of 4 vertices"));
  CHECK(draw_graph(selected, projection, kept) == draw_graph(selected, projection, again));
  CHECK(read_dot(draw_graph(selected, projection, {})).nodes.empty());
  const std::vector<Vertex> outside{99};
  CHECK_THROWS_AS((void)draw_graph(selected, projection, outside), Error);
}

TEST_CASE("too large a picture is refused with a way out") {
  const Records records = careers();
  for (const DrawStyle& style : {DrawStyle{.max_vertices = 3}, DrawStyle{.max_edges = 2}}) {
    try {
      (void)draw_all(records, {}, style);
      FAIL("no error");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::limit);
      CHECK(holds(error.message(), style.max_edges == 2 ? "3 lines, more than the 2" : "4 vertices, more than the 3"));
      CHECK(holds(error.hint(), "neighbourhood"));
    }
  }
}

TEST_CASE("large graphs are laid out by forces with one line for facts that look alike") {
  RecordsFixture fixture;
  fixture.entity("c", "company");
  for (int i = 0; i < 70; ++i) {
    const std::string id = "p" + std::to_string(i);
    fixture.entity(id, "person");
    fixture.relation(id, "employment", "c", "2010", "2012").relation(id, "employment", "c", "2015", "2018");
  }
  const auto dot = read_dot(draw_all(fixture.finish()));
  CHECK(dot.graph.at("layout") == "neato");
  CHECK(dot.edges.size() == 70);
  CHECK(dot.edges.front().attributes.count("label") == 0);
  CHECK(count_of(dot.edges.front().attributes.at("tooltip"), "employment") == 2);
  CHECK(read_dot(draw_all(careers())).graph.at("layout") == "dot");
}

TEST_CASE("the picture does not depend on the order of rows") {
  std::vector<int> rows(40);
  std::optional<std::string> first;
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    renmai::Random random(seed);
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<int>(i);
    for (std::size_t i = rows.size(); i > 1; --i) std::swap(rows[i - 1], rows[random.below(i)]);
    RecordsFixture fixture;
    for (const int row : rows) {
      const std::string id = "p" + std::to_string(row % 20);
      if (row < 20) fixture.entity(id, "person", {.name = "Name " + id});
    }
    fixture.entity("c0", "company").entity("c1", "fund").entity("c2", "lab");
    for (const int row : rows) {
      const std::string id = "p" + std::to_string(row % 20);
      fixture.relation(id, row % 3 == 0 ? "study" : "employment", "c" + std::to_string(row % 3),
                       std::to_string(1990 + row));
    }
    const std::string dot = draw_all(fixture.finish());
    if (!first) first = dot;
    CHECK(dot == *first);
  }
}

TEST_CASE("hostile names, roles and ids make a picture that reads back") {
  const auto& names = renmai::test::hostile_names();
  RecordsFixture fixture;
  fixture.entity("c", "company", {.name = "C"});
  std::size_t good = 0;
  for (const std::string& name : names) {
    if (renmai::find_invalid_utf8(name) != std::string::npos) continue;
    const std::string id = "x" + name;
    fixture.entity(id, "person", {.name = name});
    fixture.relation(id, "employment", "c", "2020", "", {.role = name});
    ++good;
  }
  const std::uint64_t bad = fixture.report.bad_count();
  const std::string text = draw_all(fixture.finish(1000), {}, {.title = names[0] + names[1] + names[4]});
  const auto dot = read_dot(text);
  REQUIRE(dot.well_formed);
  CHECK(bad <= 4);
  CHECK(dot.nodes.size() + bad >= good + 1);
  // Reading and writing again changes nothing: no text was taken for something else.
  CHECK(read_dot(text).nodes == dot.nodes);
  for (const auto& node : dot.nodes) CHECK(node.second.at("label").find('\n') == std::string::npos);
}

TEST_CASE("a graph without facts is drawn by its edges and their weights") {
  RecordsFixture fixture;
  fixture.entity("a", "person").entity("b", "person").entity("c", "company");
  fixture.relation("a", "employment", "c", "2010", "2012").relation("b", "employment", "c", "2011", "2013");
  const Records records = fixture.finish();
  const Selected selected(records, {});
  Projection projection = project(selected);
  projection.facts.clear();
  projection.ends.clear();
  const auto dot = read_dot(draw_graph(selected, projection, every(projection)));
  REQUIRE(dot.edges.size() == 2);
  CHECK(dot.edges.front().label() == "1");
}

TEST_CASE("a dark picture is the same graph in other colours") {
  const std::string print = draw_all(careers());
  const std::string dark = draw_all(careers(), {}, {.dark = true});
  const auto colors = [](const std::string& dot) {
    std::vector<std::string> found;
    for (std::size_t at = dot.find('#'); at != std::string::npos; at = dot.find('#', at + 1))
      found.push_back(dot.substr(at, 7));
    return found;
  };
  const auto without = [](std::string dot) {
    for (std::size_t at = dot.find('#'); at != std::string::npos; at = dot.find('#', at + 7))
      dot.replace(at, 7, 7, '#');
    return dot;
  };
  CHECK(without(print) == without(dark));
  const auto in_print = colors(print);
  for (const std::string& color : colors(dark)) {
    CHECK_MESSAGE(std::find(in_print.begin(), in_print.end(), color) == in_print.end(), color);
  }
}
