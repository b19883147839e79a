// SPDX-License-Identifier: Apache-2.0
#include "format/careers.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "files.hpp"

using namespace renmai;
using renmai::test::error_of;

namespace {

Mapping spells_of(std::string person, std::string organisation, std::string start, std::string end) {
  Mapping mapping;
  mapping.person.name.column = std::move(person);
  mapping.organisation.name.column = std::move(organisation);
  mapping.start.whole.column = std::move(start);
  mapping.end.whole.column = std::move(end);
  return mapping;
}

Mapping moves_of_places() {
  Mapping mapping;
  mapping.form = Mapping::Form::moves;
  mapping.person.name.column = "p";
  mapping.origin.name.column = "from";
  mapping.destination.name.column = "to";
  mapping.destination.place = {.name = {.column = "country"}, .level = PlaceLevel::country};
  mapping.missing = {"NA"};
  return mapping;
}

Records read(std::string_view text, const Mapping& mapping, Report& report, std::uint64_t max_bad = 0,
             Duplicates duplicates = Duplicates::drop) {
  return read_careers(text, "t.csv", RowsForm::csv, mapping, duplicates, max_bad, report);
}
Records read(std::string_view text, const Mapping& mapping) {
  Report report;
  return read(text, mapping, report);
}

/// "from kind to start end" of every relation.
std::vector<std::string> lines(const Records& records) {
  std::vector<std::string> all;
  const RelationColumns& c = records.relations();
  for (Relation r = 0; r < records.relation_count(); ++r) {
    all.push_back(std::string(records.entity_id(c.from[r])) + " " + records.relation_kind(r).name + " " +
                  std::string(records.entity_id(c.to[r])) + " " + std::string(records.date_text(c.start[r])) + " " +
                  std::string(records.date_text(c.end[r])));
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("spells become employments of people at organisations") {
  const Records records =
      read("p,o,s,e,grade\nAda, IBM ,2010,2012,A\nAda,HP,2012-03,..,\nBo,IBM,,,B\n", spells_of("p", "o", "s", "e"));
  CHECK(lines(records) == std::vector<std::string>{"person:Ada employment company:HP 2012-03 ..",
                                                   "person:Ada employment company:IBM 2010 2012",
                                                   "person:Bo employment company:IBM  "});
  const Entity ibm = records.find_entity("company:IBM").value();
  CHECK(records.entity_name(ibm) == "IBM");
  CHECK(records.role(ibm) == EntityRole::organisation);
  CHECK(records.role(records.find_entity("person:Bo").value()) == EntityRole::person);
  CHECK(records.relations().properties.size() == 1);
  CHECK(records.relations().properties[0].name == "grade");
}

TEST_CASE("organisations of one name in two places are two entities of one name") {
  Report report;
  const Records records = read("p,from,to,country,y\na,X,UNIV,PERU,2001\nb,X,UNIV,CHILE,2001\nc,X,UNIV,PERU,2002\n",
                               moves_of_places(), report);
  const Entity peru = records.find_entity("company:UNIV@PERU").value();
  const Entity chile = records.find_entity("company:UNIV@CHILE").value();
  CHECK(records.entity_name(peru) == "UNIV");
  CHECK(records.entity_name(chile) == "UNIV");
  CHECK(records.entities().place[peru] == records.find_entity("country:PERU").value());
  CHECK(records.role(records.find_entity("country:PERU").value()) == EntityRole::place);
  CHECK(records.entities().level[records.find_entity("country:PERU").value()] == static_cast<int>(PlaceLevel::country));
  CHECK(records.entity_count() == 3 + 1 + 2 + 2);
}

TEST_CASE("ids of ends tell apart whatever texts they are made of") {
  Mapping mapping = moves_of_places();
  mapping.origin.place = {.name = {.column = "home"}, .level = PlaceLevel::none};
  // A text with the sign in it, against a text and a place that look the same when joined.
  const Records records =
      read("p,from,home,to,country\n1,A@B,,Z,\n2,A,B,Z,\n3,A@,B,Z,\n4,A,@B,Z,\n5,A\\@B,,Z,\n6,A\\,B,Z,\n", mapping);
  std::vector<Entity> origins;
  for (Relation r = 0; r < records.relation_count(); ++r) origins.push_back(records.relations().from_place[r]);
  std::sort(origins.begin(), origins.end());
  CHECK(std::adjacent_find(origins.begin(), origins.end()) == origins.end());
  CHECK(records.find_entity("company:A\\@B"));
  CHECK(records.find_entity("company:A@B"));
  Mapping country = spells_of("p", "o", "s", "e");
  country.organisation.kind = "country";  // a kind named like a level
  country.place = {.name = {.column = "w"}, .level = PlaceLevel::country};
  const Records both = read("p,o,s,e,w\na,X,,,X\n", country);
  CHECK(both.find_entity("\\country:X"));
  CHECK(both.find_entity("country:X"));
}

TEST_CASE("a stated move is a transfer to the destination, dated by its start, from the origin") {
  Mapping mapping = moves_of_places();
  mapping.start = {.year = {.column = "y"}, .month = {.column = "m"}};
  mapping.end.whole.column = "until";
  const Records records =
      read("p,from,to,country,y,m,until\na,X,Y,FR,2013,8,2014\nb,X,Y,FR,2013,12,\nc,X,Y,FR,2013,NA,\n", mapping);
  CHECK(lines(records) == std::vector<std::string>{"person:a transfer company:Y@FR 2013-08 2014",
                                                   "person:b transfer company:Y@FR 2013-12 ",
                                                   "person:c transfer company:Y@FR 2013 "});
  CHECK(records.relation_kind(0).has(trait_transfer));
  CHECK(records.entity_id(records.relations().from_place[0]) == "company:X");
}

TEST_CASE("ends a move does not name are kept as unknown and noticed") {
  Mapping mapping = moves_of_places();
  mapping.origin.place = {.name = {.column = "home"}, .level = PlaceLevel::country};
  Report report;
  const Records records =
      read("p,from,home,to,country\n1,NA,,Y,FR\n2,,BR,Y,FR\n3,X,BR,NA,FR\n4,X,BR,,NA\n5,X,BR,,NA\n", mapping, report);
  CHECK(records.relation_count() == 5);
  CHECK(report.notice_count("unknown origin") == 2);
  CHECK(report.notice_count("unknown destination") == 3);
  CHECK(report.notices()[0].first[0].place == "t.csv:2:3");
  const auto relation_of = [&](std::string_view person) {
    const auto& from = records.relations().from;
    return static_cast<Relation>(std::find(from.begin(), from.end(), records.find_entity(person).value()) -
                                 from.begin());
  };
  CHECK(records.relations().from_place[relation_of("person:1")] == no_entity);
  CHECK(records.entity_id(records.relations().from_place[relation_of("person:2")]) == "country:BR");
  const Entity somewhere = records.relations().to[relation_of("person:3")];
  CHECK(records.entity_id(somewhere) == "company?:@FR");
  CHECK(records.entity_name(somewhere) == "?");
  CHECK(records.has_flag(somewhere, flag_unnamed));
  CHECK(records.entity_id(records.entities().place[somewhere]) == "country:FR");
  CHECK(records.entity_id(records.relations().to[relation_of("person:4")]) == "?");
}

TEST_CASE("every row is loaded, bad or a repeat, and the report says how they add up") {
  const std::string text =
      "p,o,s,e\n"
      "a,X,2010,2011\n"   // 2
      "a,X,2010,2011\n"   // 3 repeat
      "b,X,2012,2011\n"   // 4 bad
      "b,X,2012,2011\n"   // 5 bad, and repeats a bad row
      "c,X,2021-13,\n"    // 6 bad
      ",X,2010,2011\n"    // 7 bad
      "d,,2010,2011\n"    // 8 bad
      "e,X\n"             // 9 bad
      "f,X,2010,2011\n"   // 10
      "a,X,2010,2011\n";  // 11 repeat
  Report report;
  const Records records = read(text, spells_of("p", "o", "s", "e"), report, 6);
  CHECK(records.relation_count() == 2);
  CHECK(report.bad_count() == 6);
  CHECK(report.notice_count("exact repeat") == 3);
  std::vector<std::string> places;
  for (const Fault& fault : report.faults()) places.push_back(fault.place);
  std::sort(places.begin(), places.end());
  CHECK(places ==
        std::vector<std::string>{"t.csv:4:10", "t.csv:5:10", "t.csv:6:5", "t.csv:7:1", "t.csv:8:3", "t.csv:9"});
  const auto notices = report.notices();
  const auto rows = std::find_if(notices.begin(), notices.end(), [](const auto& n) { return n.kind == "rows"; });
  REQUIRE(rows != notices.end());
  CHECK(rows->first[0].message ==
        "10 rows: 2 loaded, 6 bad, 2 exact repeats dropped; 1 of the bad rows is an exact repeat too, 3 in all");
  // What only bad rows name is not there.
  CHECK_FALSE(records.find_entity("person:b"));
  CHECK_FALSE(records.find_entity("person:d"));
}

TEST_CASE("more bad rows than allowed fail the load, naming the first") {
  Report report;
  const std::string text = "p,o,s,e\na,X,2010,2011\nb,X,2012,2011\n";
  Mapping mapping = spells_of("p", "o", "s", "e");
  const Error error = error_of([&] { (void)read(text, mapping, report); });
  CHECK(error.kind() == ErrorKind::input);
  CHECK(error.place() == "t.csv:3:10");
  CHECK(error.message() == "the end 2011 is before the start 2012");
  mapping.max_bad = 1;  // the mapping may allow them
  Report allowed;
  CHECK(read(text, mapping, allowed).relation_count() == 1);
}

TEST_CASE("exact repeats may be kept") {
  Report report;
  const Records records =
      read("p,o,s,e\na,X,2010,\na,X,2010,\n", spells_of("p", "o", "s", "e"), report, 0, Duplicates::keep);
  CHECK(records.relation_count() == 2);
  CHECK(report.notice_count("exact repeat") == 1);
}

TEST_CASE("records of careers do not depend on the order of rows") {
  const std::vector<std::string> rows{"1,Ann Lee,X,2010,f,LU\n", "1,Anne Lee,Y,2011,f,LU\n", "2,Bo,X,2010,m,\n",
                                      "2,Bo,X,2010,m,\n", "1,A. Lee,X,2013,x,FR\n"};
  Mapping mapping = spells_of("n", "o", "s", "");
  mapping.end = {};
  mapping.person.id.column = "id";
  mapping.person.properties.emplace_back("sex", CellSource{.column = "sex"});
  const std::string header = "id,n,o,s,sex,where\n";
  std::vector<std::size_t> order{0, 1, 2, 3, 4};
  std::vector<std::uint64_t> hashes;
  do {
    std::string text = header;
    for (const std::size_t i : order) text += rows[i];
    hashes.push_back(read(text, mapping).content_hash());
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(hashes.size() == 120);
  CHECK(std::all_of(hashes.begin(), hashes.end(), [&](std::uint64_t hash) { return hash == hashes[0]; }));
  const Records records = read(header + rows[0] + rows[1] + rows[4], mapping);
  const Entity person = records.find_entity("person:1").value();
  CHECK(records.entity_name(person) == "A. Lee");
  CHECK(records.text(records.entities().aliases[person]) == "Ann Lee;Anne Lee");
  CHECK(records.entity_property(person, "sex") == "f");
}

TEST_CASE("constants, translations, missing words, periods and places") {
  Mapping mapping;
  mapping.person.name.column = "p";
  mapping.organisation.name = {.column = "o", .translate = {{"MIT", "Massachusetts Institute of Technology"}}};
  mapping.organisation.kind = "university";
  mapping.kind = {.column = "k", .constant = "study", .translate = {{"prof", "employment"}, {"??", ""}}};
  mapping.period.column = "when";
  mapping.place = {.name = {.column = "city"}, .level = PlaceLevel::city};
  mapping.source.constant = "survey";
  mapping.confidence.constant = "likely";
  mapping.missing = {"-"};
  const Records records = read("p,o,k,when,city\na,MIT,prof,2001/2004-05,Boston\nb,ETH,??,2003/..,-\n", mapping);
  CHECK(lines(records) ==
        std::vector<std::string>{"person:a employment university:Massachusetts Institute of Technology 2001 2004-05",
                                 "person:b study university:ETH 2003 .."});
  CHECK(records.source_id(0) == "survey");
  CHECK(records.confidence(1) == 0.75);
  const Entity boston = records.find_entity("city:Boston").value();
  CHECK((records.relations().place[0] == boston) != (records.relations().place[1] == boston));
  CHECK_FALSE(records.find_entity("city:-"));
}

TEST_CASE("a column named like a field that the mapping leaves out gets another name") {
  const Records records = read("p,o,s,e,id,Status\na,X,,,7,ok\n", spells_of("p", "o", "s", "e"));
  CHECK(records.relation_property(0, "input_id") == "7");
  CHECK(records.relation_property(0, "Status") == "ok");
}

TEST_CASE("a mapped column that the table lacks is refused with the nearest") {
  const Error error = error_of([] { (void)read("person,org\na,b\n", spells_of("persn", "org", "", "")); });
  CHECK(error.place() == "t.csv:1");
  CHECK(error.hint() == "did you mean 'person'?");
}

TEST_CASE("a month without a year is a bad row") {
  Mapping mapping = spells_of("p", "o", "", "");
  mapping.start = {.year = {.column = "y"}, .month = {.column = "m"}};
  mapping.end = {};
  const Error error = error_of([&] { (void)read("p,o,y,m\na,X,,3\n", mapping); });
  CHECK(error.message() == "a month without a year");
  CHECK(error.place() == "t.csv:2:5");
  CHECK(error_of([&] { (void)read("p,o,y,m\na,X,2021,13\n", mapping); }).message().find("'2021-13' is no date") !=
        std::string::npos);
}

TEST_CASE("careers are read from tab-separated text and JSON lines as well") {
  const Mapping mapping = spells_of("p", "o", "s", "e");
  const Records csv = read("p,o,s,e\nAda,\"I,B\",2010,2012\n", mapping);
  Report report;
  const Records tsv =
      read_careers("p\to\ts\te\nAda\tI,B\t2010\t2012\n", "t", RowsForm::tsv, mapping, Duplicates::drop, 0, report);
  const Records json = read_careers(R"({"p": "Ada", "o": "I,B", "s": 2010, "e": 2012})", "t", RowsForm::json_lines,
                                    mapping, Duplicates::drop, 0, report);
  CHECK(tsv.content_hash() == csv.content_hash());
  CHECK(json.content_hash() == csv.content_hash());
}
