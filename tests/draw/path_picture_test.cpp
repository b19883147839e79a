// SPDX-License-Identifier: Apache-2.0
#include "draw/path_picture.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../support.hpp"
#include "base/error.hpp"
#include "support.hpp"

using renmai::draw_path;
using renmai::Error;
using renmai::Records;
using renmai::Table;
using renmai::test::caption_of;
using renmai::test::holds;
using renmai::test::read_dot;
using renmai::test::RecordsFixture;

namespace {

using Texts = std::vector<std::string>;

struct Step {
  std::int64_t path;
  std::int64_t step;
  const char* from;
  const char* to;
  const char* direction;
  double confidence = 1;
};

Table path_table(const std::vector<Step>& steps) {
  Table table;
  std::vector<std::int64_t> path, step;
  std::vector<double> confidence;
  Texts from, to, relation, direction;
  for (const Step& s : steps) {
    path.push_back(s.path);
    step.push_back(s.step);
    from.emplace_back(s.from);
    to.emplace_back(s.to);
    relation.push_back(std::string("R-") + s.from + "-" + s.to);
    direction.emplace_back(s.direction);
    confidence.push_back(s.confidence);
  }
  const auto named = [](Texts ids) {
    for (std::string& id : ids) id = id.empty() ? "(redacted)" : "Name " + id;
    return ids;
  };
  const std::size_t rows = steps.size();
  table.add("step", step).add("from", named(from)).add("relation", relation).add("to", named(to));
  table.add("kind", Texts(rows, "employment")).add("start", Texts(rows, "2020~")).add("end", Texts(rows, ".."));
  table.add("confidence", confidence).add("source", Texts(rows, "s1"));
  table.add("from_id", from).add("to_id", to).add("path", path).add("direction", direction);
  table.stamp = {{"paths", "1"}};
  return table;
}

Records records() {
  RecordsFixture fixture;
  fixture.entity("a", "person", {.name = "余志鼎"}).entity("b", "person", {.name = "B"});
  fixture.entity("c", "company", {.name = "C"}).entity("d", "company", {.name = "D"});
  return fixture.finish();
}

}  // namespace

TEST_CASE("a path goes from left to right and arrowheads as the relations lead") {
  const auto dot = read_dot(draw_path(records(), path_table({{1, 1, "a", "c", "out"}, {1, 2, "c", "b", "in", 0.75}})));
  CHECK(dot.graph.at("rankdir") == "LR");
  CHECK(dot.nodes.size() == 3);
  CHECK(holds(dot.nodes.at("a").at("label"), "余志鼎"));
  CHECK(dot.nodes.at("c").at("style") == "filled");
  REQUIRE(dot.edges.size() == 2);
  CHECK(dot.edges[0].from == "a");
  CHECK(dot.edges[0].label() == "employment<BR/>2020~ – ..");
  CHECK(dot.edges[0].attributes.at("arrowhead") == "none");
  CHECK(dot.edges[1].from == "c");
  CHECK(dot.edges[1].attributes.at("dir") == "back");
  CHECK(dot.edges[1].attributes.at("style") == "dashed");
  CHECK(dot.nodes.at("a").at("penwidth") == dot.nodes.at("b").at("penwidth"));
  CHECK(dot.nodes.at("a").at("penwidth") != dot.nodes.at("c").at("penwidth"));
  CHECK(holds(caption_of(dot), "paths: 1"));
}

TEST_CASE("paths that pass the same entity share it and the steps they have in common") {
  const auto dot = read_dot(draw_path(records(), path_table({{1, 1, "a", "c", "out"},
                                                             {1, 2, "c", "b", "in"},
                                                             {2, 1, "a", "d", "out"},
                                                             {2, 2, "d", "b", "in"},
                                                             {3, 1, "a", "c", "out"}})));
  CHECK(dot.nodes.size() == 4);
  CHECK(dot.edges.size() == 4);
}

TEST_CASE("someone redacted is one stranger in each path") {
  const std::string text = draw_path(
      records(),
      path_table({{1, 1, "a", "", "out"}, {1, 2, "", "b", "in"}, {2, 1, "a", "", "out"}, {2, 2, "", "b", "in"}}));
  const auto dot = read_dot(text);
  CHECK(dot.nodes.size() == 4);
  CHECK(dot.edges.size() == 4);
  CHECK(holds(text, "(redacted)"));
}

TEST_CASE("no path is a picture that says so") {
  const auto dot = read_dot(draw_path(records(), path_table({})));
  CHECK(dot.well_formed);
  CHECK(dot.nodes.empty());
  CHECK(holds(caption_of(dot), "No path."));
}

TEST_CASE("a table that is no path names the missing column") {
  Table table;
  table.add("step", std::vector<std::int64_t>{1});
  CHECK_THROWS_AS((void)draw_path(records(), table), Error);
  CHECK_THROWS_AS((void)draw_path(records(), path_table({{1, 1, "a", "c", "out"}}), {.max_vertices = 1}), Error);
}
