// SPDX-License-Identifier: Apache-2.0
#include "format/node_tables.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "files.hpp"

using namespace renmai;
using renmai::test::error_of;

namespace {

using Reader = void (*)(std::span<const TableText> tables, RecordsBuilder& builder, Report& report);

Records read(Reader reader, std::vector<std::string_view> texts, Report& report, std::uint64_t max_bad = 0) {
  std::vector<TableText> tables;
  const std::vector<std::string_view> names{"first.csv", "second.csv", "third.csv"};
  for (std::size_t i = 0; i < texts.size(); ++i) tables.push_back({.text = texts[i], .file = names[i]});
  RecordsBuilder builder(report);
  reader(tables, builder, report);
  return builder.finish(max_bad);
}
Records read(Reader reader, std::vector<std::string_view> texts) {
  Report report;
  return read(reader, std::move(texts), report);
}

Records read_edges(std::string_view text, Report& report, std::uint64_t max_bad = 0) {
  RecordsBuilder builder(report);
  read_edge_list(text, "e.txt", builder, report);
  return builder.finish(max_bad);
}

/// The relation from one id to another.
Relation relation_of(const Records& records, std::string_view from, std::string_view to) {
  for (Relation r = 0; r < records.relation_count(); ++r) {
    if (records.entity_id(records.relations().from[r]) == from && records.entity_id(records.relations().to[r]) == to)
      return r;
  }
  FAIL("no such relation");
  return 0;
}

}  // namespace

TEST_CASE("tables as Gephi exports them") {
  const Records records = read(&read_gephi, {"Id,Label,timeset,Modularity Class,Kind\n"
                                             "1,Ann,,3,person\n2,IBM,,,company\n3,Zoo,,,zoo\n",
                                             "Source,Target,Type,Id,Label,timeset,Weight\n"
                                             "1,2,Directed,0,boss,\"<[2010.0, 2012.0]>\",2.0\n"
                                             "2,3,Undirected,1,,\"<[2010-01-01, Infinity]>\",1.0\n"
                                             "3,1,Directed,2,,\"<[2001, 2002); [2005, 2006]>\",1.0\n"});
  CHECK(records.entity_count() == 3);
  const Entity ann = records.find_entity("1").value();
  CHECK(records.entity_name(ann) == "Ann");
  CHECK(records.role(ann) == EntityRole::person);
  CHECK(records.entity_property(ann, "Modularity Class") == "3");
  const Relation first = relation_of(records, "1", "2");
  CHECK(records.relation_id(first) == "0");
  CHECK(records.relation_kind(first).name == "edge");
  CHECK(records.text(records.relations().role[first]) == "boss");
  CHECK(records.relations().weight[first] == 2.0);
  CHECK(records.date_text(records.relations().start[first]) == "2010");
  CHECK(records.date_text(records.relations().end[first]) == "2012");
  const Relation second = relation_of(records, "2", "3");
  CHECK(records.date_text(records.relations().end[second]) == "..");
  CHECK(records.relation_property(second, "direction") == "undirected");
  const Relation third = relation_of(records, "3", "1");
  CHECK(records.relation_property(third, "timeset") == "<[2001, 2002); [2005, 2006]>");
  CHECK(records.date_text(records.relations().start[third]).empty());
}

TEST_CASE("edges alone make their nodes; with a node table an unlisted end is a bad row") {
  const std::string_view edges = "source;target;Kind;place\na;b;employment;b\na;c;;Rome\n";
  const Records records = read(&read_gephi, {edges});
  CHECK(records.entity_count() == 4);
  CHECK(records.relation_kind(relation_of(records, "a", "b")).name == "employment");
  CHECK(records.relations().place[relation_of(records, "a", "b")] == records.find_entity("b").value());
  CHECK(records.relations().place[relation_of(records, "a", "c")] == records.find_entity("place:Rome").value());
  Report report;
  const Error error = error_of([&] { (void)read(&read_gephi, {edges, "id\na\nb\n"}, report); });
  CHECK(error.place() == "first.csv:3:3");
  CHECK(error.message() == "unknown entity 'c'");
}

TEST_CASE("values that a field cannot take stay as properties") {
  const Records records = read(&read_gephi, {"Id,level,status,place,part_of\na,senior,x,Rome,Team\nb,city,,,\n",
                                             "Source,Target,status,confidence\na,b,married,high\n"});
  CHECK(records.entity_property(records.find_entity("a").value(), "input_level") == "senior");
  CHECK(records.entities().level[records.find_entity("b").value()] == static_cast<int>(PlaceLevel::city));
  CHECK(records.entities().part_of[records.find_entity("a").value()] == records.find_entity("group:Team").value());
  CHECK(records.relation_property(0, "input_status") == "married");
  CHECK(records.relation_property(0, "input_confidence") == "high");
}

TEST_CASE("tables as neo4j-admin takes them") {
  const Records records = read(&read_neo4j, {":ID(Person),name,born:int,:LABEL,skip:IGNORE\n1,Ann,1980,Person;Boss,z\n",
                                             "orgId:ID(Org),name:string,:LABEL\n1,IBM,Company\n2,Odd,Guild\n",
                                             ":START_ID(Person),:END_ID(Org),:TYPE,since:int,roles:string[]\n"
                                             "1,1,EMPLOYMENT,2010,a;b\n1,2,MEMBER_OF,,\n"});
  CHECK(records.entity_count() == 3);
  const Entity ann = records.find_entity("Person:1").value();
  CHECK(records.entity_kind(ann).name == "person");
  CHECK(records.entity_property(ann, "labels") == "Person;Boss");
  CHECK(records.entity_property(ann, "born") == "1980");
  CHECK(records.entity_property(ann, "skip").empty());
  CHECK(records.entity_kind(records.find_entity("Org:2").value()).name == "Guild");
  const Relation first = relation_of(records, "Person:1", "Org:1");
  CHECK(records.relation_kind(first).name == "employment");
  CHECK(records.relation_property(first, "since") == "2010");
  CHECK(records.relation_property(first, "roles") == "a;b");
  CHECK(records.relation_kind(relation_of(records, "Person:1", "Org:2")).name == "MEMBER_OF");
  CHECK(read(&read_neo4j, {":ID,:LABEL\na,Person\n"}).find_entity("a"));
}

TEST_CASE("headers say which table is which") {
  const auto role = [](std::vector<std::string> names) { return table_role(names); };
  CHECK(role({"Id", "Label"}) == TableRole::gephi_nodes);
  CHECK(role({"Source", "Target", "Id"}) == TableRole::gephi_edges);
  CHECK(role({"x:ID(P)", ":LABEL"}) == TableRole::neo4j_nodes);
  CHECK(role({":START_ID(P)", ":END_ID(Q)", ":TYPE"}) == TableRole::neo4j_relationships);
  CHECK(role({"a", "b"}) == TableRole::unknown);
  Report report;
  const Error error = error_of([&] { (void)read(&read_gephi, {"a,b\n1,2\n"}, report); });
  CHECK(error.message() == "this header is no node or edge table; it has a, b");
  CHECK(error.place() == "first.csv:1");
}

TEST_CASE("edge lists with blanks, tabs or commas, comments and weights") {
  Report report;
  const Records blanks = read_edges("# nodes 3\n% more\n1 2\n2   3 0.5\n\n\t3 1\r\n", report);
  CHECK(blanks.entity_count() == 3);
  CHECK(blanks.relation_count() == 3);
  CHECK(blanks.relations().weight[relation_of(blanks, "2", "3")] == 0.5);
  CHECK(blanks.relation_kind(0).name == "edge");
  CHECK(blanks.entity_kind(0).name == "other");
  CHECK(read_edges("Ann Lee\tBob B\n", report).find_entity("Ann Lee"));
  CHECK(read_edges("Ann Lee, Bob B, 2\n", report).relations().weight[0] == 2.0);
  CHECK(report.bad_count() == 0);
}

TEST_CASE("bad lines of an edge list are said with their line") {
  Report report;
  CHECK(read_edges("1 2\n1\n1 2 3 4\n1 2 x\n2 3\n", report, 3).relation_count() == 2);
  CHECK(report.bad_count() == 3);
  CHECK(report.faults()[0] == Fault{"e.txt:2", "two ids and perhaps a weight are wanted on a line"});
  CHECK(report.faults()[1].place == "e.txt:3");
  CHECK(report.faults()[2] == Fault{"e.txt:4", "'x' is no weight; a number is wanted"});
  CHECK(error_of([&] { (void)read_edges("# none\n", report); }).message() == "the file holds no edge");
  CHECK(error_of([&] { (void)read_edges(std::string_view("1 \0", 3), report); }).place() == "e.txt:1:3");
}

TEST_CASE("an edge list is written and read back, and ids it cannot hold are refused") {
  Report report;
  const Records records = read_edges("Ann Lee\tBob\nBob\tEve\t3\n", report);
  const auto written = [&](const Records& from) {
    Exported exported(from, report);
    std::ostringstream out;
    write_edge_list(exported, out);
    return out.str();
  };
  CHECK(written(records) == "Ann Lee\tBob\t1\nBob\tEve\t3\n");
  CHECK(read_edges(written(records), report).content_hash() == records.content_hash());
  CHECK(written(read_edges("a b\n", report)) == "a\tb\n");
  for (const std::string id : {"#a", "%a", "a\tb", "a\nb", " a"}) {
    RecordsBuilder builder(report);
    builder.entity_for(id, "other", id);
    builder.add_relation({.id = {},
                          .from = id,
                          .kind = "edge",
                          .to = id,
                          .role = {},
                          .start = {},
                          .end = {},
                          .attested = {},
                          .after = {},
                          .place = {},
                          .from_place = {},
                          .status = {},
                          .confidence = {},
                          .weight = {},
                          .source = {},
                          .locator = {},
                          .properties = {}},
                         {});
    const Records odd = builder.finish();
    CHECK(error_of([&] { (void)written(odd); }).kind() == ErrorKind::output);
  }
}
