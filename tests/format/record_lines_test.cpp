// SPDX-License-Identifier: Apache-2.0
#include "format/record_lines.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../support.hpp"
#include "base/error.hpp"
#include "one_text.hpp"

namespace renmai {
namespace {

constexpr test::TextForm form{.read = &read_record_lines, .write = &write_record_lines, .file = "r.jsonl"};

Records read(std::string_view text, Report& report) { return test::read_text(form, text, report); }
Records read(std::string_view text) { return test::read_sound_text(form, text); }
std::string written(const Records& records) { return test::written_text(form, records); }

/// The first bad line of a text.
Fault fault_of(std::string_view text) {
  Report report;
  (void)read(text, report);
  REQUIRE(report.bad_count() == 1);
  return report.faults()[0];
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("record lines: entities, relations, sources and claims, in any order") {
  const Records records = read(
      R"({"record":"relation","id":"r1","from":"ann","kind":"employment","to":"x","start":2010,"end":"..","weight":2.5}
{"record":"claim","id":"c","subject":"ann","metric":"moves","value":3,"source":"s"}

{"record":"entity","id":"ann","kind":"person","name":"Ann \u00e9","aliases":["A","An"],"born":1970,"known":true}
{"kind":"company","id":"x","record":"entity","sites":[{"city":"Oslo"}, 2],"void":null,"flags":["collective"]}
{"record":"source","id":"s","title":"Paper","published":"2019~"})");
  CHECK(records.entity_count() == 2);
  const Entity ann = records.find_entity("ann").value();
  CHECK(records.entity_name(ann) == "Ann \u00e9");
  CHECK(records.text(records.entities().aliases[ann]) == "A;An");
  CHECK(records.entity_property(ann, "born") == "1970");
  CHECK(records.entity_property(ann, "known") == "true");
  const Entity x = records.find_entity("x").value();
  CHECK(records.entity_property(x, "sites") == R"([{"city":"Oslo"}, 2])");
  CHECK(records.entity_property(x, "void").empty());
  CHECK(records.has_flag(x, flag_collective));
  const Relation r = records.find_relation("r1").value();
  CHECK(records.relations().from[r] == ann);
  CHECK(records.relations().weight[r] == 2.5);
  CHECK(records.date_text(records.relations().start[r]) == "2010");
  REQUIRE(records.claims().size() == 1);
  CHECK(records.text(records.claims()[0].value) == "3");
  REQUIRE(records.sources().size() == 1);
  CHECK(records.text(records.sources()[0].title) == "Paper");
}

TEST_CASE("record lines: what is written is read back, every field of it") {
  test::RecordsFixture f;
  const std::vector<NamedText> properties{{"kind of", "mine"}, {"prop:x", "y"}, {"record", "a\nb\t\"\\"}, {"id", "7"}};
  f.builder.schema().extend("[relation.advises]\ntraits = [\"mentorship\"]\n", "schema");
  f.builder.add_source({.id = "s", .title = "Source"}, {});
  f.entity("x\"1", "company", {.name = "X & Co", .aliases = "X; Y ;;Z", .flags = "collective;unnamed"});
  f.entity("p", "person", {.name = "人脉", .aliases = "P;人", .properties = properties});
  f.entity("q", "person");
  f.relation("p", "employment", "x\"1", "2001~", "..", {.id = "R1", .role = "chief \"x\"", .confidence = "0.3"});
  f.relation("p", "advises", "q", "", "",
             {.attested = "2013;2014-02", .status = "planned", .confidence = "likely", .weight = "-2.5e-7"});
  f.builder.add_claim({.id = "c", .metric = "m", .subject = "p"}, {});
  f.builder.dataset().name = "a \"set\"";
  const Records records = f.finish();
  const std::string text = written(records);
  CHECK(text.find(R"({"record":"entity","id":"p","kind":"person","name":"人脉","aliases":["P","人"],)") !=
        std::string::npos);
  CHECK(text.find(R"("aliases":"X; Y ;;Z","flags":["collective","unnamed"])") != std::string::npos);
  CHECK(text.find(R"("confidence":0.3)") != std::string::npos);
  Report report;
  const Records again = read(text, report);
  CHECK(report.bad_count() == 0);
  CHECK(report.notices().empty());
  CHECK(again.content_hash() == records.content_hash());
  CHECK(written(again) == text);
  CHECK(again.dataset().name == "a \"set\"");
  CHECK(again.schema().find_relation_kind("advises"));
}

TEST_CASE("record lines: a bad line is told with its place") {
  const std::string two = R"({"record":"entity","id":"a"}
{"record":"entity","id":"b"}
)";
  const auto check = [](const std::string& text, std::string_view place, std::string_view message) {
    const Fault fault = fault_of(text);
    CHECK(fault.place == place);
    CHECK(fault.message.find(message) != std::string::npos);
  };
  check(two + R"({"record":"relation","from":"a","kind":"met","to":"c"})", "r.jsonl:3:51", "unknown entity 'c'");
  check(two + R"({"record":"relation","from":"a","kind":"met","to":"b","start":"2010-13"})", "r.jsonl:3:63",
        "is no date");
  check(two + R"({"record":"entity","id":"c","name":{"first":"x"}})", "r.jsonl:3:36", "an object inside an object");
  check(two + R"({"record":"entity","id":"c","x":)" + nested(65) + "}", "r.jsonl:3:33", "nested more than 64 deep");
  check(two + R"({"record":"entity","id":"c","x":[1}})", "r.jsonl:3:33", "no flat JSON object");
  check(two + R"({"record":"entity","id":"c","id":"d"})", "r.jsonl:3", "a key that stands twice");
  check(two + R"({"record":"person","id":"c"})", "r.jsonl:3", "unknown record 'person'; wanted entity");
  check(two + R"({"id":"c"})", "r.jsonl:3", "a line without 'record'");
  check(two + R"({"record":"entity","id":"c")", "r.jsonl:3", "no flat JSON object");
  check(two + "{\"record\":\"entity\",\"id\":\"c\xff\"}", "r.jsonl:3", "not UTF-8");
  check(two + R"({"record":"entity","id":"c\u0000"})", "r.jsonl:3:25", "a NUL character");
  check(two + R"({"record":"entity","id":"c"} {})", "r.jsonl:3:25", "text after the JSON object");
  CHECK(read(two + R"({"record":"entity","id":"c","x":)" + nested(64) + "}").entity_count() == 3);
}

TEST_CASE("record lines: keys that are not read are noticed, too many properties refused") {
  Report report;
  (void)read("{\"record\":\"source\",\"id\":\"s\",\"shelf\":\"3\"}\n", report);
  CHECK(report.notice_count("unknown key") == 1);
  std::string many;
  for (int k = 0; k <= 4096; ++k)
    many += "{\"record\":\"entity\",\"id\":\"" + std::to_string(k) + "\",\"x" + std::to_string(k) + "\":1}\n";
  CHECK_THROWS_AS((void)read(many), Error);
}

}  // namespace renmai
