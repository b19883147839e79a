// SPDX-License-Identifier: Apache-2.0
#include "records/texts.hpp"

#include <doctest/doctest.h>

#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"

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

/// Adds prefix + rest for parts of random mentions in parallel and one by one.
TEST_CASE("texts: many parts at once give the texts that one by one give, at any thread count") {
  const std::string prefix = "person:";
  std::vector<std::vector<std::string>> rests(5);
  Random random(11);
  for (auto& part : rests) {
    for (int i = 0; i < 20'000; ++i) part.push_back(std::to_string(random.below(7'000)));
  }
  std::vector<std::vector<TextId>> first;
  for (const int threads : {1, 2, 7}) {
    CAPTURE(threads);
    set_thread_count(threads);
    Texts texts;
    const TextId known = texts.add("person:17");
    const TextId other = texts.add("company:18");
    std::vector<TextMentions> parts(rests.size());
    std::vector<std::vector<TextId>> numbers(rests.size());
    std::vector<std::span<TextId>> spans;
    for (std::size_t p = 0; p < rests.size(); ++p) {
      numbers[p].resize(rests[p].size());
      spans.emplace_back(numbers[p]);
      for (std::uint32_t row = 0; row < rests[p].size(); ++row) {
        parts[p].add(hash_bytes(prefix + rests[p][row]), rests[p][row], row);
      }
    }
    texts.add_all(prefix, parts, spans);
    std::set<std::string> distinct;
    for (std::size_t p = 0; p < rests.size(); ++p) {
      for (std::size_t row = 0; row < rests[p].size(); ++row) {
        const std::string text = prefix + rests[p][row];
        distinct.insert(text);
        const TextId number = numbers[p][row];
        if (texts[number] != text || texts.find(text) != number) FAIL(text);
      }
    }
    CHECK(texts.size() == 3 + distinct.size() - (distinct.contains("person:17") ? 1U : 0U));
    CHECK(texts.find("person:17") == known);
    CHECK(texts.find("company:18") == other);
    const TextId later = texts.add("person:later");
    CHECK(later == texts.size() - 1);
    CHECK(texts.add(prefix + rests[0][0]) == numbers[0][0]);
    if (first.empty()) first = numbers;
    CHECK(numbers == first);
  }
  set_thread_count(0);
}

}  // namespace
}  // namespace renmai
