// SPDX-License-Identifier: Apache-2.0
#include "records/names.hpp"

#include <doctest/doctest.h>

#include <string>

#include "base/error.hpp"
#include "records/talent.hpp"
#include "support.hpp"

namespace renmai {
namespace {

/// "how: id id ..." or "none (suggestion)".
std::string found(std::string_view name, NameScope scope = NameScope::all, const Records& records = test::talent()) {
  const NameAnswer answer = find_name(records, name, scope);
  std::string text(to_word(answer.match));
  if (answer.found.empty()) return text + " (" + answer.suggestion + ")";
  CHECK(answer.suggestion.empty());
  for (const Entity e : answer.found) text += " " + std::string(records.entity_id(e));
  return text;
}

TEST_CASE("names: by id, as written and with case folded") {
  CHECK(found("p_liang") == "id p_liang");
  CHECK(found("P_LIANG") == "id p_liang");
  CHECK(found("c_01ai") == "id c_01ai");
}

TEST_CASE("names: by name in any case, width and spacing") {
  CHECK(found("Liang Wenfeng") == "name p_liang");
  CHECK(found("  liang   WENFENG ") == "name p_liang");
  CHECK(found("ＬＩＡＮＧ wenfeng") == "name p_liang");
  CHECK(found("X") == "name c_x");
  CHECK(found("01.ai") == "name c_01ai");
  CHECK(found("deepseek") == "name c_deepseek");
}

TEST_CASE("names: by alias in any script") {
  CHECK(found("梁文鋒") == "alias p_liang");
  CHECK(found("梁文锋") == "alias p_liang");
  CHECK(found("ルオン・ヴァン・フォン") == "alias p_liang");
  CHECK(found("ﾙｵﾝ･ｳﾞｧﾝ･ﾌｫﾝ") == "alias p_liang");
  CHECK(found("潘子正") == "alias p_pan");
  CHECK(found("Pan") == "alias p_pan");
  CHECK(found("潘") == "alias p_pan");
  CHECK(found("@WZENUS") == "alias p_wang");
  CHECK(found("Zihan \"Zenus\" Wang") == "alias p_wang");
  CHECK(found("2012") == "alias l_hw_2012");
}

TEST_CASE("names: one alias may mean two entities") {
  CHECK(found("幻方") == "alias c_deepseek f_highflyer");
  CHECK(found("幻方", NameScope::persons) == "none ()");
}

TEST_CASE("names: by transliteration, tokens in any order") {
  CHECK(found("Wenfeng Liang") == "transliteration p_liang");
  CHECK(found("liangwenfeng") == "transliteration p_liang");
  CHECK(found("Liang Wen-Feng") == "transliteration p_liang");
  CHECK(found("Liáng Wénfēng") == "transliteration p_liang");
  CHECK(found("pan zizheng") == "transliteration p_pan");
  CHECK(found("zizheng pan") == "name p_pan");
  CHECK(found("Pan Zi Zheng") == "transliteration p_pan");
  CHECK(found("Zheng Zeze") == "transliteration p_zheng");  // 鄭則澤
}

TEST_CASE("names: by a prefix that fits") {
  CHECK(found("Zizh") == "prefix p_pan");
  CHECK(found("Zhejiang") == "prefix u_zju");
  CHECK(found("p_palomar_s") == "prefix p_palomar_student");
  CHECK(found("Mini") == "prefix c_minimax");
  CHECK(found("Palom") == "prefix p_palomar");  // also of a word of a name, but not of the label of someone unnamed
  CHECK(found("alomar").starts_with("none"));
  // Several candidates are listed, by id.
  CHECK(found("Zh", NameScope::persons) == "prefix p_achang p_yu p_zhangyu p_zhaoming p_zheng p_zhouzihao");
  CHECK(found("Z").starts_with("none"));  // one letter is no prefix
}

TEST_CASE("names: in scope only") {
  CHECK(found("Silicon Valley", NameScope::places) == "name pl_sv");
  CHECK(found("Silicon Valley I", NameScope::organisations) == "prefix o_svindex");
  CHECK(found("p_liang", NameScope::places).starts_with("none"));
  CHECK(found("DeepSeek", NameScope::organisations) == "name c_deepseek");
}

TEST_CASE("names: nothing found gives the nearest name") {
  CHECK(found("Liang Wenfengg") == "none (Liang Wenfeng)");
  CHECK(found("Deapseek") == "none (DeepSeek)");
  CHECK(found("qqqqqqqqqqqqqqq") == "none ()");
  CHECK(found("") == "none ()");
  CHECK(found("   ") == "none ()");
}

TEST_CASE("names: require_entity gives the one, or says why not") {
  const Records& records = test::talent();
  CHECK(require_entity(records, "梁文鋒") == test::entity(records, "p_liang"));
  try {
    (void)require_entity(records, "幻方", "--from");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::not_found);
    CHECK(error.message() ==
          "--from: '幻方' may mean 2 entities:\n  c_deepseek  company  DeepSeek\n  f_highflyer  fund  High-Flyer");
    CHECK(error.hint() == "name one by its id");
  }
  try {
    (void)require_entity(records, "Deapseek");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::not_found);
    CHECK(error.message() == "name: nothing is called 'Deapseek'");
    CHECK(error.hint() == "did you mean 'DeepSeek'?");
  }
  try {
    (void)require_entity(records, "pl_");
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.message().find("may mean 24 entities") != std::string::npos);
    CHECK(error.message().ends_with("\n  ..."));
  }
}

TEST_CASE("names: an entity without a name is found by its id, and unnamed ones never by an empty name") {
  test::RecordsFixture f;
  f.entity("ann lee", "person").entity("b", "person", {.aliases = "; ;"}).entity("c", "person");
  const Records records = f.finish();
  CHECK(found("Ann Lee", NameScope::all, records) == "id ann lee");
  CHECK(found("Lee Ann", NameScope::all, records) == "transliteration ann lee");
  CHECK(found(";", NameScope::all, records).starts_with("none"));
}

TEST_CASE("names: hostile names are answered") {
  CHECK(found(std::string(100'000, 'x')).starts_with("none"));
  CHECK(found("\xff\xfe\x80").starts_with("none"));
  CHECK(found(std::string("p\0liang", 7)).starts_with("none"));
}

}  // namespace
}  // namespace renmai
