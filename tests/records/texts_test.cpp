// SPDX-License-Identifier: Apache-2.0
#include "records/texts.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace renmai {
namespace {

TEST_CASE("texts: the empty text is 0 in a new pool") {
  Texts texts;
  CHECK(texts.size() == 1);
  CHECK(texts.find("") == 0U);
  CHECK(texts.add("") == 0U);
  CHECK(texts[0].empty());
}

TEST_CASE("texts: equal texts share a number and other texts do not") {
  Texts texts;
  const TextId a = texts.add("梁文鋒");
  CHECK(texts.add(std::string("梁文鋒")) == a);
  CHECK(texts.add("梁文锋") != a);
  CHECK(texts.add("梁文鋒 ") != a);
  CHECK(texts[a] == "梁文鋒");
  CHECK(texts.find("梁文鋒") == a);
  CHECK_FALSE(texts.find("not here").has_value());
  CHECK(texts.size() == 4);
}

TEST_CASE("texts: zero bytes and texts longer than a block are kept whole") {
  Texts texts;
  const std::string zero("a\0b", 3);
  const std::string large(3'000'000, 'x');
  const TextId a = texts.add(zero);
  const TextId b = texts.add(large);
  const TextId c = texts.add("after");
  CHECK(texts[a] == zero);
  CHECK(texts[b] == large);
  CHECK(texts[c] == "after");
  CHECK(texts.find("a") == std::nullopt);
}

TEST_CASE("texts: views and lookups stay good over growth and moves of the pool") {
  Texts texts;
  std::vector<std::string_view> views;
  for (int i = 0; i < 100'000; ++i) views.push_back(texts[texts.add("text " + std::to_string(i))]);
  Texts moved = std::move(texts);
  Texts again;
  again = std::move(moved);
  for (int i = 0; i < 100'000; i += 777) {
    const std::string text = "text " + std::to_string(i);
    CHECK(views[static_cast<std::size_t>(i)] == text);
    const auto id = again.find(text);
    REQUIRE(id.has_value());
    CHECK(again[*id].data() == views[static_cast<std::size_t>(i)].data());
  }
  CHECK(again.add("text 5") == again.find("text 5"));
}

}  // namespace
}  // namespace renmai
