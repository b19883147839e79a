// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <locale>
#include <string>
#include <vector>

#include "base/random.hpp"

using renmai::edit_distance;
using renmai::format_count;
using renmai::format_number;
using renmai::join;
using renmai::join_distinct;
using renmai::lower_ascii;
using renmai::nearest;
using renmai::split_list;
using renmai::to_integer;
using renmai::to_number;
using renmai::trim;

namespace {

using Views = std::vector<std::string_view>;

std::string random_word(renmai::Random& random, std::size_t longest) {
  std::string word(random.below(longest + 1), ' ');
  for (char& c : word) c = static_cast<char>('a' + random.below(3));
  return word;
}

/// Optimal string alignment straight from its recursive definition, over the last characters.
std::size_t defined_distance(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const auto shorter_a = a.substr(0, a.size() - 1);
  const auto shorter_b = b.substr(0, b.size() - 1);
  std::size_t best = std::min(defined_distance(shorter_a, b), defined_distance(a, shorter_b)) + 1;
  best = std::min(best, defined_distance(shorter_a, shorter_b) + (a.back() == b.back() ? 0 : 1));
  if (a.size() > 1 && b.size() > 1 && a.back() == b[b.size() - 2] && a[a.size() - 2] == b.back()) {
    best = std::min(best, defined_distance(a.substr(0, a.size() - 2), b.substr(0, b.size() - 2)) + 1);
  }
  return best;
}

}  // namespace

TEST_CASE("trim takes blanks from both ends and nothing else") {
  CHECK(trim("  a b\t\r\n") == "a b");
  CHECK(trim("\t \r\n").empty());
  CHECK(trim("").empty());
  CHECK(trim("\v") == "\v");
  CHECK(trim("\u3000x") == "\u3000x");
}

TEST_CASE("a list is split into its trimmed parts without the empty ones") {
  CHECK(split_list("a; b ;;c;", ';') == Views{"a", "b", "c"});
  CHECK(split_list("one", ';') == Views{"one"});
  CHECK(split_list("", ';').empty());
  CHECK(split_list(" ; ;", ';').empty());
  CHECK(split_list("a b", ' ') == Views{"a", "b"});
}

TEST_CASE("join puts the separator only between parts") {
  CHECK(join(std::vector<std::string>{}, ", ").empty());
  CHECK(join(std::vector<std::string>{"a"}, ", ") == "a");
  CHECK(join(std::vector<std::string>{"a", "", "c"}, ", ") == "a, , c");
}

TEST_CASE("join_distinct leaves out empty parts and repeats") {
  CHECK(join_distinct(std::vector<std::string>{}).empty());
  CHECK(join_distinct(std::vector<std::string>{""}).empty());
  CHECK(join_distinct(std::vector<std::string>{"", "b", "a", "b", "", "a"}) == "b; a");
  std::vector<std::string> many;
  for (int i = 0; i < 300'000; ++i) many.push_back(std::to_string(i % 150'000));
  CHECK(split_list(join_distinct(many), ';').size() == 150'000);
}

TEST_CASE("lower_ascii leaves bytes beyond ASCII alone") { CHECK(lower_ascii("ABCxyz[@Ä") == "abcxyz[@Ä"); }

TEST_CASE("an integer is read whole or not at all") {
  CHECK(to_integer("0") == 0);
  CHECK(to_integer("-17") == -17);
  CHECK(to_integer("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  for (const char* text : {"", " 1", "1 ", "+1", "1.0", "0x10", "9223372036854775808", "--1", "１"}) {
    CAPTURE(text);
    CHECK_FALSE(to_integer(text).has_value());
  }
}

TEST_CASE("a number is read whole and finite or not at all") {
  CHECK(to_number("0.5") == 0.5);
  CHECK(to_number("-1e3") == -1000.0);
  CHECK(to_number("5e-324") == 5e-324);
  for (const char* text : {"", " 1", "1 ", "+1", "1,5", "0x10", "1e999", "inf", "nan", "-inf", "e5", "."}) {
    CAPTURE(text);
    CHECK_FALSE(to_number(text).has_value());
  }
}

TEST_CASE("numbers are written with the fewest digits and no needless exponent") {
  CHECK(format_number(0) == "0");
  CHECK(format_number(100000) == "100000");
  CHECK(format_number(0.1) == "0.1");
  CHECK(format_number(1.0 / 3) == "0.3333333333333333");
  CHECK(format_number(-2.5) == "-2.5");
  CHECK(format_number(9007199254740993.0) == "9007199254740992");
  CHECK(format_number(1e16) == "1e+16");
  CHECK(format_number(0.0001) == "0.0001");
  CHECK(format_number(0.00001) == "1e-05");
  CHECK(format_number(1.7976931348623157e308) == "1.7976931348623157e+308");
  CHECK(format_number(std::numeric_limits<double>::quiet_NaN()) == "nan");
  CHECK(format_number(-std::numeric_limits<double>::quiet_NaN()) == "nan");
  CHECK(format_number(std::numeric_limits<double>::infinity()) == "inf");
  CHECK(format_number(-std::numeric_limits<double>::infinity()) == "-inf");
}

TEST_CASE("every written number reads back as the same double") {
  renmai::Random random(1);
  for (int i = 0; i < 20000; ++i) {
    const auto any = std::bit_cast<double>(random.next());
    for (const double value : {any, random.unit() * 1e6, std::floor(random.unit() * 1e12)}) {
      if (!std::isfinite(value)) continue;
      const std::string text = format_number(value);
      CAPTURE(text);
      REQUIRE(std::bit_cast<std::uint64_t>(std::strtod(text.c_str(), nullptr)) == std::bit_cast<std::uint64_t>(value));
      REQUIRE(to_number(text) == value);
    }
  }
}

TEST_CASE("counts are grouped by threes") {
  CHECK(format_count(0) == "0");
  CHECK(format_count(999) == "999");
  CHECK(format_count(1000) == "1,000");
  CHECK(format_count(1234567) == "1,234,567");
  CHECK(format_count(std::numeric_limits<std::uint64_t>::max()) == "18,446,744,073,709,551,615");
}

TEST_CASE("edit distance counts inserts, deletes, replacements and swaps") {
  CHECK(edit_distance("", "", 3) == 0);
  CHECK(edit_distance("kitten", "sitting", 9) == 3);
  CHECK(edit_distance("rank", "arnk", 9) == 1);
  CHECK(edit_distance("abc", "", 9) == 3);
  CHECK(edit_distance("abcdef", "", 3) == 4);
  CHECK(edit_distance("abc", "xyz", 2) == 3);
  CHECK(edit_distance("abc", "abd", 0) == 1);
  CHECK(edit_distance("abc", "abd", std::numeric_limits<std::size_t>::max()) == 1);
}

TEST_CASE("edit distance agrees with its recursive definition at every limit") {
  renmai::Random random(2);
  for (int i = 0; i < 400; ++i) {
    const std::string a = random_word(random, 7);
    const std::string b = random_word(random, 7);
    const std::size_t exact = defined_distance(a, b);
    CAPTURE(a);
    CAPTURE(b);
    for (std::size_t limit = 0; limit < 9; ++limit) REQUIRE(edit_distance(a, b, limit) == std::min(exact, limit + 1));
  }
}

TEST_CASE("the nearest word forgives a slip and knows beginnings") {
  const std::vector<std::string> verbs{"rank", "path", "overlap", "communities", "components"};
  CHECK(nearest("rnak", verbs) == "rank");
  CHECK(nearest("RANK", verbs) == "rank");
  CHECK(nearest("commun", verbs) == "communities");
  CHECK(nearest("com", verbs) == "communities");
  CHECK(nearest("overlpa", verbs) == "overlap");
  CHECK_FALSE(nearest("zzzz", verbs).has_value());
  CHECK_FALSE(nearest("", verbs).has_value());
  CHECK_FALSE(nearest(std::string(1000, 'r'), verbs).has_value());
}

TEST_CASE("the nearest of equals is the first, and nothing in common is not near") {
  const std::vector<std::string_view> candidates{"bat", "cat"};
  CHECK(nearest("hat", candidates) == "bat");
  CHECK(nearest("cat", candidates) == "cat");
  const std::vector<std::string_view> letters{"x"};
  CHECK_FALSE(nearest("y", letters).has_value());
  CHECK_FALSE(nearest("cat", std::vector<std::string_view>{}).has_value());
}
