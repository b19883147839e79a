// SPDX-License-Identifier: Apache-2.0
#include "format/load.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "files.hpp"
#include "support.hpp"

using namespace renmai;
using renmai::test::error_of;
using renmai::test::load_paths;
using renmai::test::TestFolder;

namespace {

Error refused(const std::vector<std::string>& paths, const LoadOptions& options = {}) {
  return error_of([&] { (void)load_paths(paths, options); });
}

}  // namespace

TEST_CASE("the form of a file is known by its name and content") {
  const TestFolder folder;
  const auto relations = [&](std::string_view name, std::string_view text) {
    return load_paths({folder.write(name, text)}).records.relation_count();
  };
  CHECK(relations("a.dot", "digraph { a -> b }") == 1);
  CHECK(relations("a.gv", "graph { a -- b }") == 1);
  CHECK(relations("unnamed", "  digraph x { a -> b }") == 1);
  CHECK(relations("unnamed",
                  "<?xml version=\"1.0\"?><graphml><graph><node id=\"a\"/><edge source=\"a\" "
                  "target=\"a\"/></graph></graphml>") == 1);
  CHECK(relations("unnamed",
                  "<gexf><graph><nodes><node id=\"a\"/></nodes><edges><edge source=\"a\" "
                  "target=\"a\"/></edges></graph></gexf>") == 1);
  CHECK(relations("unnamed", "\xEF\xBB\xBF% a comment\n*Vertices 2\n*Arcs\n1 2\n") == 1);
  CHECK(relations("a.el", "a b\nb c\n") == 2);
  CHECK(relations("numbers", "# FromNodeId ToNodeId\n0 1\n") == 1);
  CHECK(relations("matrix", "%%MatrixMarket matrix coordinate pattern general\n2 2 1\n1 2\n") == 1);
  const std::string json = "{\n\"nodes\": [{\"id\": 1}], \"links\": [{\"source\": 1, \"target\": 1}]}";
  CHECK(relations("graph.json", json) == 1);
  CHECK(relations("graph", json) == 1);
  const std::string ftm =
      "{\"id\": \"l\", \"schema\": \"UnknownLink\", \"properties\": {\"subject\": [\"p\"], \"object\": [\"p\"]}}\n"
      "{\"id\": \"p\", \"schema\": \"Person\", \"properties\": {}}\n";
  for (const std::string name : {"a.ftm", "ftm.json", "ftm.jsonl", "ftm"}) CHECK(relations(name, ftm) == 1);
  CHECK(relations("edges.csv", "Source,Target\na,b\n") == 1);
  CHECK(relations("careers.csv", "person,employer,start\na,b,2010\n") == 1);
  CHECK(relations("moves.tsv", "person\torigin\tdestination\tdate\na\tb\tc\t2010\n") == 1);
  CHECK(relations("careers.jsonl", "{\"name\": \"a\", \"org\": \"b\"}\n") == 1);
  CHECK(relations("lines", "{\"name\": \"a\", \"org\": \"b\"}\n") == 1);
  const std::string lines =
      "{\"record\":\"relation\",\"from\":\"a\",\"kind\":\"met\",\"to\":\"b\"}\n{\"record\":\"entity\",\"id\":\"a\"}\n"
      "{\"record\":\"entity\",\"id\":\"b\"}\n";
  CHECK(relations("records.jsonl", lines) == 1);
  CHECK(relations("records", lines) == 1);
  CHECK(load_paths({folder.write("n.csv", "Id,Label\na,A\nb,B\n"), folder.write("e.csv", "Source,Target\na,b\n")})
            .records.entity_count() == 2);
  CHECK(load_paths({folder.write("r.csv", ":START_ID,:END_ID,:TYPE\na,b,X\n"),
                    folder.write("m.csv", ":ID,:LABEL\na,P\nb,P\n")})
            .records.relation_count() == 1);
}

TEST_CASE("packed files are opened as such") {
  const TestFolder folder;
  const std::string path = folder.at("g.dot.gz");
  gzFile file = gzopen(path.c_str(), "wb");
  REQUIRE(gzputs(file, "digraph { a -> b }") > 0);
  gzclose(file);
  CHECK(load_paths({path}).records.relation_count() == 1);
}

TEST_CASE("a table whose columns say nothing is refused, listing them") {
  const TestFolder folder;
  const std::string path = folder.write("t.csv", "who,where\na,b\n");
  const Error error = refused({path});
  CHECK(error.kind() == ErrorKind::usage);
  CHECK(error.message() == "the columns do not say who was where; they are who, where");
  CHECK(error.place() == path + ":1");
  CHECK(error.hint().find("--person COLUMN --org COLUMN") != std::string::npos);
  LoadOptions options;
  options.mapping.emplace();
  options.mapping->person.name.column = "who";
  options.mapping->organisation.name.column = "where";
  CHECK(load_paths({path}, options).records.relation_count() == 1);
  options.format = "dot";
  CHECK(refused({path}, options).kind() == ErrorKind::usage);
}

TEST_CASE("what cannot be read has one clear message with its place") {
  const TestFolder folder;
  const auto check = [](const Error& error, const std::string& place, std::string_view message) {
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.place() == place);
    CHECK(error.message().find(message) != std::string::npos);
  };
  check(refused({folder.at("none.csv")}), folder.at("none.csv"), "no such file");
  check(refused({folder.path()}), folder.path(), "this folder is no dataset");
  LoadOptions options;
  options.format = "careers";
  check(refused({folder.path()}, options), folder.path(), "this is a folder; a file is wanted");
  options.format = "dataset";
  const std::string file = folder.write("x.csv", "a\n");
  check(refused({file}, options), file, "this is a file; a dataset is a folder");
  const std::string empty = folder.write("empty.csv", "");
  check(refused({empty}), empty + ":1", "the file is empty");
  const std::string binary = folder.write("binary.csv", std::string("\x7f"
                                                                    "ELF\x02\0\0\0",
                                                                    8));
  check(refused({binary}), binary + ":1:6", "a NUL byte");
  const std::string quotes = folder.write("quotes.csv", "person,org\n\"a,b\n");
  check(refused({quotes}), quotes + ":2:1", "this quote is never closed");
  const std::string latin = folder.write("latin.csv", "person,org\nJos\xe9,b\n");
  check(refused({latin}), latin + ":2:4", "this is not UTF-8");
  const std::string date = folder.write("date.csv", "person,org,start\na,b,2021-13\n");
  check(refused({date}), date + ":2:5", "'2021-13' is no date");
  const std::string long_line = folder.write("long.csv", "person,org\na," + std::string(17 << 20, 'x') + "\n");
  check(refused({long_line}), long_line + ":2:1", "at most 16,777,216 are read");
  const std::string long_header = folder.write("header.csv", std::string(17 << 20, 'x'));
  check(refused({long_header}), long_header + ":1:1", "at most 16,777,216 are read");
  const std::string graph = folder.write("g.dot", "digraph {\n a -> }\n");
  check(refused({graph}), graph + ":2", "this is no DOT graph: syntax error near '}'");
}

TEST_CASE("formats are listed and unknown ones get the nearest word") {
  std::vector<std::string_view> names;
  for (const FormatRow& row : formats()) {
    names.push_back(row.name);
    CHECK(row.can_read());
    CHECK_FALSE(row.summary.empty());
  }
  CHECK(names == std::vector<std::string_view>{"dataset", "snapshot", "records", "careers", "gephi", "neo4j", "mtx",
                                               "edges", "dot", "graphml", "gexf", "pajek", "node-link", "ftm"});
  CHECK_FALSE(format_row("careers").can_write());
  const Error error = error_of([] { (void)format_row("gehpi"); });
  CHECK(error.kind() == ErrorKind::usage);
  CHECK(error.hint() == "did you mean 'gephi'?");
  CHECK(refused({}, {}).kind() == ErrorKind::usage);
}

TEST_CASE("records are exported by name of form or by extension") {
  test::RecordsFixture fixture;
  fixture.entity("a", "person").entity("x", "company").relation("a", "employment", "x", "2010");
  const Records records = fixture.finish();
  const TestFolder folder;
  Report report;
  export_records(records, {}, {}, folder.at("g.gv"), report);
  CHECK(load_paths({folder.at("g.gv")}).records.content_hash() == records.content_hash());
  export_records(records, {}, {}, folder.at("set"), report);
  CHECK(load_paths({folder.at("set")}).records.content_hash() == records.content_hash());
  export_records(records, {}, "edges", folder.at("list.txt"), report);
  CHECK(test::read_file(folder.at("list.txt")) == "a\tx\n");
  export_records(records, {}, "edges", folder.at("list.txt"), report);  // a file is replaced
  CHECK(error_of([&] { export_records(records, {}, "careers", folder.at("c"), report); }).kind() == ErrorKind::usage);
  CHECK(error_of([&] { export_records(records, {}, "dot", folder.path(), report); }).kind() == ErrorKind::output);
  CHECK(error_of([&] { export_records(records, {}, "gephi", folder.at("set"), report); }).kind() == ErrorKind::output);
  CHECK(error_of([&] { export_records(records, {}, "dot", folder.at("none/g.dot"), report); }).kind() ==
        ErrorKind::output);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 3);
}
