// SPDX-License-Identifier: Apache-2.0
#include "format/gexf.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../support.hpp"
#include "base/error.hpp"
#include "files.hpp"
#include "one_text.hpp"

namespace renmai {
namespace {

constexpr test::TextForm form{.read = &read_gexf, .write = &write_gexf, .file = "graph.gexf"};

Records read(std::string_view text, Report& report) { return test::read_text(form, text, report); }
Records read(std::string_view text) { return test::read_text(form, text); }
std::string written(const Records& records) { return test::written_text(form, records); }

/// A graph of nodes a, b and c with what is inside <edges>.
std::string edges(const std::string& inside, const std::string& graph = "defaultedgetype=\"directed\"") {
  return "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\"><graph " + graph +
         "><nodes><node id=\"a\"/><node id=\"b\"/><node id=\"c\"/></nodes><edges>" + inside + "</edges></graph></gexf>";
}

std::string start_of(const Records& records, std::string_view id) {
  return std::string(records.date_text(records.relations().start[*records.find_relation(id)]));
}

std::string end_of(const Records& records, std::string_view id) {
  return std::string(records.date_text(records.relations().end[*records.find_relation(id)]));
}

TEST_CASE("gexf: a graph as Gephi writes it") {
  const Records records = read(
      "<?xml version='1.0' encoding='UTF-8'?>"
      "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\">"
      "<meta lastmodifieddate=\"2022-05-01\"><creator>Gephi 0.9</creator><description></description></meta>"
      "<graph defaultedgetype=\"directed\" timeformat=\"date\" timerepresentation=\"interval\" mode=\"dynamic\">"
      "<attributes class=\"node\" mode=\"static\"><attribute id=\"kind\" title=\"kind\" type=\"string\"/>"
      "<attribute id=\"flags\" title=\"flags\" type=\"string\"><default>odd</default></attribute>"
      "<attribute id=\"s\" type=\"integer\"/></attributes>"
      "<attributes class=\"edge\" mode=\"static\"><attribute id=\"kind\" title=\"Since\" "
      "type=\"integer\"/></attributes>"
      "<nodes><node id=\"a\" label=\"Ann &amp; B\" start=\"2001-02-03\" end=\"2010-01-01\"><attvalues>"
      "<attvalue for=\"kind\" value=\"person\"/><attvalue for=\"s\" value=\"7\"/></attvalues>"
      "<viz:size value=\"10.0\"/><viz:position x=\"1.0\" y=\"2.0\"/><viz:color r=\"1\" g=\"2\" b=\"3\"/></node>"
      "<node id=\"b\" label=\"B\"><attvalues><attvalue for=\"flags\" value=\"mine\"/></attvalues></node></nodes>"
      "<edges><edge id=\"7\" source=\"a\" target=\"b\" label=\"chief\" kind=\"employment\" weight=\"2.5\" "
      "start=\"2001-02-03\"><viz:color r=\"1\" g=\"2\" b=\"3\"/><attvalues><attvalue for=\"kind\" value=\"5\"/>"
      "</attvalues></edge></edges></graph></gexf>");
  const Entity a = *records.find_entity("a");
  const Entity b = *records.find_entity("b");
  CHECK(records.entity_name(a) == "Ann & B");
  CHECK(records.entity_kind(a).name == "person");
  CHECK(records.entity_kind(b).name == "other");
  CHECK(records.entity_property(a, "s") == "7");
  CHECK(records.entity_property(a, "start") == "2001-02-03");
  CHECK(records.entity_property(a, "end") == "2010-01-01");
  CHECK(records.entity_property(a, "input_flags") == "odd");
  CHECK(records.entity_property(b, "input_flags") == "mine");
  REQUIRE(records.relation_count() == 1);
  CHECK(records.relation_id(0) == "7");
  CHECK(records.relation_kind(0).name == "employment");
  CHECK(records.relations().weight[0] == 2.5);
  CHECK(records.text(records.relations().role[0]) == "chief");
  CHECK(records.relation_property(0, "Since") == "5");
  CHECK(records.relation_property(0, "direction").empty());
  CHECK(start_of(records, "7") == "2001-02-03");
  CHECK(end_of(records, "7").empty());
}

TEST_CASE("gexf: graphs of the versions 1.1 and 1.2, with parents, slices and nodes in nodes") {
  const Records records = read(
      "<gexf xmlns=\"http://www.gexf.net/1.1draft\" version=\"1.1\"><graph><nodes>"
      "<node id=\"g\" label=\"G\"><nodes><node id=\"h\"><attvalues/><nodes><node "
      "id=\"i\"/></nodes></node></nodes></node>"
      "<node id=\"p\" pid=\"g\"/><node id=\"q\"><parents><parent for=\"h\"/></parents></node></nodes>"
      "<edges><edge id=\"0\" source=\"p\" target=\"q\"><slices><slice start=\"2001\" end=\"2003\"/></slices></edge>"
      "<edge id=\"1\" source=\"p\" target=\"q\" type=\"directed\"/><edge id=\"2\" source=\"q\" target=\"p\" "
      "type=\"mutual\"/></edges></graph></gexf>");
  const auto group = [&](std::string_view id) { return records.entity_property(*records.find_entity(id), "group"); };
  CHECK(group("g").empty());
  CHECK(group("h") == "g");
  CHECK(group("i") == "h");
  CHECK(group("p") == "g");
  CHECK(group("q") == "h");
  const auto direction = [&](std::string_view id) {
    return records.relation_property(*records.find_relation(id), "direction");
  };
  CHECK(direction("0") == "undirected");
  CHECK(direction("1").empty());
  CHECK(direction("2") == "mutual");
  CHECK(start_of(records, "0") == "2001");
  CHECK(end_of(records, "0") == "2003");
}

TEST_CASE("gexf: each spell of an edge is a relation, those of a node are a property") {
  const Records records = read(
      "<gexf><graph defaultedgetype=\"directed\"><nodes><node id=\"a\"><spells><spell start=\"2001\" end=\"2003.0\"/>"
      "<spell start=\"2005\" end=\"Infinity\"/></spells></node><node id=\"b\" timestamps=\"&lt;[2001.0, "
      "2004]&gt;\"/></nodes>"
      "<edges><edge id=\"e\" source=\"a\" target=\"b\" weight=\"3\" start=\"1990\"><spells>"
      "<spell start=\"2001-05-01T10:00:00.000Z\" endopen=\"2003-06-02+01:00\"/><spell start=\"2005\"/>"
      "<spell end=\"2009\"/></spells></edge>"
      "<edge id=\"f\" source=\"a\" target=\"b\" intervals=\"&lt;[2001.0, 2002.0]; [2004.0, 2006.0]&gt;\"/>"
      "<edge id=\"t\" source=\"a\" target=\"b\"><spells><spell timestamp=\"2001.0\"/><spell timestamp=\"2002\"/>"
      "</spells></edge></edges></graph></gexf>");
  CHECK(records.entity_property(*records.find_entity("a"), "spells") == "2001/2003; 2005/..");
  CHECK(records.entity_property(*records.find_entity("b"), "attested") == "2001; 2004");
  REQUIRE(records.relation_count() == 6);
  CHECK(start_of(records, "e") == "2001-05-01");
  CHECK(end_of(records, "e") == "2003-06-02");
  CHECK(start_of(records, "e#2") == "2005");
  CHECK(end_of(records, "e#3") == "2009");
  CHECK(records.relations().weight[*records.find_relation("e#3")] == 3);
  CHECK(start_of(records, "f#2") == "2004");
  CHECK(records.attested_text(*records.find_relation("t")) == "2001; 2002");
}

TEST_CASE("gexf: numbers that are no year are kept and noticed, as are values that change") {
  Report report;
  const Records records =
      read(edges("<edge id=\"x\" source=\"a\" target=\"b\" start=\"3.5\" end=\"20000\"/>"
                 "<edge id=\"y\" source=\"a\" target=\"b\" start=\"800\" end=\"None\"><attvalues>"
                 "<attvalue for=\"size\" value=\"1\" start=\"2001\" end=\"2002\"/>"
                 "<attvalue for=\"size\" value=\"2\" start=\"2002\"/><attvalue for=\"start\" value=\"long ago\"/>"
                 "</attvalues></edge><edge id=\"z\" source=\"a\" target=\"b\"><attvalues>"
                 "<attvalue for=\"start\" value=\"2001.0\"/><attvalue for=\"label\" value=\"l\"/></attvalues></edge>",
                 "defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"double\""),
           report);
  const Relation x = *records.find_relation("x");
  const Relation y = *records.find_relation("y");
  CHECK(start_of(records, "x").empty());
  CHECK(records.relation_property(x, "input_start") == "3.5");
  CHECK(records.relation_property(x, "input_end") == "20000");
  CHECK(start_of(records, "y") == "0800");
  CHECK(end_of(records, "y").empty());
  CHECK(records.relation_property(y, "size") == "2");
  CHECK(records.relation_property(y, "input_start") == "long ago");
  CHECK(start_of(records, "z") == "2001");
  CHECK(records.text(records.relations().role[*records.find_relation("z")]) == "l");
  CHECK(report.notice_count("gexf") == 3);
  CHECK(report.bad_count() == 0);
}

TEST_CASE("gexf: what is written is read back, every field of it") {
  test::RecordsFixture f;
  const std::vector<NamedText> properties{
      {"label", "mine"}, {"prop:x", "y"}, {"free", "a\nb\t<&>\""}, {"start", "s"}, {"group", "g"}};
  f.builder.schema().extend("[relation.advises]\ntraits = [\"mentorship\"]\n", "schema");
  f.entity("x<1>", "company", {.name = "X & Co", .aliases = "X;Y", .flags = "collective"});
  f.entity("p", "person", {.name = "人脉", .properties = properties});
  f.entity("q", "person");
  f.relation("p", "employment", "x<1>", "2001~", "..",
             {.id = "R1", .role = "chief \"x\"", .attested = "2003;2004", .place = "x<1>", .confidence = "likely"});
  f.relation("p", "advises", "q", "[2001..2004]", "201X", {.weight = "2", .source = "s", .properties = properties});
  f.relation("q", "employment", "x<1>", "2001-05", "2003");
  f.builder.dataset().name = "a \"set\"";
  const Records records = f.finish();
  const std::string text = written(records);
  Report report;
  const Records again = read(text, report);
  CHECK(report.notices().empty());
  CHECK(written(again) == text);
  CHECK(again.content_hash() == records.content_hash());
  CHECK(again.dataset().name == "a \"set\"");
  CHECK(again.entity_property(*again.find_entity("p"), "label") == "mine");
  CHECK(again.relation_kind(*again.find_relation("R1")).name == "employment");
  CHECK(again.schema().find_relation_kind("advises"));
  CHECK(text.find("<spells><spell start=\"2001-05-01\" end=\"2003-12-31\"/></spells>") != std::string::npos);
  CHECK(text.find("<spells><spell start=\"2000-01-01\"/></spells>") != std::string::npos);
}

TEST_CASE("gexf: a file of ours that another program wrote again keeps its kinds and dates") {
  test::RecordsFixture f;
  f.entity("a", "person").entity("b", "company");
  f.relation("a", "employment", "b", "2001-05", "2003", {.id = "R", .role = "chief", .weight = "2"});
  std::string text = written(f.finish());
  text.replace(text.find("urn:renmai"), 10, "urn:others");
  Report report;
  const Records again = read(text, report);
  CHECK(report.notices().empty());
  const Relation r = *again.find_relation("R");
  CHECK(again.relation_kind(r).name == "employment");
  CHECK(again.text(again.relations().role[r]) == "chief");
  CHECK(again.relations().weight[r] == 2);
  CHECK(start_of(again, "R") == "2001-05-01");
  CHECK(again.relation_property(r, "input_start") == "2001-05");
  CHECK(again.relation_property(r, "input_kind").empty());
}

TEST_CASE("gexf: entities are neither expanded nor fetched") {
  const std::string laughs =
      "<?xml version=\"1.0\"?><!DOCTYPE g [<!ENTITY a \"ha\"><!ENTITY b "
      "\"&a;&a;&a;\">]><gexf><graph>&b;</graph></gexf>";
  const std::string external = "<!DOCTYPE g SYSTEM \"file:///etc/passwd\"><gexf><graph/></gexf>";
  for (const std::string& text : {laughs, external}) {
    const Error error = test::error_of([&] { static_cast<void>(read(text)); });
    CHECK(error.message() == "a document type is not read");
    CHECK(error.place() == "graph.gexf:1");
  }
}

TEST_CASE("gexf: broken and hostile texts are refused at their place, bad rows with their line") {
  for (const char* text : {"", "<gexf>", "<gexf></gexf>", "<html/>", "<graph/>", "nonsense", "<gexf><graph></gexf>",
                           "<gexf><graph><nodes><node id=\"a\""})
    CHECK(test::error_of([&] { static_cast<void>(read(text)); }).kind() == ErrorKind::input);
  std::string deep = "<gexf><graph><nodes>";
  for (int k = 0; k < 70; ++k) deep += "<node id=\"n" + std::to_string(k) + "\"><nodes>";
  CHECK(test::error_of([&] { static_cast<void>(read(deep)); }).kind() == ErrorKind::limit);
  std::string spells, defaults = "<gexf><graph><attributes class=\"node\">";
  for (int k = 0; k < 10'001; ++k) spells += "<spell/>";
  for (int k = 0; k < 1025; ++k)
    defaults += "<attribute id=\"" + std::to_string(k) + "\"><default>1</default></attribute>";
  const std::string many = edges("<edge id=\"e\" source=\"a\" target=\"b\">" + spells + "</edge>");
  CHECK(test::error_of([&] { static_cast<void>(read(many)); }).kind() == ErrorKind::limit);
  CHECK(test::error_of([&] { static_cast<void>(read(defaults)); }).kind() == ErrorKind::limit);
  CHECK(read("<gexf><graph><attributes><attribute id=\"a\"><default><attribute/>1</default></attribute></attributes>"
             "<nodes><node id=\"a\"><edge/></node></nodes></graph></gexf>")
            .entity_count() == 1);
  Report report;
  const Records records = read(edges("\n<edge id=\"1\" source=\"a\" target=\"b\"/>\n<edge id=\"2\" source=\"a\" "
                                     "target=\"nobody\"/>\n<edge id=\"3\" source=\"a\" target=\"b\" start=\"2003\" "
                                     "end=\"2001\"/>"),
                               report);
  CHECK(records.relation_count() == 1);
  REQUIRE(report.bad_count() == 2);
  CHECK(report.faults()[0].place.starts_with("graph.gexf:3"));
  CHECK(report.faults()[1].message == "the end 2001 is before the start 2003");
}

}  // namespace
}  // namespace renmai
