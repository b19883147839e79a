// SPDX-License-Identifier: Apache-2.0
#include "format/pajek.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../support.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "files.hpp"
#include "one_text.hpp"

namespace renmai {
namespace {

constexpr test::TextForm form{
    .read = &read_pajek, .write = &write_pajek, .file = "graph.net", .duplicates = Duplicates::keep};

Records read(std::string_view text, Report& report) { return test::read_text(form, text, report); }
Records read(std::string_view text) { return test::read_text(form, text); }
std::string written(const Records& records) { return test::written_text(form, records); }

/// Ends, kind, weight, times and role of every relation, sorted.
std::string told(const Records& records) {
  std::vector<std::string> lines;
  const RelationColumns& c = records.relations();
  for (Relation r = 0; r < records.relation_count(); ++r) {
    std::string line = std::string(records.entity_id(c.from[r])) + ">" + std::string(records.entity_id(c.to[r])) + " " +
                       records.relation_kind(r).name + " " + std::to_string(static_cast<int>(c.weight[r]));
    if (c.start[r] != 0) line += " from " + std::string(records.date_text(c.start[r]));
    if (c.end[r] != 0) line += " to " + std::string(records.date_text(c.end[r]));
    if (!records.relation_property(r, "direction").empty()) line += " undirected";
    if (c.role[r] != 0) line += " as " + std::string(records.text(c.role[r]));
    if (!records.relation_property(r, "c").empty()) line += " c " + std::string(records.relation_property(r, "c"));
    lines.push_back(line + "\n");
  }
  std::sort(lines.begin(), lines.end());
  return join(lines, "");
}

TEST_CASE("pajek: a network as Pajek writes it, with relations, times and drawing") {
  Report report;
  const Records records = read(
      "*Network An example\r\n% a comment\r\n*Vertices 4\r\n"
      "  1 \"Ann &amp; &#26446; &#x674E; &#\"   0.1000 0.2000 0.5000 box ic Red bc Blue [2001-2004,2006]\r\n"
      "2 \"B\" [1999-*]\n4 Four 0.5 0.5\n\n*Arcs :1 \"works for\"\n1 2 1 c Blue l \"chief\" [2001-2003,2005-*]\n"
      "2 1 2.5\n*Edges :2\n1 4\n*Arcs :1\n4 4\n*Arcs\n1: 4 1 3\n2: 4 2\n4 3 1 odd\n",
      report);
  CHECK(records.entity_count() == 4);
  const Entity a = *records.find_entity("1");
  CHECK(records.entity_name(a) == "Ann &amp; 李 李 &#");
  CHECK(records.entity_name(*records.find_entity("3")) == "3");
  CHECK(records.entity_name(*records.find_entity("4")) == "Four");
  CHECK(records.entity_property(a, "ic") == "Red");
  CHECK(records.entity_property(a, "bc") == "Blue");
  CHECK(records.entity_property(a, "spells") == "2001/2004; 2006/2006");
  CHECK(records.entity_property(*records.find_entity("2"), "start") == "1999");
  CHECK(records.entity_property(*records.find_entity("2"), "end") == "..");
  CHECK(told(records) ==
        "1>2 works for 1 from 2001 to 2003 as chief c Blue\n1>2 works for 1 from 2005 to .. as chief c Blue\n1>4 "
        "relation 2 1 undirected\n"
        "2>1 works for 2\n4>1 works for 3\n4>2 relation 2 1\n4>3 edge 1\n4>4 works for 1\n");
  CHECK(report.notice_count("pajek") == 1);
}

TEST_CASE("pajek: lists, matrices and two modes") {
  CHECK(told(read("*Vertices 3\n*Arcslist\n1 2 3\n*Edgeslist :1 \"kin\"\n2 3\n")) ==
        "1>2 edge 1\n1>3 edge 1\n2>3 kin 1 undirected\n");
  CHECK(told(read("*vertices 2\n*matrix\n0 2\n3.0 0\n")) == "1>2 edge 2\n2>1 edge 3\n");
  const Records modes = read("*Vertices 3 1\n1 \"a\"\n*Matrix\n1 0\n*Edges\n1 3\n");
  CHECK(told(modes) == "1>2 edge 1\n1>3 edge 1 undirected\n");
  CHECK(modes.entity_property(*modes.find_entity("1"), "mode") == "1");
  CHECK(modes.entity_property(*modes.find_entity("3"), "mode") == "2");
}

TEST_CASE("pajek: of a project the first network is read") {
  Report report;
  const Records records = read(
      "*Partition first.clu\n*Vertices 2\n1\n2\n*Network one\n*Vertices 2\n*Arcs\n1 2\n*Vector v\n*Vertices 2\n0.5\n"
      "*Network two\n*Vertices 9\n*Arcs\n1 9\n",
      report);
  CHECK(records.entity_count() == 2);
  CHECK(told(records) == "1>2 edge 1\n");
  CHECK(report.notice_count("pajek") == 3);
}

TEST_CASE("pajek: a graph as NetworkX writes it; times that are no years are kept and noticed") {
  Report report;
  const Records records = read(
      "*vertices 2\n1 0 0.0 0.0 ellipse kind person label \"Mr Hi\"\n2 \"a b\" 0.0 0.0 ellipse\n*edges\n"
      "1 2 4.0 kind advice start 2001 note \"x y\" end [2003-02..2003-05]\n1 1 2 start 5 [0-20000]\n",
      report);
  CHECK(records.entity_name(*records.find_entity("1")) == "0");
  CHECK(records.entity_property(*records.find_entity("1"), "input_label") == "Mr Hi");
  CHECK(records.entity_kind(*records.find_entity("1")).name == "person");
  CHECK(records.entity_name(*records.find_entity("2")) == "a b");
  CHECK(told(records) == "1>1 edge 2 undirected\n1>2 advice 4 from 2001 to [2003-02..2003-05] undirected\n");
  const Relation loop = records.relations().to[0] == records.relations().from[0] ? 0 : 1;
  CHECK(records.relation_property(loop, "input_start") == "5");
  CHECK(records.relation_property(loop, "input_end") == "20000");
  CHECK(records.relation_property(1 - loop, "note") == "x y");
  CHECK(report.notice_count("pajek") == 2);
}

TEST_CASE("pajek: what is written is read back, every field of it") {
  test::RecordsFixture f;
  const std::vector<NamedText> properties{{"label", "mine"}, {"prop:x", "y"},    {"free", "a\nb\t<&#38;>\"\\"},
                                          {"x", "1"},        {"key", "k"},       {"an odd \"key\" [1]", "[2-3]"},
                                          {"l", "l"},        {"entity_id", "no"}};
  f.builder.schema().extend("[relation.advises]\ntraits = [\"mentorship\"]\n", "schema");
  f.entity("x<1>", "company", {.name = "X & Co", .aliases = "X;Y", .flags = "collective"});
  f.entity("p", "person", {.name = "人脉", .properties = properties});
  f.entity("q", "person", {.name = "人脉"}).entity("r", "person", {.name = "人脉 (q)"});
  f.relation("p", "employment", "x<1>", "2001~", "..",
             {.id = "R1", .role = "chief \"x\"", .attested = "2003;2004", .place = "x<1>", .confidence = "likely"});
  f.relation("p", "advises", "q", "[2001..2004]", "201X", {.weight = "2", .source = "s", .properties = properties});
  f.relation("q", "employment", "x<1>", "", "2003");
  f.builder.dataset().name = "a \"set\"\n*Vertices 3";
  const Records records = f.finish();
  const std::string text = written(records);
  Report report;
  const Records again = read(text, report);
  CHECK(report.notices().empty());
  CHECK(written(again) == text);
  CHECK(again.content_hash() == records.content_hash());
  CHECK(again.dataset().name == "a \"set\"\n*Vertices 3");
  CHECK(again.entity_property(*again.find_entity("p"), "an odd \"key\" [1]") == "[2-3]");
  CHECK(again.schema().find_relation_kind("advises"));
  CHECK(text.find("\"人脉 (p)\" 0.0 0.0 ellipse entity_id \"p\" label \"人脉\" kind \"person\"") != std::string::npos);
  CHECK(text.find("\"人脉 (q) (r)\"") != std::string::npos);
  CHECK(text.find(" [2001-2019]\n") != std::string::npos);
  CHECK(text.find(" [2000-*]\n") != std::string::npos);
  CHECK(text.find(" [1-2003]\n") != std::string::npos);
}

TEST_CASE("pajek: broken texts and lying counts are refused at their place") {
  const auto refused = [](std::string_view text, ErrorKind kind, std::string_view where) {
    const Error error = test::error_of([&] { static_cast<void>(read(text)); });
    CHECK(error.kind() == kind);
    CHECK(error.place() == where);
  };
  refused("", ErrorKind::input, "graph.net");
  refused("*Network x\n", ErrorKind::input, "graph.net:1");
  refused("\n*Arcs\n1 2\n", ErrorKind::input, "graph.net:2");
  refused("*Vertices\n", ErrorKind::input, "graph.net:1");
  refused("*Vertices -1\n", ErrorKind::input, "graph.net:1");
  refused("*Vertices 2 3\n", ErrorKind::input, "graph.net:1");
  refused("*Vertices 99999999999999999999\n", ErrorKind::input, "graph.net:1");
  refused("*Network x\n*Vertices 4000000000\n", ErrorKind::limit, "graph.net:2");
  refused("*Vertices 1\n1 \"a\xFF\"\n", ErrorKind::input, "graph.net:2:5");
}

TEST_CASE("pajek: bad lines go into the report with their place") {
  Report report;
  const Records records = read(
      "*Vertices 3\n1 \"a\n5 \"b\"\n2 \"x\"\n2 \"y\"\n*Arcs\n1 2\n1\n1 x\n0 1\n1 4\n1 2 1 [2005-2001]\n[3]\n"
      "*Arcslist\n1 2 9\n*Matrix\n1 2\n0 0 x\n",
      report);
  CHECK(told(records) == "1>2 edge 1\n1>2 edge 1\n");
  REQUIRE(report.bad_count() == 12);
  CHECK(report.faults()[0].place == "graph.net:2");
  CHECK(report.faults()[0].message == "a quote of this line is never closed");
  CHECK(report.faults()[1].message == "'5' is no vertex; they are 1 to 3");
  CHECK(report.faults()[2].place == "graph.net:5");
  CHECK(report.faults()[3].message == "two vertices are wanted");
  std::string spells = "1";
  for (int k = 0; k < 10'000; ++k) spells += ",1";
  Report more;
  CHECK(read("*Vertices 1\n*Arcs\n1 1 1 [" + spells + "]\n", more).relation_count() == 0);
  CHECK(more.bad_count() == 1);
}

}  // namespace
}  // namespace renmai
