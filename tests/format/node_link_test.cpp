// SPDX-License-Identifier: Apache-2.0
#include "format/node_link.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "files.hpp"
#include "one_text.hpp"
#include "support.hpp"

using namespace renmai;
using renmai::test::error_of;

namespace {

constexpr test::TextForm form{.read = &read_node_link, .write = &write_node_link, .file = "g.json"};

Records read(std::string_view text, Report& report) { return test::read_text(form, text, report); }
Records read(std::string_view text) { return test::read_sound_text(form, text); }
std::string written(const Records& records) { return test::written_text(form, records); }

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("node-link: a graph as NetworkX writes it") {
  const Records records = read(
      R"({"directed": true, "multigraph": true, "graph": {"name": "g", "list": [1]},
"nodes": [{"kind": "person", "label": "Ann \u00e9", "place": "Oslo", "tags": ["x", {"y": 1}], "id": 7}, {"id": "b"}],
"edges": [{"weight": 2.5, "start": 2010, "since": true, "source": 7, "target": "b", "key": 0},
          {"source": "b", "target": 7, "key": 0}]})");
  CHECK(records.entity_count() == 2);
  const Entity ann = records.find_entity("7").value();
  CHECK(records.entity_name(ann) == "Ann \u00e9");
  CHECK(records.entity_kind(ann).name == "person");
  CHECK(records.entity_property(ann, "input_place") == "Oslo");
  CHECK(records.entity_property(ann, "tags") == R"(["x", {"y": 1}])");
  CHECK(records.entity_kind(records.find_entity("b").value()).name == "other");
  REQUIRE(records.relation_count() == 2);
  const Relation r = records.relations().from[0] == ann ? 0 : 1;
  CHECK(records.relations().weight[r] == 2.5);
  CHECK(records.date_text(records.relations().start[r]) == "2010");
  CHECK(records.relation_property(r, "since") == "true");
  CHECK(records.relation_property(r, "key") == "0");
  CHECK(records.relation_property(r, "direction").empty());
  CHECK(records.relation_kind(r).name == "edge");
}

TEST_CASE("node-link: links may come first, and nodes without ids are known by their places") {
  const Records d3 = read(
      R"({"links":[{"source":1,"target":0,"value":3}],"nodes":[{"name":"Myriel","group":1},{"name":"Napoleon"}],"x":[]})");
  CHECK(d3.entity_name(d3.find_entity("0").value()) == "Myriel");
  REQUIRE(d3.relation_count() == 1);
  CHECK(d3.relations().to[0] == d3.find_entity("0").value());
  CHECK(d3.relation_property(0, "value") == "3");
  CHECK(d3.relation_property(0, "direction") == "undirected");
  Report report;
  (void)read(R"({"nodes":[{"id":"a"},{"name":"b"}],"links":[{"source":0,"target":1}]})", report);
  CHECK(report.bad_count() == 2);
  Report other;
  (void)read(R"({"nodes":[{"name":"b"},{"id":"a"}]})", other);
  REQUIRE(other.bad_count() == 1);
  CHECK(other.faults()[0].place == "g.json:1:24");
  CHECK(other.faults()[0].message == "a node with an id, where the first has none");
}

TEST_CASE("node-link: what is written is read back, every field of it") {
  test::RecordsFixture f;
  const std::vector<NamedText> properties{{"label", "mine"}, {"prop:x", "y"},  {"key", "k"},
                                          {"target", "t"},   {"free", "\"\n"}, {"source_id", "z"}};
  f.builder.schema().extend("[relation.advises]\ntraits = [\"mentorship\"]\n", "schema");
  f.builder.add_source({.id = "s", .title = "Source"}, {});
  f.entity("x\"1", "company", {.name = "X & Co", .aliases = "X; Y", .flags = "collective"});
  f.entity("p", "person", {.name = "人脉", .properties = properties});
  f.entity("q", "person");
  f.relation("p", "employment", "x\"1", "2001~", "..",
             {.id = "R1", .role = "chief \"x\"", .confidence = "likely", .source = "s", .locator = "p. 3"});
  f.relation("p", "advises", "q", "", "", {.weight = "2e-300", .properties = properties});
  f.builder.dataset().name = "a \"set\"";
  const Records records = f.finish();
  const std::string text = written(records);
  Report report;
  const Records again = read(text, report);
  CHECK(report.bad_count() == 0);
  CHECK(report.notices().empty());
  CHECK(written(again) == text);
  CHECK(again.dataset().name == "a \"set\"");
  CHECK(again.entity_property(again.find_entity("p").value(), "label") == "mine");
  const Relation r = again.find_relation("R1").value();
  CHECK(again.relation_kind(r).name == "employment");
  CHECK(again.source_id(r) == "s");
  CHECK(again.schema().find_relation_kind("advises"));
}

TEST_CASE("node-link: claims are left out and noticed") {
  test::RecordsFixture f;
  f.entity("p", "person");
  f.builder.add_claim({.id = "c", .metric = "m", .subject = "p"}, {});
  const Records records = f.finish();
  Report report;
  Exported exported(records, report);
  std::ostringstream out;
  write_node_link(exported, out);
  CHECK(report.notice_count("claim left out") == 1);
}

TEST_CASE("node-link: broken texts are refused at their place") {
  const auto check = [](const std::string& text, std::string_view place, std::string_view message) {
    const Error error = error_of([&] { (void)read(text); });
    CHECK(error.place() == place);
    CHECK(error.message().find(message) != std::string::npos);
  };
  check("", "g.json:1:1", "'{' is wanted here");
  check("[]", "g.json:1:1", "'{' is wanted here");
  check("{}", "g.json:1", "no list 'nodes'");
  check("{\"nodes\":\n [{\"id\":1}", "g.json:2:11", "ends too early");
  check("{\"nodes\": [}]}", "g.json:1:12", "a bracket closes");
  check("{\"nodes\": [{\"id\": \"x]}", "g.json:1:23", "ends inside a text in quotes");
  check("{\"nodes\": [], \"nodes\": []}", "g.json:1", "'nodes' stands twice");
  check("{\"nodes\": [], \"links\": [], \"edges\": []}", "g.json:1", "both 'links' and 'edges'");
  check("{\"nodes\": {}}", "g.json:1:11", "'[' is wanted here");
  check("{\"nodes\": []} {", "g.json:1:15", "text after the JSON object");
  check("{\"nodes\": [{\"id\": \"\xff\"}]}", "g.json:1:20", "not UTF-8");
  check("{\"a\": " + nested(65) + "}", "g.json:1:71", "nested more than 64 deep");
  check("{\"a\": " + std::string(100'000, '['), "g.json:1:71", "nested more than 64 deep");
  std::string many = "{\"nodes\": [{\"id\": 1";
  for (int k = 0; k < 5000; ++k) many += ", \"k" + std::to_string(k) + "\": 1";
  CHECK(error_of([&] { (void)read(many + "}]}"); }).kind() == ErrorKind::limit);
}

TEST_CASE("node-link: a bad node or edge is told with its place") {
  const auto check = [](const std::string& node, std::string_view message) {
    Report report;
    (void)read("{\"nodes\": [{\"id\": \"a\"},\n  " + node + "]}", report);
    REQUIRE(report.bad_count() == 1);
    CHECK(report.faults()[0].place == "g.json:2:3");
    CHECK(report.faults()[0].message.find(message) != std::string::npos);
  };
  check("{\"id\": \"a\", \"x\": 1}", "duplicate id 'a'");
  check("{\"id\": \"b\", \"id\": \"c\"}", "a key that stands twice");
  check("{\"id\": \"b\" \"x\"}", "no flat JSON object");
  check("{\"id\": 01}", "this is no JSON number");
  check("{\"id\": \"\\u0000\"}", "a NUL character");
  check("\"b\"", "no flat JSON object");
  Report report;
  (void)read("{\"nodes\": [{\"id\": \"a\"}], \"links\": [{\"source\": \"a\", \"target\": \"z\"}, {\"source\": \"a\"}]}",
             report);
  REQUIRE(report.bad_count() == 2);
  CHECK(report.faults()[0].place == "g.json:1:36");
  CHECK(report.faults()[1].message == "a relation wants 'to'");
}

TEST_CASE("node-link: such texts are known by their beginning") {
  CHECK(begins_as_node_link("{\"directed\": false, "));
  CHECK(begins_as_node_link("\n{\"name\": \"x\", \"nodes\": [ {\"id\": \"" + std::string(1 << 20, 'x')));
  CHECK(begins_as_node_link("{\"links\": []"));
  CHECK_FALSE(begins_as_node_link("{\"name\": \"x\", \"links\": [\"https://x.org\"], \"graph\": 1}"));
  CHECK_FALSE(begins_as_node_link("{\"name\": \"nodes\"}\n"));
  CHECK_FALSE(begins_as_node_link("{\"name"));
  CHECK_FALSE(begins_as_node_link("graph {}"));
}
