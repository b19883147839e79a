// SPDX-License-Identifier: Apache-2.0
#include "table/write.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <locale>
#include <sstream>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"

using renmai::Column;
using renmai::Error;
using renmai::ErrorKind;
using renmai::Table;
using renmai::TableStyle;

namespace {

using Words = std::vector<std::string>;
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

std::string written(const Table& table, std::string_view form, const TableStyle& style = {}) {
  std::ostringstream out;
  renmai::table_form(form).write(out, table, style);
  return out.str();
}

Table small() {
  Table table;
  table.add("name", Words{"Ann", ""});
  table.add("moves", std::vector<std::int64_t>{12, Column::absent}, "moves");
  table.add("score", std::vector<double>{1.0 / 3, nan_value});
  table.add("vertex", std::vector<std::uint32_t>{7, renmai::no_vertex});
  table.stamp = {{"n", "2"}, {"policy", "certain"}};
  return table;
}

Table hostile() {
  Table table;
  table.add("na\"me", Words{"a,b", "say \"hi\"", "two\nlines", "tab\tback\\slash\r", "\x1b[31mred", "=1+1", "\xff"});
  return table;
}

}  // namespace

TEST_CASE("the registry lists the forms in their order and knows them by name") {
  Words names;
  for (const auto& form : renmai::table_forms()) names.emplace_back(form.name);
  CHECK(names == Words{"box", "csv", "tsv", "json", "jsonl", "md", "footnotes"});
  CHECK(&renmai::table_form("table") == &renmai::table_form("box"));
  CHECK(renmai::table_form("json").carries_stamp);
  CHECK_FALSE(renmai::table_form("csv").carries_stamp);
  try {
    (void)renmai::table_form("jsn");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    CHECK(error.message() == "there is no table form 'jsn'; the forms are box, csv, tsv, json, jsonl, md, footnotes");
    CHECK(error.hint() == "did you mean 'json'?");
  }
}

TEST_CASE("csv quotes only where needed and keeps full precision") {
  CHECK(written(small(), "csv") == "name,moves,score,vertex\nAnn,12,0.3333333333333333,7\n,,,\n");
  CHECK(written(small(), "csv", {.header = false}) == "Ann,12,0.3333333333333333,7\n,,,\n");
  CHECK(written(hostile(), "csv") ==
        "\"na\"\"me\"\n\"a,b\"\n\"say \"\"hi\"\"\"\n\"two\nlines\"\n\"tab\tback\\slash\r\"\n\x1b[31mred\n=1+1\n\xff\n");
}

TEST_CASE("csv shows the empty cell of a lone column so that no reader skips the row") {
  Table table;
  table.add("name", Words{"", "x"});
  CHECK(written(table, "csv") == "name\n\"\"\nx\n");
}

TEST_CASE("tsv escapes tab, line ends and backslash") {
  CHECK(written(hostile(), "tsv") ==
        "na\"me\na,b\nsay \"hi\"\ntwo\\nlines\ntab\\tback\\\\slash\\r\n\x1b[31mred\n=1+1\n\xff\n");
}

TEST_CASE("formulas are guarded on request and numbers are not formulas") {
  Table table;
  table.add("t", Words{"=SUM(A1)", "+cmd", "-5", "-x", "@me", "\tx", "a=b", "-1e3"});
  table.add("n", std::vector<double>{-1, -2, -3, -4, -5, -6, -infinity, 0});
  const TableStyle guard{.header = false, .guard_formulas = true};
  CHECK(written(table, "csv", guard) == "'=SUM(A1),-1\n'+cmd,-2\n-5,-3\n'-x,-4\n'@me,-5\n'\tx,-6\na=b,-inf\n-1e3,0\n");
  CHECK(written(table, "tsv", guard).find("'\\tx\t-6\n") != std::string::npos);
  CHECK(written(table, "csv", {.header = false}).find('\'') == std::string::npos);
}

TEST_CASE("json carries meta, columns and one row a line") {
  CHECK(written(small(), "json") == R"({"meta": {"n": "2", "policy": "certain"},
"columns": [{"name": "name", "type": "text", "unit": ""}, {"name": "moves", "type": "integer", "unit": "moves"}, )"
                                    R"({"name": "score", "type": "real", "unit": ""}, )"
                                    R"({"name": "vertex", "type": "vertex", "unit": ""}],
"rows": [
{"name": "Ann", "moves": 12, "score": 0.3333333333333333, "vertex": 7},
{"name": null, "moves": null, "score": null, "vertex": null}
]}
)");
}

TEST_CASE("jsonl is one object a row without meta") {
  CHECK(written(small(), "jsonl") ==
        "{\"name\": \"Ann\", \"moves\": 12, \"score\": 0.3333333333333333, \"vertex\": 7}\n"
        "{\"name\": null, \"moves\": null, \"score\": null, \"vertex\": null}\n");
}

TEST_CASE("json has no number for an infinity") {
  Table table;
  table.add("distance", std::vector<double>{infinity, -infinity, 1e22});
  CHECK(written(table, "jsonl") == "{\"distance\": null}\n{\"distance\": null}\n{\"distance\": 1e+22}\n");
}

TEST_CASE("json strings escape quotes, backslashes and controls and mend broken text") {
  CHECK(renmai::json_quote("a\"b\\c\n\r\t") == R"("a\"b\\c\n\r\t")");
  CHECK(renmai::json_quote(std::string_view("\0\x1f\x7f", 3)) == R"("\u0000\u001f\u007f")");
  CHECK(renmai::json_quote("人脉/</script>") == "\"人脉/</script>\"");
  CHECK(renmai::json_quote("a\xff"
                           "b") ==
        "\"a\xef\xbf\xbd"
        "b\"");
  CHECK(renmai::json_quote("") == "\"\"");
}

TEST_CASE("markdown escapes what would end a cell or start markup") {
  Table table;
  table.add("id", Words{"p_zheng", "a|b", "a\\|b", "<b>*x*</b>", "_x_", "two\nlines"});
  table.add("n", std::vector<std::int64_t>{1, 2, 3, 4, 5, 6});
  table.stamp = {{"policy", "a*b"}};
  CHECK(written(table, "md") ==
        "| id | n |\n| --- | ---: |\n| p_zheng | 1 |\n| a\\|b | 2 |\n| a\\\\\\|b | 3 |\n"
        "| \\<b>\\*x\\*\\</b> | 4 |\n| \\_x\\_ | 5 |\n| two\\\\x0alines | 6 |\n\n*policy: a\\*b*\n");
}

TEST_CASE("markdown without a header keeps the table a table") {
  Table table;
  table.add("id", Words{"x"});
  CHECK(written(table, "md", {.header = false}) == "|  |\n| --- |\n| x |\n");
}

TEST_CASE("the stamp is one line whatever its values hold") {
  CHECK(renmai::stamp_line({}).empty());
  CHECK(renmai::stamp_line({{"n", "5"}, {"as_of", "2025"}}) == "n: 5 · as_of: 2025");
  CHECK(renmai::stamp_line({{"where", "a\nb\x1b"}}).find_first_of("\n\x1b") == std::string::npos);
}

TEST_CASE("tables without rows or columns are written in every form") {
  Table no_rows;
  no_rows.add("name", Words{});
  no_rows.add("n", std::vector<double>{});
  CHECK(written(no_rows, "csv") == "name,n\n");
  CHECK(written(no_rows, "tsv") == "name\tn\n");
  CHECK(written(no_rows, "jsonl").empty());
  CHECK(written(no_rows, "json").find("\"rows\": []}") != std::string::npos);
  CHECK(written(no_rows, "md") == "| name | n |\n| --- | ---: |\n");
  const Table nothing;
  CHECK(written(nothing, "csv").empty());
  CHECK(written(nothing, "tsv").empty());
  CHECK(written(nothing, "json") == "{\"meta\": {},\n\"columns\": [],\n\"rows\": []}\n");
  CHECK(written(nothing, "jsonl").empty());
  CHECK(written(nothing, "md").empty());
  CHECK(written(nothing, "box") == "no columns\n");
}

TEST_CASE("no locale of the stream or the process changes a number") {
  struct Grouping : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  const Table table = [] {
    Table t;
    t.add("n", std::vector<std::int64_t>{1234567});
    t.add("x", std::vector<double>{1234.5});
    return t;
  }();
  for (const auto& form : renmai::table_forms()) {
    std::ostringstream out;
    out.imbue(std::locale(std::locale::classic(), new Grouping));
    form.write(out, table, {});
    CHECK(out.str() == written(table, form.name));
    CHECK(out.str().find("1234567") != std::string::npos);
    CHECK(out.str().find("1234.5") != std::string::npos);
  }
}

TEST_CASE("many rows are written in pieces and a request to stop ends them") {
  Table table;
  table.add("n", std::vector<std::int64_t>(100'000, 1));
  std::string expected = "n\n";
  for (int i = 0; i < 100'000; ++i) expected += "1\n";
  CHECK(written(table, "csv") == expected);
  renmai::request_stop();
  CHECK_THROWS_AS((void)written(table, "csv"), Error);
  renmai::clear_stop();
}

TEST_CASE("a stream that fails ends the writing quietly") {
  Table table;
  table.add("n", std::vector<std::int64_t>(100'000, 1));
  for (const auto& form : renmai::table_forms()) {
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    form.write(out, table, {});
    CHECK(out.str().empty());
  }
}

TEST_CASE("footnotes: sources and locators become notes, one for equal ones; without sources it is a Markdown table") {
  Table table;
  table.add("name", Words{"ann", "bob", "cid", "dot"});
  table.add("source", Words{"001", "001", "002", ""});
  table.add("source_title", Words{"A paper", "A paper", "", ""});
  table.add("locator", Words{"line 3", "line 3", "page 2", ""});
  table.add("n", std::vector<std::int64_t>{1, 2, 3, 4});
  CHECK(written(table, "footnotes") ==
        "| name | n | notes |\n| --- | ---: | --- |\n| ann | 1 | [^1] |\n| bob | 2 | [^1] |\n| cid | 3 | [^2] |\n"
        "| dot | 4 |  |\n\n[^1]: A paper, source 001, line 3\n[^2]: source 002, page 2\n");
  Table plain;
  plain.add("n", std::vector<std::int64_t>{1});
  CHECK(written(plain, "footnotes") == written(plain, "md"));
}