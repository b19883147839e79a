// SPDX-License-Identifier: Apache-2.0
#include "format/graphml.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../support.hpp"
#include "base/error.hpp"
#include "one_text.hpp"

namespace renmai {
namespace {

constexpr test::TextForm form{.read = &read_graphml, .write = &write_graphml, .file = "graph.graphml"};

Records read(std::string_view text, Report& report) { return test::read_text(form, text, report); }
Records read(std::string_view text) { return test::read_text(form, text); }
std::string written(const Records& records) { return test::written_text(form, records); }

std::string wrapped(const std::string& inside, const std::string& direction = "directed") {
  return "<?xml version=\"1.0\"?><graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">"
         "<key id=\"d0\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>"
         "<key id=\"d1\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>"
         "<key id=\"d2\" for=\"node\" attr.name=\"flags\" attr.type=\"string\"/><graph edgedefault=\"" +
         direction + "\">" + inside + "</graph></graphml>";
}

TEST_CASE("graphml: a graph of another program") {
  const Records records =
      read(wrapped("<node id=\"a\"><data key=\"d0\">Ann &amp; B</data><data key=\"d2\">odd</data></node>"
                   "<node id=\"b\"/><edge source=\"a\" target=\"b\"><data key=\"d1\">2.5</data></edge>",
                   "undirected"));
  const Entity a = *records.find_entity("a");
  CHECK(records.entity_name(a) == "Ann & B");
  CHECK(records.entity_kind(a).name == "other");
  CHECK(records.entity_property(a, "input_flags") == "odd");
  REQUIRE(records.relation_count() == 1);
  CHECK(records.relations().weight[0] == 2.5);
  CHECK(records.relation_kind(0).name == "edge");
  CHECK(records.relation_property(0, "direction") == "undirected");
}

TEST_CASE("graphml: nodes of a graph inside a node tell their group; data after it and hyperedges are noticed") {
  Report report;
  const Records records = read(
      wrapped("<node id=\"g\"><data key=\"d0\">Group</data><graph edgedefault=\"directed\"><node id=\"a\"/></graph>"
              "<data key=\"d2\">late</data></node><hyperedge/>"),
      report);
  CHECK(records.entity_property(*records.find_entity("a"), "group") == "g");
  CHECK(records.entity_name(*records.find_entity("g")) == "Group");
  REQUIRE(report.notices().size() == 1);
  CHECK(report.notices()[0].count == 2);
}

TEST_CASE("graphml: what is written is read back, every field of it") {
  test::RecordsFixture f;
  const std::vector<NamedText> properties{{"label", "mine"}, {"prop:x", "y"}, {"free", "a\nb\t<&>\""}};
  f.builder.schema().extend("[relation.advises]\ntraits = [\"mentorship\"]\n", "schema");
  f.builder.add_source({.id = "s", .title = "Source"}, {});
  f.entity("x<1>", "company", {.name = "X & Co", .aliases = "X;Y", .flags = "collective"});
  f.entity("p", "person", {.name = "人脉", .properties = properties});
  f.entity("q", "person");
  f.relation("p", "employment", "x<1>", "2001~", "..", {.id = "R1", .role = "chief \"x\"", .confidence = "likely"});
  f.relation("p", "advises", "q", "", "", {.weight = "2", .properties = properties});
  f.builder.dataset().name = "a \"set\"";
  const Records records = f.finish();
  const std::string text = written(records);
  Report report;
  const Records again = read(text, report);
  CHECK(report.notices().empty());
  CHECK(written(again) == text);
  CHECK(again.dataset().name == "a \"set\"");
  CHECK(again.entity_property(*again.find_entity("p"), "label") == "mine");
  CHECK(again.relation_kind(*again.find_relation("R1")).name == "employment");
  CHECK(again.schema().find_relation_kind("advises"));
}

TEST_CASE("graphml: entities are neither expanded nor fetched") {
  const std::string laughs =
      "<?xml version=\"1.0\"?><!DOCTYPE g [<!ENTITY a \"ha\"><!ENTITY b "
      "\"&a;&a;&a;\">]><graphml><graph>&b;</graph></graphml>";
  const std::string external =
      "<!DOCTYPE g SYSTEM \"file:///etc/passwd\"><graphml><graph edgedefault=\"directed\"/></graphml>";
  for (const std::string& text : {laughs, external}) {
    try {
      static_cast<void>(read(text));
      FAIL("read");
    } catch (const Error& error) {
      CHECK(error.message() == "a document type is not read");
      CHECK(error.place() == "graph.graphml:1");
    }
  }
}

TEST_CASE("graphml: broken texts are refused at their place, bad rows with their line") {
  for (const char* text : {"", "<graphml>", "<graphml></graphml>", "<html/>", "nonsense", "<graphml><graph></graphml>"})
    CHECK_THROWS_AS(read(text), Error);
  std::string deep;
  for (int k = 0; k < 70; ++k) deep += "<node id=\"n" + std::to_string(k) + "\"><graph edgedefault=\"directed\">";
  CHECK_THROWS_AS(read("<graphml><graph edgedefault=\"directed\">" + deep), Error);
  Report report;
  const Records records =
      read(wrapped("\n<node id=\"a\"/>\n<node id=\"a\"/>\n<edge source=\"a\" target=\"nobody\"/>"), report);
  CHECK(records.entity_count() == 1);
  REQUIRE(report.bad_count() == 1);
  CHECK(report.faults()[0].place.starts_with("graph.graphml:4"));
  CHECK(report.notices().size() == 1);
}

}  // namespace
}  // namespace renmai
