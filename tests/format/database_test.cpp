// SPDX-License-Identifier: Apache-2.0
#include "format/database.hpp"

#include <doctest/doctest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <string>
#include <vector>

#include "base/interrupt.hpp"
#include "files.hpp"
#include "format/dataset.hpp"

using namespace renmai;
using renmai::test::error_of;
using renmai::test::load_paths;
using renmai::test::read_file;
using renmai::test::TestFolder;

namespace {

using Lines = std::vector<std::vector<std::string>>;

constexpr const char* small_tables =
    "create table people(id text, kind text, name text, height real);"
    "insert into people values ('a', 'person', 'Ada', 1.6), ('x', 'company', 'X', null);"
    "create table jobs(person text, firm text, hired integer);"
    "insert into jobs values ('a', 'x', 2010);";

constexpr std::string_view people_query = "select * from people";
constexpr std::string_view jobs_query =
    "select person as 'from', 'employment' as kind, firm as 'to', hired as start from jobs";

/// Runs statements on a database file, which is made if it is not there.
void run_sql(const std::string& path, const std::string& sql) {
  sqlite3* handle = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &handle) == SQLITE_OK);
  const int state = sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr);
  const std::string message = sqlite3_errmsg(handle);
  sqlite3_close(handle);
  REQUIRE_MESSAGE(state == SQLITE_OK, message);
}

/// A dataset.toml whose url stands on line 2, whose queries on lines 3 and 4.
void write_toml(const TestFolder& folder, std::string_view entities = people_query,
                std::string_view relations = jobs_query, std::string_view url = "sqlite:people.db") {
  const auto line = [](std::string_view key, std::string_view text) {
    return std::string(key) + " = \"\"\"" + std::string(text) + "\"\"\"\n";
  };
  folder.write("dataset.toml",
               "[database]\n" + line("url", url) + line("entities", entities) + line("relations", relations));
}

Error error_of_load(const TestFolder& folder) {
  return error_of([&] { (void)load_paths({folder.path()}); });
}

/// All good rows of a query; the bad ones go into the report.
Lines rows_of(const TestFolder& folder, const std::string& sql, Report& report) {
  const auto database = open_database("sqlite:people.db", folder.path(), "place");
  auto source = database->query(sql, "place");
  std::vector<std::string> names(source->names().begin(), source->names().end());
  Rows rows(std::move(source), std::move(names), "q", "place", report);
  Lines lines;
  while (rows.next()) lines.emplace_back(rows.fields().begin(), rows.fields().end());
  return lines;
}

Lines rows_of(const TestFolder& folder, const std::string& sql) {
  Report report;
  return rows_of(folder, sql, report);
}

}  // namespace

TEST_CASE("two queries of SQLite say what two files say") {
  const TestFolder files;
  files.write("entities.csv", "id,kind,name,height\na,person,Ada,1.6\nx,company,X,\n");
  files.write("relations.csv", "from,kind,to,start\na,employment,x,2010\n");
  const TestFolder folder;
  run_sql(folder.at("people.db"), small_tables);
  write_toml(folder);
  CHECK(is_dataset_folder(folder.path()));
  Report report;
  const Records records = load_paths({folder.path()}, report).records;
  CHECK(report.bad_count() == 0);
  CHECK(report.notices().empty());
  CHECK(records.content_hash() == load_paths({files.path()}).records.content_hash());
  CHECK(records.entity_property(records.find_entity("a").value(), "height") == "1.6");
  CHECK(records.relation_place(0) == folder.at("dataset.toml") + " (rows of the relations query):1");
  // The order of the rows changes nothing, and one table may still be a file.
  write_toml(folder, "select name, kind, id, height from people order by id desc");
  CHECK(load_paths({folder.path()}).records.content_hash() == records.content_hash());
  folder.write("dataset.toml", "[database]\nurl='sqlite:people.db'\nentities='select * from people'\n");
  folder.write("relations.csv", "from,kind,to,start\na,employment,x,2010\n");
  CHECK(load_paths({folder.path()}).records.content_hash() == records.content_hash());
}

TEST_CASE("claims and sources come by queries too, and a column they lack is noticed with its query") {
  const TestFolder folder;
  run_sql(folder.at("people.db"), small_tables);
  write_toml(folder);
  folder.write("dataset.toml", read_file(folder.at("dataset.toml")) +
                                   "claims = \"select 1 as id, 'a' as subject, 'm' as metric, 2.5 as value\"\n"
                                   "sources = \"select 's' as id, 'T' as title, 'red' as colour\"\n");
  Report report;
  const Records records = load_paths({folder.path()}, report).records;
  CHECK(records.claims().size() == 1);
  CHECK(records.sources().size() == 1);
  REQUIRE(report.notice_count("unknown column") == 1);
  CHECK(report.notices()[0].first[0].place == folder.at("dataset.toml") + ":6:11");
}

TEST_CASE("values are texts: numbers as short as they are exact, booleans as words, NULL empty") {
  const TestFolder folder;
  run_sql(folder.at("people.db"),
          "create table t(a boolean, b real, c date, d bool, e);"
          "insert into t values (1, 0.1, '2020-02-29', 0, 9007199254740993), (2, 2010.0, null, null, '');");
  CHECK(rows_of(folder, "select * from t") ==
        Lines{{"true", "0.1", "2020-02-29", "false", "9007199254740993"}, {"2", "2010", "", "", ""}});
  CHECK(rows_of(folder, "select 'it''s; \"x\"' as 'a', '三' as b -- and a comment;\n;") ==
        Lines{{"it's; \"x\"", "三"}});
  CHECK(rows_of(folder, "values (1),(2); /* nothing more */ ;") == Lines{{"1"}, {"2"}});
  CHECK(rows_of(folder, "select * from t where false").empty());
}

TEST_CASE("bad rows of a query are said with the query and the number of the row") {
  const TestFolder folder;
  run_sql(folder.at("people.db"), small_tables);
  run_sql(folder.at("people.db"), "insert into jobs values ('a', 'x', 'soon'), ('a', 'nobody', 2011);");
  write_toml(folder);
  Report report;
  const Records records = load_paths({folder.path()}, report, {.format = {}, .mapping = {}, .max_bad = 2}).records;
  CHECK(records.relation_count() == 1);
  REQUIRE(report.bad_count() == 2);
  const std::string query = folder.at("dataset.toml") + " (rows of the relations query)";
  CHECK(report.faults()[0].place == query + ":2");
  CHECK(report.faults()[0].message.starts_with("'soon' is no date"));
  CHECK(report.faults()[1].place == query + ":3");
  CHECK(report.faults()[1].message == "unknown entity 'nobody'");
  CHECK(error_of_load(folder).kind() == ErrorKind::input);
}

TEST_CASE("what is no UTF-8 text is a bad row") {
  const TestFolder folder;
  run_sql(folder.at("people.db"),
          "create table t(n, v); insert into t values (1, 'good'), (2, cast(x'62ff' as text)),"
          "(3, cast(x'620063' as text)), (4, x'6263'), (5, 'good');");
  Report report;
  CHECK(rows_of(folder, "select * from t order by n", report) == Lines{{"1", "good"}, {"5", "good"}});
  REQUIRE(report.bad_count() == 3);
  CHECK(report.faults()[0] == Fault{"q:2", "column 'v' is not UTF-8; convert it to UTF-8"});
  CHECK(report.faults()[1] == Fault{"q:3", "column 'v' holds a NUL byte; UTF-8 text is wanted"});
  CHECK(report.faults()[2] == Fault{"q:4", "column 'v' holds bytes, not text; cast it to text in the query"});
  const std::string half = "printf('%.*c', 9000000, 'x')";
  CHECK(rows_of(folder, "select " + half + " as a, " + half + " as b", report).empty());
  CHECK(report.faults()[3].message == "this row has 18,000,000 bytes; at most 16,777,216 are read");
}

TEST_CASE("names that look like SQL are names") {
  const TestFolder folder;
  run_sql(folder.at("people.db"),
          "create table \"x'); drop table people; --\"(\"id\"\"; --\" text, kind text);"
          "insert into \"x'); drop table people; --\" values ('''; drop table people; --', 'k');");
  CHECK(rows_of(folder, "select * from \"x'); drop table people; --\"") == Lines{{"'; drop table people; --", "k"}});
  const TestFolder other;
  run_sql(other.at("people.db"), small_tables);
  write_toml(other, "select id, kind, name as \"'; drop table jobs; --\" from people");
  const Records records = load_paths({other.path()}).records;
  CHECK(records.entity_property(records.find_entity("a").value(), "'; drop table jobs; --") == "Ada");
}

TEST_CASE("a query may select and nothing else, and the file stays as it was") {
  const TestFolder folder;
  run_sql(folder.at("people.db"), small_tables);
  const std::string before = read_file(folder.at("people.db"));
  const auto refused = [&](const std::string& sql) {
    const Error error = error_of([&] { (void)rows_of(folder, sql); });
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.place() == "place");
    return error.message();
  };
  const std::string more = "the query may only select, and this one would do more";
  CHECK(refused("insert into jobs values ('a', 'x', 1)") == more);
  CHECK(refused("delete from jobs returning *") == more);
  CHECK(refused("pragma query_only = off") == more);
  CHECK(refused("pragma table_list") == more);
  CHECK(refused("attach '" + folder.at("new.db") + "' as n") == more);
  CHECK(refused("vacuum into '" + folder.at("new.db") + "'") == "the query gives no rows; a select is wanted");
  CHECK(refused("commit") == more);
  CHECK(refused("select load_extension('x.so')") == "the query fails: not authorized");
  const std::string two = "the query has two statements; one is wanted";
  CHECK(refused("select 1; select 2") == two);
  CHECK(refused("select 1; drop table people") == two);
  CHECK(refused("select 1; nonsense") == two);
  CHECK(refused(" \n") == "the query is empty; a select is wanted");
  CHECK(refused("-- nothing") == "the query is empty; a select is wanted");
  CHECK(refused(std::string("select 1\0, 2", 12)) == "a NUL byte in the query");
  CHECK(refused("select ? as id") == "the query has parameters, for which there are no values");
  CHECK(refused("select * from poeple") == "the query fails: no such table: poeple");
  CHECK(refused("select \"nmae\" from people") == "the query fails: no such column: nmae");
  CHECK(refused("selct 1") == "the query fails: near \"selct\": syntax error");
  CHECK(refused("select 1 as id, 2 as ID") == "columns 1 and 2 have the same name, 'ID'");
  CHECK(read_file(folder.at("people.db")) == before);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a column that is missing is refused at its query, with the nearest one") {
  const TestFolder folder;
  run_sql(folder.at("people.db"), small_tables);
  write_toml(folder, people_query, "select person as form, 'employment' as kind, firm as 'to' from jobs");
  const Error error = error_of_load(folder);
  CHECK(error.message() == "there is no column 'from'; the columns are form, kind, to");
  CHECK(error.place() == folder.at("dataset.toml") + ":4:13");
  CHECK(error.hint() == "did you mean 'form'?");
}

TEST_CASE("a file that is missing is not made, and one that is no database is refused") {
  const TestFolder folder;
  write_toml(folder);
  CHECK(error_of_load(folder).message() == "there is no database " + folder.at("people.db"));
  CHECK(error_of_load(folder).place() == folder.at("dataset.toml") + ":2:7");
  CHECK_FALSE(std::filesystem::exists(folder.at("people.db")));
  REQUIRE(::mkfifo(folder.at("people.db").c_str(), 0600) == 0);
  CHECK(error_of_load(folder).message() == folder.at("people.db") + " is no file");
  std::filesystem::remove(folder.at("people.db"));
  folder.write("people.db", std::string(4096, 'x'));
  CHECK(error_of_load(folder).message() == folder.at("people.db") + " cannot be read: file is not a database");
  // A path that leads out of the folder, and an absolute one.
  const TestFolder other;
  run_sql(other.at("o.db"), small_tables);
  for (const std::string& path :
       {"../" + other.path().substr(other.path().rfind('/') + 1) + "/o.db", other.at("o.db")}) {
    write_toml(folder, people_query, jobs_query, "sqlite:" + path);
    CHECK(load_paths({folder.path()}).records.entity_count() == 2);
  }
}

TEST_CASE("a damaged database is an error, whatever was read before") {
  const TestFolder folder;
  run_sql(folder.at("people.db"), std::string(small_tables) +
                                      "with recursive n(i) as (select 1 union all select i + 1 from n where i < 9999)"
                                      "insert into people select 'p' || i, 'person', 'Name ' || i, i from n;");
  write_toml(folder);
  const std::string good = read_file(folder.at("people.db"));
  for (std::size_t at = 100; at < good.size(); at += good.size() / 40) {
    std::string bad = good;
    for (std::size_t i = at; i < std::min(at + 3000, bad.size()); ++i) bad[i] = static_cast<char>(i * 37);
    folder.write("people.db", bad);
    try {
      (void)load_paths({folder.path()});
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::input);
    }
  }
  folder.write("people.db", good.substr(0, good.size() / 2));
  CHECK(error_of_load(folder).message().find("malformed") != std::string::npos);
}

TEST_CASE("the words of [database] are checked") {
  const TestFolder folder;
  run_sql(folder.at("people.db"), small_tables);
  const auto refused = [&](std::string_view toml) {
    folder.write("dataset.toml", toml);
    const Error error = error_of_load(folder);
    CHECK(error.kind() == ErrorKind::input);
    return error.place().substr(folder.path().size()) + " " + error.message() +
           (error.hint().empty() ? "" : " | " + error.hint());
  };
  const std::string url = "[database]\nurl = 'sqlite:people.db'\n";
  CHECK(refused("database = 'x'\n").starts_with("/dataset.toml:1:12 'database' wants a table"));
  CHECK(refused("[database]\n").starts_with("/dataset.toml:1:1 [database] wants a url"));
  CHECK(refused(url + "entites = 'x'\n") ==
        "/dataset.toml:3:1 [database] has no key 'entites'; it has url, entities, relations, sources, claims | "
        "did you mean 'entities'?");
  CHECK(refused(url + "entities = 3\n") == "/dataset.toml:3:12 'entities' wants a text in quotes");
  CHECK(refused(url + "entities = 'select 1'\n") ==
        "/dataset.toml:2:7 neither a file nor a query of [database] gives the table 'relations'");
  write_toml(folder);
  folder.write("relations.csv", "from,kind,to\n");
  CHECK(error_of_load(folder).message() ==
        "a file and a query both give the table 'relations': this and " + folder.at("relations.csv"));
  // Where there is no folder, nothing is opened.
  DatasetFacts facts;
  Report report;
  read_dataset_facts(url, "graph.dot (dataset)", facts, report);
  CHECK(report.notice_count("unknown key") == 1);
}

TEST_CASE("urls of other kinds get the nearest one, and no message holds a password") {
  const auto refused = [](const std::string& url) {
    const Error error = error_of([&] { (void)open_database(url, "/nowhere", "place"); });
    CHECK(error.kind() == ErrorKind::input);
    CHECK(error.place() == "place");
    const std::string whole = error.message() + " | " + error.hint();
    CHECK_MESSAGE(whole.find("geheim") == std::string::npos, whole);
    return whole;
  };
  const std::string wanted = "wanted sqlite:PATH or postgresql://USER@HOST/DATABASE";
  CHECK(refused("sqlit:x.db") == "there is no kind of database 'sqlit'; " + wanted + " | did you mean 'sqlite'?");
  CHECK(refused("postgre://u:geheim@h/d").ends_with("| did you mean 'postgres'?"));
  CHECK(refused("people.db").starts_with("the url of the database names no kind of it"));
  CHECK(refused("host=h password=geheim:x").starts_with("the url of the database names no kind of it"));
  CHECK(refused("sqlite:").starts_with("sqlite: wants the path of a file"));
  CHECK(refused("sqlite:///x.db").starts_with("sqlite: wants the path of a file"));
  CHECK(refused(std::string("sqlite:x\0y", 10)).starts_with("a NUL byte in the url"));
  for (const std::string url :
       {"postgresql://u:ge/geheim@h/d", "postgresql://u:ge@geheim@h/d", "postgresql://u:%zzgeheim@h/d",
        "postgresql://u:g?e@geheim@h/d", "postgresql:host=h password geheim", "postgres:host=h pasword=geheim"}) {
    const std::string message = refused(url);
    CHECK_MESSAGE(message.find("read") != std::string::npos, message);
  }
  CHECK(refused("postgresql://u:?geheim@/d?host=/nowhere").starts_with("the database cannot be reached: "));
  CHECK(refused("postgres:host=/nowhere/geheim password=geheim").find("/nowhere/***") != std::string::npos);
}

TEST_CASE("a query that never ends is stopped") {
  const TestFolder folder;
  run_sql(folder.at("people.db"), small_tables);
  set_progress_listener([](std::string_view, std::uint64_t, std::uint64_t) { request_stop(); });
  const Error error = error_of([&] {
    (void)rows_of(folder, "with recursive n(i) as (select 1 union all select i + 1 from n) select i from n");
  });
  set_progress_listener({});
  CHECK(error.kind() == ErrorKind::interrupted);
  CHECK(error_of([&] {
          (void)rows_of(folder, "with recursive n(i) as (select 1 union all select i + 1 from n) select sum(i) from n");
        }).kind() == ErrorKind::interrupted);
  clear_stop();
}
