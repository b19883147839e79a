// SPDX-License-Identifier: Apache-2.0
#include "draw/lineage_picture.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../support.hpp"
#include "draw/render.hpp"
#include "support.hpp"

using renmai::draw_lineage;
using renmai::Projection;
using renmai::Records;
using renmai::Selected;
using renmai::Vertex;
using renmai::test::read_dot;
using renmai::test::RecordsFixture;

namespace {

std::string draw_mentors(RecordsFixture& fixture) {
  const Records records = fixture.finish();
  const Selected selected(records, {});
  const Projection projection = project(selected, {.directed = true});
  std::vector<Vertex> all;
  for (const Vertex v : projection.graph.vertices()) all.push_back(v);
  return draw_lineage(selected, projection, all, {.title = "Lineage"});
}

/// The vertical place of a vertex in a layout: Graphviz counts upwards.
double height_of(const std::string& svg, const std::string& name) {
  const auto title = svg.find("<title>" + name + "</title>");
  const auto y = svg.find(" y=\"", title);
  REQUIRE(title != std::string::npos);
  return -std::stod(svg.substr(y + 4));
}

}  // namespace

TEST_CASE("only mentorship is drawn, with dates, and doubt is dashed") {
  RecordsFixture fixture;
  fixture.entity("a", "person").entity("b", "person").entity("c", "person").entity("u", "university");
  fixture.relation("a", "mentorship", "b", "2010", "2015~").relation("b", "study", "u", "2010");
  fixture.relation("b", "mentorship", "c", "", "", {.confidence = "likely"});
  const auto dot = read_dot(draw_mentors(fixture));
  REQUIRE(dot.edges.size() == 2);
  CHECK(dot.edges[0].from == "a");
  CHECK(dot.edges[0].to == "b");
  CHECK(dot.edges[0].label() == "mentorship<BR/>2010 – 2015~");
  CHECK(dot.edges[1].attributes.at("style") == "dashed");
  CHECK(dot.title.find("Lineage") != std::string::npos);
}

TEST_CASE("a mentor stands above every mentee") {
  RecordsFixture fixture;
  for (const char* id : {"m1", "m2", "n1", "n2", "o1"}) fixture.entity(id, "person");
  fixture.relation("m1", "mentorship", "n1").relation("m1", "mentorship", "n2").relation("m2", "mentorship", "o1");
  fixture.relation("n2", "mentorship", "o1");
  const std::string svg = renmai::render(draw_mentors(fixture), "svg");
  CHECK(height_of(svg, "m1") > height_of(svg, "n1"));
  CHECK(height_of(svg, "m1") > height_of(svg, "n2"));
  CHECK(height_of(svg, "n2") > height_of(svg, "o1"));
  CHECK(height_of(svg, "m2") > height_of(svg, "o1"));
}

TEST_CASE("a circle of mentors is still drawn") {
  RecordsFixture fixture;
  fixture.entity("a", "person").entity("b", "person");
  fixture.relation("a", "mentorship", "b", "2000", "2001").relation("b", "mentorship", "a", "2010", "2011");
  const std::string text = draw_mentors(fixture);
  CHECK(read_dot(text).edges.size() == 2);
  CHECK(renmai::test::is_xml(renmai::render(text, "svg")));
}
