// SPDX-License-Identifier: Apache-2.0
#include "format/matrix_market.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "files.hpp"
#include "one_text.hpp"
#include "support.hpp"

using namespace renmai;
using renmai::test::error_of;

namespace {

constexpr test::TextForm form{.read = &read_matrix_market, .write = &write_matrix_market, .file = "m.mtx"};

Records read(std::string_view text, Report& report) { return test::read_text(form, text, report); }
Records read(std::string_view text) { return test::read_sound_text(form, text); }
std::string written(const Records& records, Report& report) { return test::written_text(form, records, report); }

/// The weights by pairs of ids.
std::map<std::pair<std::string, std::string>, double> entries_of(const Records& records) {
  std::map<std::pair<std::string, std::string>, double> entries;
  for (Relation r = 0; r < records.relation_count(); ++r) {
    const RelationColumns& c = records.relations();
    entries[{std::string(records.entity_id(c.from[r])), std::string(records.entity_id(c.to[r]))}] = c.weight[r];
  }
  return entries;
}

using Entries = std::map<std::pair<std::string, std::string>, double>;

const std::string general = "%%MatrixMarket matrix coordinate real general\n";

}  // namespace

TEST_CASE("mtx: a square matrix is a graph of its rows, those without entries too") {
  const Records records = read(general + "% a comment\n\n 4 4 3 \n1 2 2.5\n 2\t1  -1e-3\r\n+4 4 1\n");
  CHECK(records.entity_count() == 4);
  CHECK(records.entity_kind(0).name == "other");
  CHECK(records.relation_kind(0).name == "edge");
  CHECK(entries_of(records) == Entries{{{"1", "2"}, 2.5}, {{"2", "1"}, -1e-3}, {{"4", "4"}, 1}});
  CHECK(records.relation_property(0, "direction").empty());
}

TEST_CASE("mtx: rows and columns of a matrix that is not square are two kinds of vertices") {
  const Records records = read("%%matrixmarket MATRIX Coordinate Integer General\n2 3 2\n1 3 7\n2 1 1");
  CHECK(records.entity_count() == 5);
  CHECK(entries_of(records) == Entries{{{"r1", "c3"}, 7}, {{"r2", "c1"}, 1}});
}

TEST_CASE("mtx: patterns weigh 1, symmetric entries have no direction") {
  std::string text = "%%MatrixMarket matrix coordinate pattern symmetric\n40 40 39\n";
  for (int k = 2; k <= 40; ++k) text += std::to_string(k) + " " + std::to_string(k - 1) + "\n";
  const Records records = read(text);
  CHECK(records.relation_count() == 39);
  CHECK(records.relations().weight.empty());
  CHECK(records.relation_property(0, "direction") == "undirected");
  Report report;
  const std::string again = written(records, report);
  CHECK(again.find("\n40 40 78\n") != std::string::npos);
  REQUIRE(report.notices().size() == 1);
  CHECK(report.notice_count("both ways") == 39);
}

TEST_CASE("mtx: arrays go by columns, zeros are no entries, symmetric ones begin at the diagonal") {
  CHECK(entries_of(read("%%MatrixMarket matrix array real general\n2 3\n1\n0\n2\n0\n0\n3.5\n")) ==
        Entries{{{"r1", "c1"}, 1}, {{"r1", "c2"}, 2}, {{"r2", "c3"}, 3.5}});
  CHECK(entries_of(read("%%MatrixMarket matrix array integer symmetric\n3 3\n0\n2\n3\n0\n5\n6\n")) ==
        Entries{{{"2", "1"}, 2}, {{"3", "1"}, 3}, {{"3", "2"}, 5}, {{"3", "3"}, 6}});
}

TEST_CASE("mtx: what is written names its vertices and is read back") {
  test::RecordsFixture f;
  f.entity("b \"q\"\n%", "other").entity("1", "other").entity("人", "person", {.name = "Ren"});
  f.relation("b \"q\"\n%", "edge", "1", {}, {}, {.weight = "0.1"});
  f.relation("b \"q\"\n%", "edge", "1", {}, {}, {.weight = "0.2"});
  f.relation("1", "met", "1", "2010");
  const Records records = f.finish();
  Report report;
  const std::string text = written(records, report);
  CHECK(text == general + "% vertex 2 \"b \\\"q\\\"\\n%\"\n% vertex 3 \"人\"\n3 3 2\n1 1 1\n2 1 " +
                    format_number(0.1 + 0.2) + "\n");
  CHECK(report.notice_count("summed") == 1);
  CHECK(report.notice_count("entity in part") == 1);
  CHECK(report.notice_count("relation in part") == 1);
  const Records again = read(text);
  CHECK(again.find_entity("b \"q\"\n%"));
  CHECK(again.entity_count() == 3);
  Report nothing;
  CHECK(written(again, nothing) == text);
  CHECK(nothing.notices().empty());
}

TEST_CASE("mtx: a bad line is told with its place") {
  const auto check = [](const std::string& line, std::string_view place, std::string_view message) {
    Report report;
    (void)read(general + "3 3 2\n" + line + "\n1 1 1\n", report);
    REQUIRE(report.bad_count() == 1);
    CHECK(report.faults()[0].place == place);
    CHECK(report.faults()[0].message.find(message) != std::string::npos);
  };
  check("4 1 1", "m.mtx:3:1", "row 4 and column 1 are not in the matrix");
  check("1 0 1", "m.mtx:3:1", "row 1 and column 0");
  check("1 x 1", "m.mtx:3:3", "the numbers of a row and a column are wanted");
  check("1", "m.mtx:3:2", "the numbers of a row");
  check("-1 1 1", "m.mtx:3:1", "the numbers of a row");
  check("1 1", "m.mtx:3:4", "a finite number is wanted");
  check("1 1 nan", "m.mtx:3:5", "a finite number is wanted");
  check("1 1 1e999", "m.mtx:3:5", "a finite number is wanted");
  check("1 1 1 1", "m.mtx:3:7", "there is more on this line");
  Report report;
  (void)read(general + "% vertex 9 \"x\"\n% vertex 1 x\n% vertex 1 \"x\" y\n1 1 1\n1 1 1\n", report);
  REQUIRE(report.bad_count() == 1);
  CHECK(report.faults()[0].place == "m.mtx:2");
}

TEST_CASE("mtx: headers and sizes that are not known, or lie, are refused at their line") {
  const auto check = [](const std::string& text, ErrorKind kind, std::string_view place, std::string_view message) {
    const Error error = error_of([&] { (void)read(text); });
    CHECK(error.kind() == kind);
    CHECK(error.place() == place);
    CHECK(error.message().find(message) != std::string::npos);
  };
  const auto head = [](std::string_view words) { return "%%MatrixMarket " + std::string(words) + "\n1 1 1\n1 1 1\n"; };
  check("", ErrorKind::input, "m.mtx:1", "this is no Matrix Market file");
  check("1 1 1\n1 1 1\n", ErrorKind::input, "m.mtx:1", "this is no Matrix Market file");
  check(head("vector coordinate real general"), ErrorKind::input, "m.mtx:1", "'vector' is not read");
  check(head("matrix sparse real general"), ErrorKind::input, "m.mtx:1", "unknown form 'sparse'");
  check(head("matrix coordinate complex general"), ErrorKind::input, "m.mtx:1", "a complex matrix is not read");
  check(head("matrix coordinate real skew-symmetric"), ErrorKind::input, "m.mtx:1", "a skew-symmetric matrix");
  check(head("matrix coordinate real"), ErrorKind::input, "m.mtx:1", "unknown symmetry ''");
  check(head("matrix array pattern general"), ErrorKind::input, "m.mtx:1", "an array cannot be a pattern");
  check(general, ErrorKind::input, "m.mtx:1", "the file ends before the sizes");
  check(general + "1 1\n", ErrorKind::input, "m.mtx:2", "rows, columns and entries are wanted");
  check(general + "1 -1 0\n", ErrorKind::input, "m.mtx:2", "rows, columns and entries are wanted");
  check("%%MatrixMarket matrix coordinate real symmetric\n1 2 0\n", ErrorKind::input, "m.mtx:2", "as many rows");
  check(general + "4000000000 4000000000 1\n1 1 1\n", ErrorKind::limit, "m.mtx:2", "2147483647 rows");
  check(general + "2000000000 1 1\n1 1 1\n", ErrorKind::limit, "m.mtx:2", "too many for a text of");
  check(general + "1 1 4000000000\n1 1 1\n", ErrorKind::input, "m.mtx:2", "the text is too short");
  check("%%MatrixMarket matrix array real general\n2000000000 2000000000\n1\n", ErrorKind::input, "m.mtx:2",
        "the text is too short");
  check(general + "3 3 1\n1 1 1\n2 2 2\n", ErrorKind::input, "m.mtx:2", "tells of 1 entries, the file holds 2");
  check(general + "3 3 2\n1 1 1\n     \n", ErrorKind::input, "m.mtx:2", "tells of 2 entries, the file holds 1");
  check(general + "% vertex 2 \"1\"\n2 2 0\n", ErrorKind::input, "m.mtx:3", "two vertices have the id '1'");
  check(general + "1 1 1\n1 1 \xff\n", ErrorKind::input, "m.mtx:3:5", "not UTF-8");
}
