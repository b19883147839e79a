// SPDX-License-Identifier: Apache-2.0
#include "base/unicode.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/parallel.hpp"
#include "base/random.hpp"

using renmai::clip_to_width;
using renmai::display_width;
using renmai::escape_for_terminal;
using renmai::find_invalid_utf8;
using renmai::fold_name;
using renmai::latin_keys;
using renmai::to_latin;
using renmai::to_valid_utf8;

namespace {

constexpr auto nowhere = std::string_view::npos;
const std::string replacement = "\ufffd";

bool meet(std::string_view a, std::string_view b) {
  const auto keys = latin_keys(a);
  const auto others = latin_keys(b);
  return std::any_of(keys.begin(), keys.end(),
                     [&](const auto& key) { return std::find(others.begin(), others.end(), key) != others.end(); });
}

std::string first_key(std::string_view text) {
  const auto keys = latin_keys(text);
  return keys.empty() ? "" : keys.front();
}

std::string repeat(std::string_view part, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

/// Well-formed sequences as the table 3-7 of the Unicode standard lists them, byte by byte.
bool table_allows(const std::vector<unsigned>& bytes) {
  const auto tail = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xbf) {
    return bytes[i] >= low && bytes[i] <= high;
  };
  const unsigned lead = bytes[0];
  if (bytes.size() == 1) return lead <= 0x7f;
  if (bytes.size() == 2) return lead >= 0xc2 && lead <= 0xdf && tail(1);
  return lead >= 0xe0 && lead <= 0xef && tail(1, lead == 0xe0 ? 0xa0 : 0x80, lead == 0xed ? 0x9f : 0xbf) && tail(2);
}

/// Bytes that often are, and often are not, well-formed.
std::string random_bytes(renmai::Random& random) {
  const std::vector<std::string> parts{"a", " ",    "潘",           "é", "\u0301", "ア",     "\xff",       "\xe4\xbd",
                                       "-", "\xed", "\xf0\x9f\x98", "م", "한",     "\u3000", "\U0001F600", "\x1b"};
  std::string text;
  for (auto count = random.below(12); count > 0; --count) text += parts[random.below(parts.size())];
  return text;
}

}  // namespace

TEST_CASE("ill-formed UTF-8 is found where it begins") {
  CHECK(find_invalid_utf8("") == nowhere);
  CHECK(find_invalid_utf8("plain text, longer than eight bytes") == nowhere);
  CHECK(find_invalid_utf8("潘子正 ü 😀 \U0010FFFF") == nowhere);
  CHECK(find_invalid_utf8("ab\xff") == 2);
  CHECK(find_invalid_utf8("ab\x80") == 2);
  CHECK(find_invalid_utf8("12345678\xe4\xbd") == 8);
  CHECK(find_invalid_utf8("\xc0\xaf") == 0);           // overlong
  CHECK(find_invalid_utf8("\xe0\x80\xaf") == 0);       // overlong
  CHECK(find_invalid_utf8("\xed\xa0\x80") == 0);       // surrogate
  CHECK(find_invalid_utf8("x\xf4\x90\x80\x80") == 1);  // beyond U+10FFFF
}

TEST_CASE("well-formedness agrees with the table of the Unicode standard") {
  for (unsigned a = 0; a < 256; ++a) {
    for (unsigned b = 0; b < 256; b += b < 0x7e ? 63 : 1) {
      const std::string two{static_cast<char>(a), static_cast<char>(b)};
      REQUIRE((find_invalid_utf8(two) == nowhere) ==
              (table_allows({a, b}) || (table_allows({a}) && table_allows({b}))));
      const std::string three = two + '\x80';
      REQUIRE((find_invalid_utf8(three) == nowhere) ==
              (table_allows({a, b, 0x80}) || (table_allows({a}) && table_allows({b, 0x80}))));
    }
  }
}

TEST_CASE("ill-formed sequences become the replacement character") {
  CHECK(to_valid_utf8("潘子正") == "潘子正");
  CHECK(to_valid_utf8("a\xff"
                      "b") == "a" + replacement + "b");
  CHECK(to_valid_utf8("\xe4\xbd") == replacement);
  CHECK(to_valid_utf8("\xff\xff") == replacement + replacement);
}

TEST_CASE("names that differ in form, case or blanks fold to one key") {
  CHECK(fold_name("  Liang \t\n Wenfeng ") == "liang wenfeng");
  CHECK(fold_name("ＬＩＡＮＧ\u3000\u3000Wenfeng\u00a0") == "liang wenfeng");
  CHECK(fold_name("MÜLLER") == fold_name("mu\u0308ller"));
  CHECK(fold_name("Straße") == "strasse");
  CHECK(fold_name("ﬁ") == "fi");
  CHECK(fold_name("潘\u200b子正") == "潘子正");
  CHECK(fold_name("ΣΊΣΥΦΟΣ") == fold_name("σίσυφος"));
  CHECK(fold_name("ｱ") == "ア");
  CHECK(fold_name("").empty());
  CHECK(fold_name(" \u3000\u2003").empty());
  CHECK(fold_name("A\xff") == "a" + replacement);
}

TEST_CASE("folding twice is folding once, and ASCII folds as the general rule does") {
  renmai::Random random(21);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random_bytes(random);
    const std::string folded = fold_name(text);
    CAPTURE(text);
    REQUIRE(fold_name(folded) == folded);
    REQUIRE(find_invalid_utf8(folded) == nowhere);
  }
  for (char c = 1; c < 0x7f; ++c) {
    const std::string text = std::string("x") + c + "Y";
    REQUIRE(fold_name(text + "é") == fold_name(text) + "é");
  }
}

TEST_CASE("one person is found under any script, spacing and order") {
  const std::vector<std::string> pan{"潘子正",       "Pan Zizheng", "Zizheng Pan",         "pan zi zheng",
                                     "Zi-Zheng Pan", "PĀN Zǐzhèng", "ＰＡＮ\u3000Zizheng", "zizhengpan",
                                     "潘 子正",      "Pan, Zizheng"};
  for (const auto& a : pan) {
    for (const auto& b : pan) {
      CAPTURE(a);
      CAPTURE(b);
      CHECK(meet(a, b));
    }
    CHECK_FALSE(meet(a, "潘正"));
    CHECK_FALSE(meet(a, "Pan Zheng"));
  }
  CHECK(meet("司马光", "Sima Guang"));
  CHECK(meet("司马光", "Guang Sima"));
  CHECK(meet("Илья Суцкевер", "Sutskever Ilya"));
  CHECK(meet("Юрий", "Yuriy"));
  CHECK(meet("Jürgen Müller", "MULLER, Jurgen"));
  CHECK(meet("Đặng Văn Phong", "Phong Van Dang"));
  CHECK(meet("Jean-Pierre Serre", "serre jean pierre"));
  CHECK(meet("O’Brien", "O'Brien"));
  CHECK(meet("a b c d e f", "f e d c b a"));
}

TEST_CASE("a character read otherwise as a family name has both readings") {
  CHECK(meet("曾国藩", "Zeng Guofan"));
  CHECK(meet("曾国藩", "Guofan Zeng"));
  CHECK(meet("单雄信", "Shan Xiongxin"));
  CHECK(meet("区块链", "qukuailian"));
}

TEST_CASE("the characters of one Chinese name are not shuffled") { CHECK_FALSE(meet("王子文", "王文子")); }

TEST_CASE("the first key is the name as written") {
  CHECK(first_key("Zizheng Pan") == "zizhengpan");
  CHECK(first_key("潘子正") == "panzizheng");
  CHECK(first_key("Müller-Lüdenscheidt") == "mullerludenscheidt");
  CHECK(first_key("ルオン・ヴァン・フォン") == "ruonvuanfon");
  CHECK(first_key("ＡＢＣ") == "abc");
  CHECK(first_key("J.R.R. Tolkien") == "jrrtolkien");
  CHECK(first_key("محمد") == "mhmd");
}

TEST_CASE("keys are few, without repeats, and empty without letters") {
  CHECK(latin_keys("a b c d").size() == 24);
  CHECK(latin_keys("a a a a").size() == 1);
  CHECK(latin_keys("b a d c f e h g").size() == 9);
  CHECK(latin_keys(repeat("ab ", 1000)).size() == 1);
  for (const char* text : {"", "  ", "--", "360", "・", "😀", "\xff\xfe", "\u0301"}) {
    CAPTURE(text);
    CHECK(latin_keys(text).empty());
  }
  renmai::Random random(22);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random_bytes(random);
    auto keys = latin_keys(text);
    CAPTURE(text);
    REQUIRE(keys.size() <= 24);
    for (const auto& key : keys) REQUIRE((!key.empty() && find_invalid_utf8(key) == nowhere));
    std::sort(keys.begin(), keys.end());
    REQUIRE(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
  }
}

TEST_CASE("texts too long to be names have no keys but still fold") {
  const std::string longest(renmai::longest_name, 'A');
  CHECK(first_key(longest) == std::string(renmai::longest_name, 'a'));
  CHECK(latin_keys(longest + 'A').empty());
  CHECK(fold_name(longest + 'A').size() == renmai::longest_name + 1);
  CHECK(to_latin(repeat("é", 10000)) == std::string(renmai::longest_name / 2, 'e'));
  CHECK_NOTHROW(static_cast<void>(latin_keys(repeat("\ufdfa", 1300))));
}

TEST_CASE("the Latin form is ASCII, with words apart") {
  CHECK(to_latin("潘子正") == "pan zi zheng");
  CHECK(to_latin("Łukasz Müller") == "Lukasz Muller");
  CHECK(to_latin("北京·大学") == "bei jing da xue");
  CHECK(to_latin("DeepSeek深度求索2023") == "DeepSeek shen du qiu suo 2023");
  CHECK(to_latin("😀 x") == "x");
  CHECK(to_latin(" a  b ") == "a b");
  CHECK(to_latin("").empty());
  renmai::Random random(23);
  for (int i = 0; i < 2000; ++i) {
    const std::string latin = to_latin(random_bytes(random));
    REQUIRE(std::all_of(latin.begin(), latin.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
  }
}

TEST_CASE("keys made by many threads are those of one") {
  const std::vector<std::string> names{"潘子正", "Илья", "ルオン", "Müller", "محمد", "曾国藩", "김정은"};
  std::vector<std::vector<std::string>> expected;
  expected.reserve(names.size());
  for (const auto& name : names) expected.push_back(latin_keys(name));
  const int threads = renmai::thread_count();
  renmai::set_thread_count(4);
  std::vector<int> same(400, 0);
  renmai::parallel_for(
      same.size(),
      [&](std::size_t i) { same[i] = latin_keys(names[i % names.size()]) == expected[i % names.size()] ? 1 : 0; }, 10);
  renmai::set_thread_count(threads);
  CHECK(std::count(same.begin(), same.end(), 1) == 400);
}

TEST_CASE("width counts columns") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("潘子正") == 6);
  CHECK(display_width("ＡＢ") == 4);
  CHECK(display_width("ｱ") == 1);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("a\u200bb") == 2);
  CHECK(display_width("a\tb\x7f") == 2);
  CHECK(display_width("한국") == 4);
  CHECK(display_width("\u1112\u1161\u11ab") == 2);  // the same syllable in parts
  CHECK(display_width("😀") == 2);
  CHECK(display_width("…") == 1);
  CHECK(display_width("\xff") == 1);
}

TEST_CASE("clipping keeps within the width and leaves graphemes whole") {
  CHECK(clip_to_width("abc", 3) == "abc");
  CHECK(clip_to_width("abcd", 3) == "ab…");
  CHECK(clip_to_width("abcd", 1) == "…");
  CHECK(clip_to_width("abcd", 0).empty());
  CHECK(clip_to_width("潘子正", 6) == "潘子正");
  CHECK(clip_to_width("潘子正", 5) == "潘子…");
  CHECK(clip_to_width("潘子正", 4) == "潘…");
  CHECK(clip_to_width("e\u0301e\u0301e\u0301", 2) == "e\u0301…");
  CHECK(clip_to_width("🇨🇳🇺🇸x", 4) == "🇨🇳…");
  CHECK(clip_to_width("a\xff", 5) == "a" + replacement);
  renmai::Random random(24);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = random_bytes(random);
    for (std::size_t width = 0; width < 12; ++width) {
      const std::string clipped = clip_to_width(text, width);
      REQUIRE(display_width(clipped) <= width);
      REQUIRE(find_invalid_utf8(clipped) == nowhere);
    }
  }
}

TEST_CASE("nothing that steers a terminal passes") {
  CHECK(escape_for_terminal("plain 潘 é") == "plain 潘 é");
  CHECK(escape_for_terminal("\x1b[31m") == "\\x1b[31m");
  CHECK(escape_for_terminal("a\tb\nc\x7f") == "a\\x09b\\x0ac\\x7f");
  CHECK(escape_for_terminal("\u0085\u009b") == "\\u{0085}\\u{009b}");
  // Byte by byte, so that this file holds no text that runs backwards.
  const std::string override_left{'\xe2', '\x80', '\xae'};
  const std::string isolate_end{'\xe2', '\x81', '\xa9'};
  CHECK(escape_for_terminal(override_left + "abc" + isolate_end) == "\\u{202e}abc\\u{2069}");
  CHECK(escape_for_terminal("\u2028") == "\\u{2028}");
  CHECK(escape_for_terminal("\xff\xe4\xbd") == "\\xff\\xe4\\xbd");
  CHECK(escape_for_terminal(std::string_view("a\0b", 3)) == "a\\x00b");
}
