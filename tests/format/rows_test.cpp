// SPDX-License-Identifier: Apache-2.0
#include "format/rows.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "files.hpp"

using namespace renmai;
using renmai::test::error_of;

namespace {

using Lines = std::vector<std::vector<std::string>>;

/// All good rows; what is bad goes into the report.
Lines all_rows(std::string_view text, RowsForm form, Report& report, std::vector<std::string>* names = nullptr) {
  Rows rows(text, "t", form, report);
  if (names != nullptr) names->assign(rows.names().begin(), rows.names().end());
  Lines lines;
  while (rows.next()) lines.emplace_back(rows.fields().begin(), rows.fields().end());
  return lines;
}

}  // namespace

TEST_CASE("rows of csv and tsv have one field for each name of the header") {
  Report report;
  std::vector<std::string> names;
  CHECK(all_rows("a,b,\n1,\"x,\ny\",3\n", RowsForm::csv, report, &names) == Lines{{"1", "x,\ny", "3"}});
  CHECK(names == std::vector<std::string>{"a", "b", "column 3"});
  CHECK(all_rows("a;b\r\n1;2,5\r\n", RowsForm::csv, report) == Lines{{"1", "2,5"}});
  CHECK(all_rows("a\tb,c\n1\t2\n", RowsForm::tsv, report, &names) == Lines{{"1", "2"}});
  CHECK(names == std::vector<std::string>{"a", "b,c"});
  CHECK(report.bad_count() == 0);
}

TEST_CASE("a row with another number of fields than the header is bad and passed over") {
  Report report;
  CHECK(all_rows("a,b\n1\n1,2\n1,2,3\n\"x\n", RowsForm::csv, report) == Lines{{"1", "2"}});
  REQUIRE(report.bad_count() == 3);
  CHECK(report.faults()[0] == Fault{"t:2", "this row has 1 field, the header has 2"});
  CHECK(report.faults()[1] == Fault{"t:4", "this row has 3 fields, the header has 2"});
  CHECK(report.faults()[2].place == "t:5:1");
}

TEST_CASE("a table without a usable header is refused with its place") {
  Report report;
  const auto refused = [&](std::string_view text, RowsForm form = RowsForm::csv) {
    return error_of([&] { Rows(text, "t", form, report); });
  };
  CHECK(refused("").message() == "the file is empty; a header line is wanted");
  CHECK(refused("").place() == "t:1");
  CHECK(refused("id,a,ID\n").message().find("same name") != std::string::npos);
  CHECK(refused(std::string_view("a\0b\n", 4)).place() == "t:1:2");
  CHECK(refused("a,\xff\n").place() == "t:1:3");
  CHECK(refused("", RowsForm::json_lines).message() == "the file is empty");
  CHECK(refused("nonsense\n", RowsForm::json_lines).kind() == ErrorKind::input);
}

TEST_CASE("JSON lines give the same rows whatever keys each line has") {
  Report report;
  std::vector<std::string> names;
  const Lines lines = all_rows(
      R"({"id": "a", "n": 007e0, "x": 1}
{"id": "a", "n": 12345678901234567890, "t": true, "l": ["p", 2, null]}

{"n": 1.50, "id": null, "u": "\u4eba\n"})",
      RowsForm::json_lines, report, &names);
  CHECK(names == std::vector<std::string>{"id", "n", "x", "t", "l", "u"});
  REQUIRE(lines.size() == 2);
  CHECK(lines[0] == std::vector<std::string>{"a", "12345678901234567890", "", "true", "p;2;", ""});
  CHECK(lines[1] == std::vector<std::string>{"", "1.50", "", "", "", "人\n"});
  CHECK(report.bad_count() == 1);  // 007e0 is no JSON
  CHECK(report.faults()[0].place == "t:1");
}

TEST_CASE("lines that are no flat JSON object are bad") {
  for (const std::string line : {"[1]", "1", "{\"a\": {\"b\": 1}}", "{\"a\": [[1]]}", "{\"a\": 1", "{\"a\" 1}",
                                 "{\"a\": 1} x", "{\"a\": 1}{\"a\": 1}", "{\"a\": 1, \"a\": 2}", "{\"a\": \"\\u0000\"}",
                                 "{\"a\": nul}", "{\"a\": \"\xff\"}", "{\"a\": -}", "{\"a\":}"}) {
    INFO(line);
    Report report;
    const std::string text = "{\"a\": 1}\n" + line + "\n{\"a\": 2}\n";
    CHECK(all_rows(text, RowsForm::json_lines, report) == Lines{{"1"}, {"2"}});
    REQUIRE(report.bad_count() == 1);
    CHECK(report.faults()[0].place == "t:2");
  }
}

TEST_CASE("too many JSON keys are refused") {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "{\"k" + std::to_string(i) + "\": 1}\n";
  Report report;
  CHECK(error_of([&] { Rows(text, "t", RowsForm::json_lines, report); }).kind() == ErrorKind::limit);
}
