// SPDX-License-Identifier: Apache-2.0
#include "format/dataset.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "files.hpp"

using namespace renmai;
using renmai::test::error_of;
using renmai::test::files_in;
using renmai::test::load_paths;
using renmai::test::read_file;
using renmai::test::TestFolder;

namespace {

const std::string talent_folder = std::string(RENMAI_SOURCE_DIR) + "/graphs/talent";

constexpr std::string_view small_entities = "id,kind,name,height\na,person,Ada,1.6\nx,company,X,\n";
constexpr std::string_view small_relations = "from,kind,to,start\na,employment,x,2010\n";

void write_small(const TestFolder& folder, std::string_view entities = small_entities,
                 std::string_view relations = small_relations) {
  folder.write("entities.csv", entities);
  folder.write("relations.csv", relations);
}

}  // namespace

TEST_CASE("the talent dataset loads whole") {
  Report report;
  const Loaded loaded = load_paths({talent_folder}, report);
  CHECK(loaded.records.entity_count() == 175);
  CHECK(loaded.records.relation_count() == 249);
  CHECK(loaded.records.claims().size() == 91);
  CHECK(loaded.records.sources().size() == 7);
  CHECK(report.bad_count() == 0);
  CHECK(report.notices().empty());
  CHECK(loaded.records.dataset().name == "talent");
  CHECK(loaded.records.as_of() == day_from_civil(2025, 2, 7));
  CHECK(loaded.regions_text == read_file(talent_folder + "/regions.toml"));
  CHECK(loaded.records.relation_property(*loaded.records.find_relation("R001"), "note") ==
        "date derived: month of the PhD plus six months");
  CHECK(loaded.records.relation_place(*loaded.records.find_relation("R001")) == talent_folder + "/relations.csv:2");
}

TEST_CASE("the talent dataset is written and read back with the same content, byte for byte the second time") {
  const TestFolder folder;
  const Loaded loaded = load_paths({talent_folder});
  Report report;
  write_dataset(loaded.records, loaded.regions_text, folder.at("one"), false, report);
  const Loaded again = load_paths({folder.at("one")});
  CHECK(again.records.content_hash() == loaded.records.content_hash());
  CHECK(again.regions_text == loaded.regions_text);
  CHECK(again.records.as_of() == loaded.records.as_of());
  CHECK(again.records.schema().status_words().size() == loaded.records.schema().status_words().size());
  CHECK(again.records.relation_kind(*again.records.find_relation("R001")).traits == trait_other);
  write_dataset(again.records, again.regions_text, folder.at("two"), false, report);
  CHECK(files_in(folder.at("one")) == files_in(folder.at("two")));
  CHECK(files_in(folder.at("one")).size() == 7);
  CHECK(report.notices().empty());
}

TEST_CASE("a dataset folder wants entities and relations") {
  const TestFolder folder;
  CHECK(error_of([&] { (void)load_paths({folder.path()}); }).message() ==
        "this folder is no dataset; entities.csv and relations.csv are wanted, and it is empty");
  folder.write("people.csv", "id\n");
  folder.write("entities.csv", small_entities);
  const Error error = error_of([&] { (void)load_paths({folder.path()}); });
  CHECK(error.message() ==
        "this folder is no dataset; entities.csv and relations.csv are wanted, and it holds entities.csv, people.csv");
  CHECK(error.place() == folder.path());
  CHECK(error.kind() == ErrorKind::input);
}

TEST_CASE("tables may be tab-separated or JSON lines, but not two of one") {
  const TestFolder folder;
  write_small(folder);
  const auto hash = load_paths({folder.path()}).records.content_hash();
  const TestFolder other;
  other.write("entities.tsv", "kind\tid\tname\theight\nperson\ta\tAda\t1.6\ncompany\tx\tX\t\n");
  other.write("relations.jsonl", R"({"start": 2010, "from": "a", "to": "x", "kind": "employment"})");
  CHECK(load_paths({other.path()}).records.content_hash() == hash);
  other.write("entities.csv", small_entities);
  CHECK(error_of([&] { (void)load_paths({other.path()}); }).message().find("two files hold the table 'entities'") == 0);
}

TEST_CASE("further columns are properties, and of sources they are noticed") {
  const TestFolder folder;
  write_small(folder);
  folder.write("sources.csv", "id,title,colour\ns,T,red\n");
  Report report;
  const Records records = load_paths({folder.path()}, report).records;
  CHECK(records.entity_property(records.find_entity("a").value(), "height") == "1.6");
  CHECK(report.notice_count("unknown column") == 1);
  CHECK(report.notices()[0].first[0].message == "column 'colour' is not read");
}

TEST_CASE("a missing column is refused with the nearest one") {
  const TestFolder folder;
  write_small(folder, small_entities, "form,kind,to\na,employment,x\n");
  const Error error = error_of([&] { (void)load_paths({folder.path()}); });
  CHECK(error.kind() == ErrorKind::input);
  CHECK(error.message() == "there is no column 'from'; the columns are form, kind, to");
  CHECK(error.place() == folder.at("relations.csv") + ":1");
  CHECK(error.hint() == "did you mean 'form'?");
}

TEST_CASE("bad rows of a dataset are said with file, line and column") {
  const TestFolder folder;
  const auto fault_of = [&](std::string_view entities, std::string_view relations) {
    write_small(folder, entities, relations);
    Report report;
    const Error error = error_of([&] { (void)load_paths({folder.path()}, report); });
    REQUIRE(report.bad_count() == 1);
    CHECK(error.place() == report.faults()[0].place);
    CHECK(error.message() == report.faults()[0].message);
    return report.faults()[0].place.substr(folder.path().size() + 1) + " " + report.faults()[0].message;
  };
  CHECK(fault_of(small_entities, "from,kind,to,start\na,employment,x,2021-13\n")
            .starts_with("relations.csv:2:16 '2021-13' is no date: "));
  CHECK(fault_of(small_entities, "from,kind,to\na,employment,x\na,employment,y\n") ==
        "relations.csv:3:14 unknown entity 'y'");
  CHECK(fault_of("id,kind\na,person\nx,company\na,company\n", small_relations) ==
        "entities.csv:4:1 duplicate id 'a', first at " + folder.at("entities.csv") + ":2");
  CHECK(fault_of("id,kind\na,person\nx,company\n\"b,person\n", small_relations) ==
        "entities.csv:4:1 this quote is never closed");
  CHECK(fault_of("id,kind\na,person\nx,company\nb\xff,person\n", small_relations) ==
        "entities.csv:4:2 this is not UTF-8; convert the file to UTF-8");
  CHECK(fault_of(std::string("id,kind\na,person\nx,company\nb") + '\0' + ",person\n", small_relations) ==
        "entities.csv:4:2 a NUL byte; UTF-8 text is wanted");
}

TEST_CASE("a byte order mark and CR LF change nothing") {
  const TestFolder plain;
  write_small(plain);
  const TestFolder other;
  write_small(other, "\xef\xbb\xbfid,kind,name,height\r\na,person,Ada,1.6\r\nx,company,X,\r\n",
              "\xef\xbb\xbf"
              "from,kind,to,start\r\na,employment,x,2010");
  CHECK(load_paths({plain.path()}).records.content_hash() == load_paths({other.path()}).records.content_hash());
}

TEST_CASE("dataset.toml says what the dataset is, and mistakes in it have a place") {
  DatasetFacts facts;
  Report report;
  read_dataset_facts("format = 1\nname = \"n\"\nas_of = \"2024\"\ncolour = 3\n", "d.toml", facts, report);
  CHECK(facts.name == "n");
  CHECK(facts.as_of == day_from_civil(2024, 12, 31));
  CHECK(report.notice_count("unknown key") == 1);
  const auto refused = [&](std::string_view text) {
    return error_of([&] { read_dataset_facts(text, "d.toml", facts, report); });
  };
  CHECK(refused("format = 2\n").message() == "this dataset has format 2; this program reads up to 1");
  CHECK(refused("name = 3\n").place() == "d.toml:1:8");
  CHECK(refused("as_of = \"soon\"\n").message().starts_with("'soon' is no date"));
  CHECK(refused("regions = \"../x\"\n").message() == "'../x' leads out of the folder");
  CHECK(refused("name = \n").place().starts_with("d.toml:1"));
}

TEST_CASE("redacted entities are never written, and counted") {
  const TestFolder folder;
  write_small(folder, "id,kind,flags,part_of\na,person,,\nb,person,redacted,\nx,company,,y\ny,company,redacted,\n",
              "id,from,kind,to,after\n1,a,employment,x,\n2,b,employment,x,\n3,a,study,x,1;2\n");
  folder.write("claims.csv", "id,subject,metric\n1,b,m\n2,a,m\n");
  const Records records = load_paths({folder.path()}).records;
  Report report;
  write_dataset(records, {}, folder.at("out"), false, report);
  CHECK(report.notice_count("redacted entity") == 2);
  CHECK(report.notice_count("redacted relation") == 1);
  CHECK(report.notice_count("redacted claim") == 1);
  const Records out = load_paths({folder.at("out")}).records;
  CHECK(out.entity_count() == 2);
  CHECK(out.relation_count() == 2);
  CHECK(out.claims().size() == 1);
  CHECK(out.entities().part_of[out.find_entity("x").value()] == no_entity);
  CHECK(out.after(*out.find_relation("3")).size() == 1);
}

TEST_CASE("a folder that holds something is not overwritten, but for a dataset when asked") {
  const TestFolder folder;
  write_small(folder);
  const Records records = load_paths({folder.path()}).records;
  Report report;
  const auto write = [&](bool overwrite) {
    write_dataset(records, "version = \"1\"\n", folder.at("out"), overwrite, report);
  };
  std::filesystem::create_directory(folder.at("out"));  // an empty folder is nothing
  write(false);
  CHECK(error_of([&] { write(false); }).kind() == ErrorKind::output);
  write(true);
  CHECK(load_paths({folder.at("out")}).regions_text == "version = \"1\"\n");
  folder.write("out/SOURCES.md", "origin");
  CHECK(error_of([&] { write(true); }).message() == "this folder holds 'SOURCES.md', which would be lost");
  CHECK(read_file(folder.at("out/SOURCES.md")) == "origin");
  folder.write("file", "x");
  CHECK(error_of([&] { write_dataset(records, {}, folder.at("file"), true, report); }).message() ==
        "this is a file; a folder is written");
  CHECK(error_of([&] { write_dataset(records, {}, folder.at("none/out"), true, report); }).kind() == ErrorKind::output);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 4);  // nothing left over
}
