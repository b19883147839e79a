// SPDX-License-Identifier: Apache-2.0
#include "format/ftm.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "files.hpp"
#include "format/ftm_entity.hpp"
#include "format/ftm_model.hpp"
#include "one_text.hpp"
#include "support.hpp"

using namespace renmai;

namespace {

constexpr test::TextForm form{.read = &read_ftm, .write = &write_ftm, .file = "e.ftm"};

Records read(std::string_view text, Report& report) { return test::read_text(form, text, report); }
Records read(std::string_view text) { return test::read_sound_text(form, text); }
std::string written(const Records& records, Report& report) { return test::written_text(form, records, report); }

std::string line(std::string_view id, std::string_view schema, std::string_view properties) {
  return "{\"id\": \"" + std::string(id) + "\", \"schema\": \"" + std::string(schema) + "\", \"properties\": {" +
         std::string(properties) + "}}\n";
}

const std::string two =
    line("p", "Person", R"("name": ["Ann"])") + line("o", "Organization", R"("name": ["Org"], "country": ["no"])");

}  // namespace

TEST_CASE("ftm: people and organisations become entities") {
  const std::string text =
      R"({"id":"Q1","caption":"Ann","schema":"Person","properties":{"name":["Ann","Anne"],"alias":["A"],"weakAlias":"W",)"
      R"("topics":["role.pep","poi"],"birthDate":["1970"],"notes":["seen"],"weight":[70]}})"
      "\n" +
      line("o", "Organization", R"("name": ["Org"], "classification": ["university"], "parent": ["g"])") +
      line("g", "PublicBody", R"("name": ["Ministry"], "classification": ["Ministry"])") +
      line("c", "Company", R"("name": ["X Ltd"], "country": ["no", "gb"])") +
      line("b", "Organization", R"("name": ["Club"])") + line("l", "LegalEntity", R"("name": ["?"])");
  const Records all = read(text);
  const Entity ann = all.find_entity("Q1").value();
  const auto kind = [&](std::string_view id) { return all.entity_kind(all.find_entity(id).value()).name; };
  const auto property = [&](std::string_view id, std::string_view name) {
    return all.entity_property(all.find_entity(id).value(), name);
  };
  CHECK(all.entity_name(ann) == "Ann");
  CHECK(all.text(all.entities().aliases[ann]) == "Anne; A; W");
  CHECK(all.text(all.entities().note[ann]) == "seen");
  CHECK(property("Q1", "topics") == "role.pep; poi");
  CHECK(property("Q1", "weight") == "70");
  CHECK(kind("o") == "university");
  CHECK(all.entities().part_of[all.find_entity("o").value()] == all.find_entity("g").value());
  CHECK(kind("g") == "agency");
  CHECK(property("g", "classification") == "Ministry");
  CHECK(kind("c") == "company");
  CHECK(property("c", "country") == "no; gb");
  CHECK(kind("b") == "organization");
  CHECK(all.role(all.find_entity("b").value()) == EntityRole::organisation);
  CHECK(kind("l") == "other");
  CHECK(property("l", "schema") == "LegalEntity");
}

TEST_CASE("ftm: links become relations, whatever comes first; affiliations are such") {
  const Records records = read(
      line(
          "e", "Employment",
          R"("employee": ["p"], "employer": ["o"], "role": ["clerk", "chief"], "startDate": ["2010", "2010-05"], )"
          R"("endDate": ["2012-01-01", "2013"], "status": ["past"], "publisher": ["paper"], "sourceUrl": ["https://x.org/1"])") +
      line("d", "Directorship", R"("director": "p", "organization": "o", "date": ["2010", "2011-02-03T01:00:00"])") +
      line("m", "Membership", R"("member": ["p"], "organization": ["o"])") +
      line("f", "Family", R"("person": ["p"], "relative": ["q", "p"], "relationship": ["cousin"])") + two +
      line("q", "Person", R"("name": ["Q"])"));
  REQUIRE(records.relation_count() == 5);
  const Relation e = records.find_relation("e").value();
  CHECK(records.relation_kind(e).name == "employment");
  CHECK(records.text(records.relations().role[e]) == "clerk; chief");
  CHECK(records.date_text(records.relations().start[e]) == "2010-05");
  CHECK(records.date_text(records.relations().end[e]) == "[2012-01-01..2013-12-31]");
  CHECK(records.relation_property(e, "input_status") == "past");
  CHECK(records.source_id(e) == "paper");
  CHECK(records.text(records.relations().locator[e]) == "https://x.org/1");
  CHECK(records.relation_kind(records.find_relation("d").value()).name == "leadership");
  CHECK(records.attested_text(records.find_relation("d").value()) == "2010;2011-02-03");
  CHECK(records.relation_kind(records.find_relation("m").value()).has(trait_affiliation));
  CHECK(records.relation_kind(records.find_relation("f").value()).name == "family");
  CHECK(records.text(records.relations().role[records.find_relation("f-2").value()]) == "cousin");
}

TEST_CASE("ftm: what it is not read is noticed with what is tied to it; other unknown ids are bad") {
  Report report;
  const Records records = read(two + line("v", "Vessel", R"("name": ["Boat"])") +
                                   line("w", "Ownership", R"("owner": ["p"], "asset": ["v"])") +
                                   line("u", "UnknownLink", R"("subject": ["p"], "object": ["nobody"])"),
                               report);
  CHECK(records.relation_count() == 0);
  CHECK(report.notice_count("schema") == 2);
  REQUIRE(report.bad_count() == 1);
  CHECK(report.faults()[0].place == "e.ftm:5");
  CHECK(report.faults()[0].message == "unknown entity 'nobody'");
}

TEST_CASE("ftm: what is written is read back with what it was") {
  test::RecordsFixture f;
  const std::vector<NamedText> properties{
      {"country", "no; gb"}, {"nationality", "Norway"}, {"free", "\"\n"}, {"flags", "x"}, {"description", "a; b"}};
  f.entity("x_1", "university", {.name = "X & Co", .aliases = "X; Y", .flags = "collective", .note = "n"});
  f.entity("c", "company").entity("lab", "lab", {.part_of = "x_1"}).entity("-p", "person", {.properties = properties});
  f.entity("人", "person", {.name = "人脉"});
  f.relation("-p", "employment", "x_1", "2001~", "..", {.id = "R1", .role = "chief", .confidence = "likely"});
  f.relation("-p", "leadership", "c", "2001-02-03", "2010",
             {.id = "R2", .after = "R1", .status = "planned", .weight = "2", .source = "s", .locator = "p. 3"});
  f.relation("-p", "study", "x_1", "2015-22", "", {.id = "R3", .attested = "2013;2014-02", .properties = properties});
  f.relation("-p", "internship", "lab", "", "", {.id = "R4", .attested = "2013~", .locator = "https://x.org/"});
  f.relation("-p", "mentorship", "人", "", "", {.id = "R5"});
  f.relation("c", "affiliation", "x_1", "", "", {.id = "R6"});
  const Records records = f.finish();
  Report report;
  const std::string text = written(records, report);
  CHECK(report.notices().empty());
  CHECK(text.find(R"({"id": "R1", "schema": "Employment", "properties": {"employee": ["renmai..2Dp"], "employer": )"
                  R"(["renmai.x.5F1"], "role": ["chief"], "startDate": ["2001"], "description": )"
                  R"(["renmai:{\"start\": \"2001~\", \"end\": \"..\", \"confidence\": \"likely\"}"]}})") !=
        std::string::npos);
  CHECK(text.find(R"("country": ["no", "gb"])") != std::string::npos);
  CHECK(text.find(R"("id": "R2", "schema": "Directorship")") != std::string::npos);
  CHECK(text.find(R"("id": "R3", "schema": "UnknownLink")") != std::string::npos);
  CHECK(text.find(R"("id": "R4", "schema": "Employment")") != std::string::npos);
  CHECK(text.find(R"("id": "R6", "schema": "Membership")") != std::string::npos);
  CHECK(text.find(R"("classification": ["lab"])") != std::string::npos);
  Report nothing;
  const Records again = read(text, nothing);
  CHECK(nothing.bad_count() == 0);
  CHECK(nothing.notices().empty());
  CHECK(again.content_hash() == records.content_hash());
}

TEST_CASE("ftm: places, claims, sources and facts are left out and noticed") {
  test::RecordsFixture f;
  f.entity("oslo", "place", {.name = "Oslo", .level = "city"}).entity("p", "person", {.place = "oslo"});
  f.entity("o", "company");
  f.relation("p", "resides_in", "oslo").relation("p", "employment", "o", "", "", {.place = "oslo"});
  f.builder.add_source({.id = "s", .title = "Paper"}, {});
  f.builder.add_claim({.id = "c", .metric = "m", .subject = "p"}, {});
  f.builder.dataset().name = "set";
  const Records records = f.finish();
  Report report;
  const std::string text = written(records, report);
  for (const std::string what : {"entity", "relation", "source", "dataset", "claim"}) {
    CHECK(report.notice_count(what + " left out") == 1);
  }
  CHECK(report.notice_count("place left out") == 2);
  CHECK(text.find(R"("address": ["Oslo"])") != std::string::npos);
  CHECK(read(text).relation_count() == 1);
}

TEST_CASE("ftm: a bad line is told with its place") {
  const auto check = [](const std::string& text, std::string_view place, std::string_view message) {
    Report report;
    (void)read(two + text, report);
    REQUIRE(report.bad_count() == 1);
    CHECK(report.faults()[0].place == place);
    CHECK(report.faults()[0].message.find(message) != std::string::npos);
  };
  check(R"({"id": "x", "schema": "Person", "properties": {"name": ["x"]})", "e.ftm:3:47", "no flat JSON object");
  check(R"({"id": "x", "schema": "Person", "properties": []})", "e.ftm:3:47", "properties are an object");
  check(R"({"id": "x", "schema": "Person", "properties": {"name": {"x": 1}}})", "e.ftm:3:47", "an object inside");
  check(R"({"id": "x", "schema": "Person", "properties": {"name": [["x"]]}})", "e.ftm:3:47", "an object inside");
  check(R"({"id": "x", "id": "y", "schema": "Person"})", "e.ftm:3:34", "a key that stands twice");
  check(line("x", "Person", R"("name": ["x"], "name": ["y"])"), "e.ftm:3:47", "a property that stands twice");
  check(R"({"schema": "Person", "properties": {}})", "e.ftm:3", "wants an id and a schema");
  check(line("p", "Person", R"("name": ["Other"])"), "e.ftm:3", "duplicate id 'p'");
  check(line("e", "Employment", R"("employee": ["p"])"), "e.ftm:3", "a relation wants 'employer'");
  check(line("e", "Employment", R"("employee": ["p"], "employer": ["o"], "startDate": ["2010-13"])"), "e.ftm:3",
        "'2010-13' is no date");
  check("{\"id\": \"\xff\"}", "e.ftm:3:1", "not UTF-8");
  check("[]", "e.ftm:3:1", "no flat JSON object");
  std::string many;
  for (int k = 0; k < 100; ++k) many += (k > 0 ? ", \"p\"" : "\"p\"");
  check(line("u", "UnknownLink", "\"subject\": [" + many + "], \"object\": [" + many + "]"), "e.ftm:3",
        "more than 4,096 pairs");
}

TEST_CASE("ftm: ids are written as it takes them, and come back") {
  CHECK(detail::ftm_id("NK-a.1") == "NK-a.1");
  for (const std::string_view id : {"p_1", "-", "", "a b", "人", "renmai.x", "a.", "NK-a"}) {
    CHECK(detail::from_ftm_id(detail::ftm_id(id)) == id);
  }
  for (const std::string_view id : {"renmai.x.", "renmai..5", "renmai..zz", "renmai..41", "renmai..00", "renmai..FF"}) {
    CHECK(detail::from_ftm_id(id) == id);
  }
}

TEST_CASE("ftm: of several dates the finest counts if the others contain it, else their range") {
  CHECK(detail::ftm_date_of({}).empty());
  CHECK(detail::ftm_date_of({"2010-05-06T10:00:00"}) == "2010-05-06");
  CHECK(detail::ftm_date_of({"2010-05", "2010", "2010-05-06"}) == "2010-05-06");
  CHECK(detail::ftm_date_of({"2011", "2010-05"}) == "[2010-05-01..2011-12-31]");
  CHECK(detail::ftm_date_of({"2011", "soon"}) == "soon");
}
