// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "base/unicode.hpp"
#include "table/write.hpp"

using renmai::Table;
using renmai::TableStyle;

namespace {

using Words = std::vector<std::string>;

std::string boxed(const Table& table, const TableStyle& style = {}) {
  std::ostringstream out;
  renmai::table_form("box").write(out, table, style);
  return out.str();
}

Words lines_of(const std::string& text) {
  Words lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string box_of(double value) {
  Table table;
  table.add("x", std::vector<double>{value});
  const std::string line = lines_of(boxed(table, {.header = false})).at(1);
  return line.substr(4, line.size() - 8);  // without the bars (3 bytes) and blanks
}

}  // namespace

TEST_CASE("a box has rules, text left, numbers right, a row count and the stamp") {
  Table table;
  table.add("name", Words{"Ann", "Benedikt"});
  table.add("moves", std::vector<std::int64_t>{3, 12345});
  table.stamp = {{"n", "2"}, {"policy", "certain"}};
  CHECK(boxed(table) ==
        "┌──────────┬───────┐\n"
        "│ name     │ moves │\n"
        "├──────────┼───────┤\n"
        "│ Ann      │     3 │\n"
        "│ Benedikt │ 12345 │\n"
        "└──────────┴───────┘\n"
        "2 rows\n"
        "n: 2 · policy: certain\n");
  CHECK(boxed(table.head(1), {.header = false}) ==
        "┌─────┬───┐\n"
        "│ Ann │ 3 │\n"
        "└─────┴───┘\n"
        "1 row\n"
        "n: 2 · policy: certain\n");
}

TEST_CASE("a box without rows still shows its columns") {
  Table table;
  table.add("name", Words{});
  CHECK(boxed(table) == "┌──────┐\n│ name │\n├──────┤\n└──────┘\n0 rows\n");
}

TEST_CASE("wide characters keep the bars in line") {
  Table table;
  table.add("名前", Words{"人脉", "Ann", "ドラえもん", "e\u0301"});
  table.add("n", std::vector<std::int64_t>{1, 22, 333, 4});
  const Words lines = lines_of(boxed(table));
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    CAPTURE(lines[i]);
    CHECK(renmai::display_width(lines[i]) == renmai::display_width(lines[0]));
  }
  CHECK(lines[3] == "│ 人脉       │   1 │");
  CHECK(lines[4] == "│ Ann        │  22 │");
}

TEST_CASE("control and bidirectional characters from data never reach the terminal") {
  Table table;
  table.add("a\x1b", Words{"\x1b[2J", "new\nline", "\u202Eevil", "bad\xff"});
  table.stamp = {{"where", "\x1b]0;x\x07"}};
  const std::string text = boxed(table);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
  CHECK(text.find("\u202E") == std::string::npos);
  CHECK(text.find('\xff') == std::string::npos);
  CHECK(lines_of(text).size() == 10);
}

TEST_CASE("the widest text columns shrink first and numbers never") {
  Table table;
  table.add("id", Words{"p1"});
  table.add("name", Words{std::string(60, 'n')});
  table.add("note", Words{std::string(40, 'o')});
  table.add("n", std::vector<std::int64_t>{1234567890123});
  const Words lines = lines_of(boxed(table, {.width = 60}));
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) CHECK(renmai::display_width(lines[i]) == 60);
  CHECK(lines[3].find("│ p1 │ nnn") == 0);
  CHECK(lines[3].find("1234567890123 │") != std::string::npos);
  CHECK(lines[3].find("n… │") != std::string::npos);
  CHECK(lines[3].find("o… │") != std::string::npos);
}

TEST_CASE("a table that fits is not clipped and width 0 never clips") {
  Table table;
  table.add("name", Words{"abcdef"});
  table.add("n", std::vector<std::int64_t>{1});
  CHECK(boxed(table, {.width = 14}) == boxed(table));
  CHECK(boxed(table, {.width = 13}) != boxed(table));
  table = Table();
  table.add("name", Words{std::string(5000, 'x')});
  CHECK(boxed(table).find(std::string(5000, 'x')) != std::string::npos);
}

TEST_CASE("a table of numbers wider than the terminal stays whole") {
  Table table;
  table.add("a", std::vector<std::int64_t>{123456789});
  table.add("t", Words{"text"});
  CHECK(boxed(table, {.width = 5}).find("123456789") != std::string::npos);
}

TEST_CASE("clipping wide characters keeps the table inside the terminal") {
  Table table;
  table.add("name", Words{"清华大学计算机科学与技术系", "short"});
  table.add("n", std::vector<std::int64_t>{1, 2});
  for (std::size_t width = 12; width < 40; ++width) {
    const Words lines = lines_of(boxed(table, {.width = width}));
    for (const std::string& line : lines) CHECK(renmai::display_width(line) <= width);
    CHECK(renmai::display_width(lines[3]) == renmai::display_width(lines[0]));
    CHECK(renmai::display_width(lines[4]) == renmai::display_width(lines[0]));
  }
}

TEST_CASE("the stamp is wrapped at blanks") {
  Table table;
  table.add("n", std::vector<std::int64_t>{1});
  table.stamp = {{"selection", "affiliation and study and mentorship"},
                 {"dataset", "0123456789abcdef0123456789abcdef"}};
  const Words lines = lines_of(boxed(table, {.width = 24}));
  REQUIRE(lines.size() > 8);
  std::string joined;
  for (std::size_t i = 6; i < lines.size(); ++i) joined += (i > 6 ? " " : "") + lines[i];
  CHECK(joined == renmai::stamp_line(table.stamp));
  CHECK(lines[6] == "selection: affiliation");
  CHECK(lines.back() == "0123456789abcdef0123456789abcdef");
}

TEST_CASE("reals show six significant digits but every digit before the point") {
  CHECK(box_of(1.0 / 3) == "0.333333");
  CHECK(box_of(-2.0 / 3) == "-0.666667");
  CHECK(box_of(0.1 + 0.2) == "0.3");
  CHECK(box_of(123.456789) == "123.457");
  CHECK(box_of(12) == "12");
  CHECK(box_of(1234567.8) == "1234568");
  CHECK(box_of(99999.96) == "100000");
  CHECK(box_of(1e15) == "1000000000000000");
  CHECK(box_of(1.23456789e-20) == "1.23457e-20");
  CHECK(box_of(1.23456789e30) == "1.23457e+30");
  CHECK(box_of(-0.0) == "0");
  CHECK(box_of(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(box_of(std::numeric_limits<double>::denorm_min()) == "5e-324");
}

TEST_CASE("colour wraps the header and the rules and nothing else") {
  Table table;
  table.add("name", Words{"Ann"});
  std::string text = boxed(table, {.color = true});
  CHECK(text.find("\x1b[1mname\x1b[0m") != std::string::npos);
  CHECK(text.find("\x1b[2m┌") == 0);
  for (const std::string code : {"\x1b[0m", "\x1b[1m", "\x1b[2m"}) {
    for (std::size_t at = text.find(code); at != std::string::npos; at = text.find(code)) text.erase(at, code.size());
  }
  CHECK(text == boxed(table));
}
