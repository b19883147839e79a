// SPDX-License-Identifier: Apache-2.0
#include "draw/label.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "base/unicode.hpp"
#include "support.hpp"

using renmai::detail::clean_text;
using renmai::detail::dot_name;
using renmai::detail::html_text;
using renmai::detail::plain_text;
using renmai::detail::wrap_text;

using Lines = std::vector<std::string>;

TEST_CASE("clean text has single blanks and shows what cannot be seen") {
  CHECK(clean_text("  two \n\t words ") == "two words");
  CHECK(clean_text("bell\x07") == "bell\\x07");
  CHECK(clean_text("\u202egnp") == "\\u{202e}gnp");
  CHECK(clean_text("a\xff"
                   "b") == "a\\xffb");
  CHECK(clean_text("x\xef\xbf\xbey") == "x\uFFFDy");
  CHECK(clean_text("潘子正") == "潘子正");
  CHECK(clean_text("").empty());
}

TEST_CASE("what Graphviz would take for an XML entity is broken up") {
  CHECK(clean_text("AT&T") == "AT&T");
  CHECK(clean_text("a & b;") == "a & b;");
  CHECK(clean_text("&nosuch;") == "&\u2060nosuch;");
  CHECK(clean_text("&#0;&;") == "&\u2060#0;&\u2060;");
}

TEST_CASE("lines break between words and are as wide as asked") {
  CHECK(wrap_text("Hong Kong University of Science and Technology", 20, 4) ==
        Lines{"Hong Kong University", "of Science and", "Technology"});
  CHECK(wrap_text("short", 20, 4) == Lines{"short"});
  CHECK(wrap_text("", 20, 4) == Lines{""});
}

TEST_CASE("a wide character counts two columns and lines break between them") {
  CHECK(wrap_text("香港科技大学研究院", 8, 4) == Lines{"香港科技", "大学研究", "院"});
  CHECK(wrap_text("潘子正 Zizheng Pan", 8, 4) == Lines{"潘子正", "Zizheng", "Pan"});
}

TEST_CASE("a word longer than a line is cut and what does not fit ends in an ellipsis") {
  CHECK(wrap_text("abcdefghij", 4, 9) == Lines{"abcd", "efgh", "ij"});
  CHECK(wrap_text("abcdefghij", 4, 2) == Lines{"abcd", "efg…"});
  CHECK(wrap_text("one two three", 5, 2) == Lines{"one", "two…"});
  CHECK(wrap_text("one two three", 3, 1) == Lines{"on…"});
}

TEST_CASE("no text makes a line wider or more lines than asked") {
  for (const std::string& name : renmai::test::hostile_names()) {
    for (const std::size_t width : {7U, 22U}) {
      const auto lines = wrap_text(clean_text(name), width, 3);
      CHECK(lines.size() <= 3);
      for (const std::string& line : lines) {
        CHECK(renmai::display_width(line) <= width);
        CHECK(line.size() <= renmai::longest_name + 8);
      }
    }
  }
}

TEST_CASE("marks without a width do not grow a label without end") {
  std::string marks = "e";
  for (int i = 0; i < 100'000; ++i) marks += "\u0301";
  std::size_t bytes = 0;
  for (const std::string& line : wrap_text(marks, 22, 4)) bytes += line.size();
  CHECK(bytes < 2 * renmai::longest_name);
}

TEST_CASE("text is escaped for its place") {
  CHECK(html_text(R"(<a> & "b" \N)") == R"(&lt;a&gt; &amp; &quot;b&quot; \\N)");
  CHECK(plain_text(R"("a" & \N)") == R"("a" &amp; \\N)");
}

TEST_CASE("names of vertices are plain and differ where ids do") {
  CHECK(dot_name("p_zheng") == "p_zheng");
  CHECK(dot_name("潘 1") == "潘 1");
  CHECK(dot_name("a\"b\\") == "a~22b~5C");
  CHECK(dot_name("~22") == "~7E22");
  CHECK(dot_name("%1") == "~251");  // cgraph would take it for a number of its own
  CHECK(dot_name("") == "~");
  CHECK(dot_name("\xff潘") == "~FF~E6~BD~98");
  std::set<std::string> names;
  for (const std::string& id : renmai::test::hostile_names()) names.insert(dot_name(id));
  CHECK(names.size() == renmai::test::hostile_names().size());
}
