// SPDX-License-Identifier: Apache-2.0
#include "cli/page.hpp"

#include <string>

using namespace renmai::cli;

TEST_CASE("text is wrapped at blanks, and a word that is too long stands alone") {
  CHECK(wrap("one two three", 0, 7) == "one two\nthree\n");
  CHECK(wrap("one two three", 2, 9) == "  one two\n  three\n");
  CHECK(wrap("a verylongword b", 0, 5) == "a\nverylongword\nb\n");
}

TEST_CASE("an entry whose heading is long has its text on the next line") {
  const Page page{.name = "p",
                  .summary = "s",
                  .usage = {"p"},
                  .sections = {{.title = "T", .items = {{"short", "text"}, {std::string(30, 'x'), "text"}}}}};
  const std::string plain = to_plain(page);
  CHECK(plain.find("  short                     text\n") != std::string::npos);
  CHECK(plain.find(std::string(30, 'x') + "\n" + std::string(28, ' ') + "text\n") != std::string::npos);
}

TEST_CASE("mdoc escapes backslashes, dashes and lines that would be macros") {
  const Page page{
      .name = "p", .summary = "s", .usage = {"p"}, .sections = {{.title = "T", .paragraphs = {".x 'y a\\b -z"}}}};
  CHECK(to_mdoc(page).find("\n\\&.x 'y a\\eb \\-z\n") != std::string::npos);
}

TEST_CASE("a sentence of a man page begins on a line of its own") {
  const Page page{
      .name = "p", .summary = "s", .usage = {"p"}, .sections = {{.title = "T", .paragraphs = {"One. Two."}}}};
  CHECK(to_mdoc(page).find("\nOne.\nTwo.\n") != std::string::npos);
}
