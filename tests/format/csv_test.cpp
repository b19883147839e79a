// SPDX-License-Identifier: Apache-2.0
#include "format/csv.hpp"

#include <doctest/doctest.h>

#include <array>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/random.hpp"
#include "format/byte_marks.hpp"
#include "oracle/csv.hpp"

using renmai::CsvOptions;
using renmai::CsvPlace;
using renmai::CsvScanner;

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// The good rows; a bad one is the single field "line:column message".
Rows rows_of(std::string_view text, const CsvOptions& options = {}) {
  Rows rows;
  CsvScanner scanner(text, options);
  while (scanner.next()) {
    if (const auto* fault = scanner.fault()) {
      rows.push_back(
          {std::to_string(fault->place.line) + ":" + std::to_string(fault->place.column) + " " + fault->message});
    } else {
      rows.emplace_back(scanner.fields().begin(), scanner.fields().end());
    }
  }
  return rows;
}

std::string random_text(renmai::Random& random, std::uint64_t pieces, bool dirty) {
  constexpr std::array<std::string_view, 16> clean{"a",  "b",    ",",    ",", "\"", "\"",    "\n",   "\n",
                                                   "\r", "\r\n", "\"\"", "é", "人", "\",\"", "\n\"", "long long text"};
  std::string text;
  for (std::uint64_t i = 0; i < pieces; ++i) {
    if (dirty && random.below(30) == 0) {
      text += random.below(2) == 0 ? '\0' : '\xff';
    } else {
      text += clean.at(random.below(clean.size()));
    }
  }
  return text;
}

}  // namespace

TEST_CASE("rows of fields, with or without a last line end") {
  const Rows expected{{"a", "b"}, {"1", ""}, {"", "2"}};
  CHECK(rows_of("a,b\n1,\n,2\n") == expected);
  CHECK(rows_of("a,b\n1,\n,2") == expected);
  CHECK(rows_of("a,b\r\n1,\r\n,2\r\n") == expected);
  CHECK(rows_of("a,b\r\n1,\r\n,2\r") == expected);
  CHECK(rows_of("").empty());
}

TEST_CASE("empty lines are skipped but keep their numbers") {
  CHECK(rows_of("\n\r\n\n").empty());
  CHECK(rows_of("\r").empty());
  CHECK(rows_of("\"\"\n\nx") == Rows{{""}, {"x"}});
  CsvScanner scanner("a\n\n\r\nb\n", {}, 5);
  REQUIRE(scanner.next());
  CHECK(scanner.line() == 5);
  REQUIRE(scanner.next());
  CHECK(scanner.line() == 8);
  CHECK_FALSE(scanner.next());
  CHECK(scanner.next_line() == 9);
  CHECK(scanner.fields().empty());
}

TEST_CASE("quoted fields hold separators, line ends and doubled quotes") {
  CHECK(rows_of("\"a,b\",\"c\nd\",\"say \"\"hi\"\"\",\"\"\"\"\nx\n") ==
        Rows{{"a,b", "c\nd", "say \"hi\"", "\""}, {"x"}});
  CHECK(rows_of("\"a\"\r\n\"b\"\r") == Rows{{"a"}, {"b"}});
  CHECK(rows_of("\"a\r\nb\",\"\"") == Rows{{"a\r\nb", ""}});
}

TEST_CASE("a quote after the first byte of an unquoted field is text") {
  CHECK(rows_of("5\" disk,a\"b\"\n") == Rows{{"5\" disk", "a\"b\""}});
}

TEST_CASE("without quotes a quote is a byte like any other") {
  CHECK(rows_of("\"a\tb\n\"c\t\"", {.separator = '\t', .quotes = false}) == Rows{{"\"a", "b"}, {"\"c", "\""}});
}

TEST_CASE("lines and columns are those of the file") {
  CsvScanner scanner("id,x\n\"a\nb\",c,\"d\"\"\",e\n", {}, 1);
  REQUIRE(scanner.next());
  CHECK(scanner.place(1) == CsvPlace{1, 4});
  REQUIRE(scanner.next());
  CHECK(scanner.line() == 2);
  CHECK(scanner.place(0) == CsvPlace{2, 1});
  CHECK(scanner.place(1) == CsvPlace{3, 4});
  CHECK(scanner.place(2) == CsvPlace{3, 6});
  CHECK(scanner.place(3) == CsvPlace{3, 12});
  CHECK(scanner.place(4) == CsvPlace{2, 1});
  CHECK(scanner.next_line() == 4);
}

TEST_CASE("a quote never closed spoils its row only") {
  CHECK(rows_of("a,b\n1,\"open\n2,x\n3,y\n") ==
        Rows{{"a", "b"}, {"2:3 this quote is never closed"}, {"2", "x"}, {"3", "y"}});
  CHECK(rows_of("\"") == Rows{{"1:1 this quote is never closed"}});
  // Read as one row, the first three lines end in text after a quote; the stray quote in line 1 is the likely cause.
  CHECK(rows_of("1,\"open\n2,x\n\"3\",y\n4,z\n") ==
        Rows{{"1:3 this quote is closed only 2 lines further down, with text after the closing quote; a quote inside a "
              "quoted field is written twice"},
             {"2", "x"},
             {"3", "y"},
             {"4", "z"}});
}

TEST_CASE("text after a closing quote is a fault where it begins") {
  CHECK(rows_of("a,\"b\"c,d\nx\n") ==
        Rows{{"1:6 text after the closing quote; a quote inside a quoted field is written twice"}, {"x"}});
  CHECK(rows_of("\"a\" ,b\n").front().front().starts_with("1:4 "));
  CHECK(rows_of("\"a\"\rb\n").front().front().starts_with("1:4 "));
}

TEST_CASE("a NUL byte is a fault of its row") {
  using namespace std::string_literals;
  CHECK(rows_of("a,b\nc,d\0e\nf,\"g\0\"\nh\n"s) ==
        Rows{{"a", "b"}, {"2:4 a NUL byte; UTF-8 text is wanted"}, {"3:5 a NUL byte; UTF-8 text is wanted"}, {"h"}});
}

TEST_CASE("ill-formed UTF-8 is a fault of its row and its place is the byte") {
  const std::string_view message = "this is not UTF-8; convert the file to UTF-8";
  CHECK(rows_of("é,人\nJos\xe9,x\né\n") == Rows{{"é", "人"}, {"2:4 " + std::string(message)}, {"é"}});
  CHECK(rows_of("\xe4\xba").front().front().starts_with("1:1 "));
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += i % 10'000 == 7 ? "bad \xc0\xaf,x\n" : "good 人脉,x\n";
  int bad = 0;
  for (const auto& row : rows_of(text)) bad += row.size() == 1 ? 1 : 0;
  CHECK(bad == 5);
}

TEST_CASE("a row may be as long as the limit and not longer") {
  const CsvOptions options{.max_line_bytes = 8};
  CHECK(rows_of("abcd,efg\nx\n", options) == Rows{{"abcd", "efg"}, {"x"}});
  CHECK(rows_of("abcd,efgh\nx\n", options) == Rows{{"1:1 this row has 9 bytes; at most 8 are read"}, {"x"}});
  CHECK(rows_of("\"abcdef\"\nx\n", options) == Rows{{"abcdef"}, {"x"}});
  CHECK(rows_of("\"abcdefg\"\nx\n", options) ==
        Rows{{"1:1 this quote is not closed within 8 bytes, the most a row may have"}, {"x"}});
  CHECK(rows_of("a\n\"b\nc\nd\ne\nf\ng\"\n", options).at(1).front().starts_with("2:1 this quote is not closed"));
}

TEST_CASE("a line far beyond the limit is refused and the next one read") {
  std::string text = "a,b\n";
  text.append(std::size_t{40} << 20, 'x');
  text += "\nc,d\n";
  const Rows rows = rows_of(text);
  REQUIRE(rows.size() == 3);
  CHECK(rows[1].front() == "2:1 this row has 41,943,040 bytes; at most 16,777,216 are read");
  CHECK(rows[2] == Rows::value_type{"c", "d"});
}

TEST_CASE("a row of very many fields is refused, quoted or not") {
  for (const std::string_view field : {",", "\"\",", "\"\"\"\","}) {
    std::string text;
    for (int i = 0; i < (1 << 20); ++i) text += field;
    text += "\nc,d\n";
    const Rows rows = rows_of(text);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].front() == "1:1 this row has more than 1,048,576 fields");
    CHECK(rows[1] == Rows::value_type{"c", "d"});
  }
  std::string most((1 << 20) - 1, ',');
  CHECK(rows_of(most).front().size() == 1 << 20);
}

TEST_CASE("many quotes that never close cost no more than one") {
  // Each line opens a quote that the next one would close and open again, so every row runs to the end of the text.
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "x\",\"\n";
  CHECK(rows_of(text).size() == 1);
  // Here each line but the first leaves the field of the first open.
  text = "\"\n";
  for (int i = 0; i < 200'000; ++i) text += "a,\"\"\n";
  CHECK(rows_of(text).size() == 200'001);
  // And here each row, begun anew, runs into the text after the very last quote.
  text.clear();
  for (int i = 0; i < 200'000; ++i) text += "\"\"\"a\n";
  CHECK(rows_of(text + "\"b\"c\n").size() > 100'000);
}

TEST_CASE("the scanner reads every random text as the slow reader does") {
  renmai::Random random(20240601);
  for (int i = 0; i < 20'000; ++i) {
    CsvOptions options;
    options.quotes = random.below(8) != 0;
    if (random.below(3) == 0) options.max_line_bytes = random.below(80);
    constexpr std::array<std::uint64_t, 3> lengths{12, 60, 300};
    const std::uint64_t pieces = random.below(lengths.at(random.below(3)));
    const std::string text = random_text(random, pieces, random.below(4) == 0);
    const std::string difference = renmai::oracle::csv_difference(text, options);
    if (difference.empty()) continue;
    CAPTURE(text);
    CAPTURE(options.quotes);
    CAPTURE(options.max_line_bytes);
    FAIL(difference);
  }
}

TEST_CASE("rows that straddle blocks of the scan at every offset are read whole") {
  for (std::size_t shift = 0; shift < 130; ++shift) {
    const std::string head(shift, 'h');
    const std::string text = head + ",b\r\n\"q\"\"q\",\"" + std::string(70, 'x') + "\n\"\r\nlast," + head;
    CAPTURE(shift);
    CHECK(renmai::oracle::csv_difference(text).empty());
  }
}

TEST_CASE("both ways of marking bytes agree") {
  renmai::Random random(7);
  for (int i = 0; i < 2000; ++i) {
    std::array<char, renmai::detail::mark_block> block{};
    constexpr std::string_view near = ",\"\n\0\x01-+!#\x0b\x80\xff\xac\xa2\x8a";
    for (char& c : block) {
      c = random.below(2) == 0 ? static_cast<char>(random.below(256)) : near[random.below(near.size())];
    }
    std::uint64_t expected = 0;
    for (std::size_t k = 0; k < block.size(); ++k) {
      const char c = block.at(k);
      if (c == ',' || c == '"' || c == '\n' || c == '\0') expected |= std::uint64_t{1} << k;
    }
    CHECK(renmai::detail::mark_bytes_by_words(block.data(), ',', '"') == expected);
    CHECK(renmai::detail::mark_bytes(block.data(), ',', '"') == expected);
  }
}

TEST_CASE("a separator that means something else is refused") {
  for (const char separator : {'"', '\n', '\r', '\0'}) {
    CHECK_THROWS_AS(CsvScanner("a", {.separator = separator}), renmai::Error);
  }
}

TEST_CASE("pieces end at line ends and together are the text") {
  renmai::Random random(3);
  for (int i = 0; i < 500; ++i) {
    const std::string text = random_text(random, random.below(100), false);
    const std::size_t parts = random.below(9);
    std::string joined;
    const auto pieces = renmai::split_at_lines(text, parts);
    CHECK(pieces.size() <= std::max<std::size_t>(parts, 1));
    for (const auto piece : pieces) {
      CHECK_FALSE(piece.empty());
      joined += piece;
      if (joined.size() < text.size()) CHECK(joined.back() == '\n');
    }
    CHECK(joined == text);
  }
}

TEST_CASE("pieces scanned apart give the rows of the whole unless one ends inside quotes") {
  renmai::Random random(4);
  int apart = 0;
  for (int i = 0; i < 5000; ++i) {
    const std::string text = random_text(random, random.below(80), false);
    const auto pieces = renmai::split_at_lines(text, 4);
    Rows rows;
    bool clean = true;
    std::uint64_t lines = 0;
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      CsvScanner scanner(pieces[p]);
      while (scanner.next()) {
        std::vector<std::string> row(scanner.fields().begin(), scanner.fields().end());
        row.push_back(std::to_string(lines + scanner.line()));
        if (const auto* fault = scanner.fault()) row.push_back(fault->message);
        rows.push_back(row);
      }
      if (p + 1 < pieces.size() && scanner.ends_inside_quotes()) clean = false;
      lines += scanner.next_line() - 1;
    }
    if (!clean) continue;
    ++apart;
    Rows whole;
    CsvScanner scanner(text);
    while (scanner.next()) {
      std::vector<std::string> row(scanner.fields().begin(), scanner.fields().end());
      row.push_back(std::to_string(scanner.line()));
      if (const auto* fault = scanner.fault()) row.push_back(fault->message);
      whole.push_back(row);
    }
    CAPTURE(text);
    CHECK(rows == whole);
  }
  CHECK(apart > 500);
}

TEST_CASE("the separator is the one the first line has most of") {
  CHECK(renmai::guess_separator("a,b;c,d") == ',');
  CHECK(renmai::guess_separator("a\tb\tc,d") == '\t');
  CHECK(renmai::guess_separator("a;b;c") == ';');
  CHECK(renmai::guess_separator("a|b|c;d") == '|');
  CHECK(renmai::guess_separator("\"a,b,c,d\";e") == ';');
  CHECK(renmai::guess_separator("a;b\n,,,,,") == ';');
  CHECK(renmai::guess_separator("name") == ',');
  CHECK(renmai::guess_separator("") == ',');
}
