// SPDX-License-Identifier: Apache-2.0
// Records made at random, with names that hurt, are written and read back.
#include <doctest/doctest.h>

#include <array>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/random.hpp"
#include "files.hpp"
#include "format/dot.hpp"
#include "format/exported.hpp"
#include "format/gexf.hpp"
#include "format/graphml.hpp"
#include "format/node_link.hpp"
#include "format/node_tables.hpp"
#include "format/pajek.hpp"
#include "format/record_lines.hpp"
#include "one_text.hpp"
#include "support.hpp"

using namespace renmai;
using renmai::test::load_paths;
using renmai::test::TestFolder;

namespace {

constexpr std::array<std::string_view, 28> hostile{"Ada",
                                                   "\"",
                                                   "a\"b\"c",
                                                   "line\nbreak",
                                                   "cr\rhere",
                                                   "crlf\r\nhere",
                                                   "a,b;c\td",
                                                   "=1+1",
                                                   "+cmd",
                                                   "-x",
                                                   "@sum",
                                                   "\U0001F469\u200d\U0001F4BB emoji",
                                                   "\u05e9\u05dc\u05d5\u05dd \u05e2\u05dc",
                                                   "\u202ereversed",
                                                   " lead",
                                                   "trail ",
                                                   "back\\slash",
                                                   "\\",
                                                   "\\\"",
                                                   "\\n",
                                                   "<b>html</b>",
                                                   "<",
                                                   "digraph",
                                                   "%5",
                                                   "#note",
                                                   "{a -> b}",
                                                   "人脉",
                                                   "'quoted'"};
constexpr std::array<std::string_view, 8> dates{"",     "2010",         "2011-05", "2012-02-03~",
                                                "201X", "[2001..2004]", "2009?",   "2015-22"};

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}

  Records make() {
    Report report;
    RecordsBuilder builder(report, Duplicates::drop);
    builder.schema().extend(
        "[relation.\"odd \\\"kind\\\"\"]\ntraits = [\"study\", \"event\"]\nprimacy = 3\n"
        "[entity.guild]\nrole = \"organisation\"\nsummary = \"a\\nguild\\u007f\"\n"
        "[status]\n\"been = there\" = \"lapsed\"\n",
        "s");
    builder.dataset().name = text();
    builder.dataset().title = "line\nbreak \"quoted\" \\ \x7f";
    builder.dataset().as_of = 20000;
    const std::size_t count = 3 + random_.below(12);
    for (std::size_t i = 0; i < count; ++i) ids_.push_back(text() + std::to_string(i) + text());
    for (std::size_t i = 0; i < count; ++i) add_entity(builder, i);
    const bool named = random_.below(2) == 0;
    for (std::size_t i = 0; i < 20; ++i) add_relation(builder, i, named);
    const std::string title = text();
    builder.add_source({.id = "s 1",
                        .title = title,
                        .author = {},
                        .published = "2019~",
                        .retrieved = {},
                        .language = {},
                        .kind = {},
                        .note = {}},
                       {});
    builder.add_claim({.id = "c,1",
                       .metric = title,
                       .subject = ids_[0],
                       .comparator = "<~",
                       .value = "3..4",
                       .unit = {},
                       .population = {},
                       .time = "2019/2020",
                       .source = "s 1",
                       .locator = title,
                       .kind = {},
                       .note = {}},
                      {});
    Records records = builder.finish();
    REQUIRE(report.bad_count() == 0);
    return records;
  }

 private:
  std::string text() { return std::string(hostile.at(random_.below(hostile.size()))); }
  std::string maybe() { return random_.below(3) == 0 ? text() : std::string(); }

  void add_entity(RecordsBuilder& builder, std::size_t i) {
    constexpr std::array<std::string_view, 4> kinds{"person", "company", "place", "guild"};
    constexpr std::array<std::string_view, 3> flags{"", "pseudonym;unnamed", "collective"};
    const std::string name = text(), aliases = text() + ";" + text(), note = maybe(), first = maybe(), second = maybe();
    const std::vector<NamedText> properties = properties_of(first, second);
    EntityRow row;
    row.id = ids_[i];
    row.kind = kinds.at(random_.below(kinds.size()));
    row.name = random_.below(4) == 0 ? std::string_view(ids_[i]) : std::string_view(name);
    row.aliases = aliases;
    if (i > 0 && random_.below(3) == 0) row.part_of = ids_[random_.below(i)];
    if (i > 0 && random_.below(3) == 0) row.place = ids_[random_.below(i)];
    if (row.kind == "place") row.level = "city";
    row.flags = flags.at(random_.below(flags.size()));
    row.note = note;
    row.properties = properties;
    builder.add_entity(row, {});
  }

  static std::vector<NamedText> properties_of(std::string_view first, std::string_view second) {
    std::vector<NamedText> properties;
    if (!first.empty()) properties.emplace_back("key", first);
    if (!second.empty()) properties.emplace_back("odd, \"name\" \\", second);
    return properties;
  }

  void add_relation(RecordsBuilder& builder, std::size_t i, bool named) {
    constexpr std::array<std::string_view, 5> kinds{"employment", "odd \"kind\"", "transfer", "study", "part_of"};
    constexpr std::array<std::string_view, 4> words{"", "planned", "on-hold", "been = there"};
    constexpr std::array<std::string_view, 4> confidences{"", "likely", "0.123456789", "inferred"};
    constexpr std::array<std::string_view, 4> weights{"", "0", "-2.5e-7", "1e300"};
    const std::string id = "r\"" + std::to_string(i), role = maybe(), locator = maybe(), first = maybe(),
                      second = maybe();
    const std::vector<NamedText> properties = properties_of(first, second);
    const auto any = [&](const auto& list) { return list.at(random_.below(list.size())); };
    RelationRow row;
    if (named) row.id = id;
    row.from = ids_[random_.below(ids_.size())];
    row.to = ids_[random_.below(ids_.size())];
    row.kind = any(kinds);
    row.role = role;
    row.start = any(dates);
    if (row.start.empty()) row.end = random_.below(2) == 0 ? std::string_view("..") : any(dates);
    if (random_.below(4) == 0) row.attested = "2013;2014-02";
    if (named && i > 0) row.after = "r\"0";
    if (random_.below(4) == 0) row.place = ids_[0];
    if (random_.below(4) == 0) row.from_place = ids_[1];
    row.status = any(words);
    row.confidence = any(confidences);
    row.weight = any(weights);
    if (random_.below(2) == 0) row.source = random_.below(2) == 0 ? "s 1" : "unlisted";
    row.locator = locator;
    row.properties = properties;
    builder.add_relation(row, {});
  }

  Random random_;
  std::vector<std::string> ids_;
};

/// Forms of one text that keep every field.
constexpr std::array text_forms{
    test::TextForm{&read_dot, &write_dot, "dot"},
    test::TextForm{&read_graphml, &write_graphml, "graphml"},
    test::TextForm{&read_gexf, &write_gexf, "gexf"},
    test::TextForm{&read_pajek, &write_pajek, "pajek"},
    test::TextForm{&read_node_link, &write_node_link, "node-link"},
    test::TextForm{&read_record_lines, &write_record_lines, "records"},
};

}  // namespace

TEST_CASE("any records written as a dataset are read back the same") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    const Records records = Maker(seed).make();
    const TestFolder folder;
    Report report;
    write_dataset(records, "note = \"as written\"  # kept\n", folder.at("a"), false, report);
    const Loaded again = load_paths({folder.at("a")}, report);
    CHECK(report.bad_count() == 0);
    REQUIRE(again.records.content_hash() == records.content_hash());
    CHECK(again.regions_text == "note = \"as written\"  # kept\n");
    CHECK(again.records.dataset().name == records.dataset().name);
    CHECK(again.records.dataset().title == records.dataset().title);
    CHECK(again.records.as_of() == records.as_of());
    CHECK(schema_toml(again.records.schema()) == schema_toml(records.schema()));
    write_dataset(again.records, again.regions_text, folder.at("b"), false, report);
    for (const std::string name :
         {"entities.csv", "relations.csv", "sources.csv", "claims.csv", "schema.toml", "dataset.toml"}) {
      CHECK(test::read_file(folder.at("a/" + name)) == test::read_file(folder.at("b/" + name)));
    }
  }
}

TEST_CASE("any records written as one text are read back with every field") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    const Records records = Maker(seed).make();
    for (const test::TextForm& form : text_forms) {
      INFO("seed " << seed << " " << form.file);
      const std::string text = test::written_text(form, records);
      Report report;
      RecordsBuilder builder(report);
      form.read(text, form.file, builder, report);
      const Records again = builder.finish();
      REQUIRE(test::written_text(form, again) == text);
      if (form.file == "records") CHECK(again.content_hash() == records.content_hash());
      CHECK(again.entity_count() == records.entity_count());
      CHECK(again.relation_count() == records.relation_count());
      CHECK(again.as_of() == records.as_of());
      for (Relation r = 0; r < records.relation_count(); ++r) CHECK(again.relation_id(r) == records.relation_id(r));
    }
  }
}

TEST_CASE("any records written for Gephi or neo4j keep their entities, ends, kinds and dates") {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Records records = Maker(seed).make();
    for (const std::string format : {"gephi", "neo4j"}) {
      INFO("seed " << seed << " " << format);
      const TestFolder folder;
      Report report;
      export_records(records, {}, format, folder.at("out"), report);
      LoadOptions options;
      const Records again = load_paths({folder.at("out")}, report, options).records;
      CHECK(report.bad_count() == 0);
      REQUIRE(again.entity_count() == records.entity_count());
      REQUIRE(again.relation_count() == records.relation_count());
      for (Entity e = 0; e < records.entity_count(); ++e) {
        CHECK(again.entity_id(e) == records.entity_id(e));
        CHECK(again.entity_name(e) == records.entity_name(e));
        CHECK(again.entity_kind(e).name == records.entity_kind(e).name);
        CHECK(again.entities().part_of[e] == records.entities().part_of[e]);
        CHECK(again.entities().flags[e] == records.entities().flags[e]);
      }
      for (Relation r = 0; r < records.relation_count(); ++r) {
        const Relation s = again.find_relation(records.relation_id(r)).value();
        CHECK(again.relations().from[s] == records.relations().from[r]);
        CHECK(again.relations().to[s] == records.relations().to[r]);
        CHECK(again.relation_kind(s).name == records.relation_kind(r).name);
        CHECK(again.date_text(again.relations().start[s]) == records.date_text(records.relations().start[r]));
        CHECK(again.date_text(again.relations().end[s]) == records.date_text(records.relations().end[r]));
        CHECK(again.confidence(s) == records.confidence(r));
        CHECK(again.relations().weight[s] == records.relations().weight[r]);
        CHECK(again.source_id(s) == records.source_id(r));
        CHECK(again.status(s) == records.status(r));
      }
    }
  }
}
