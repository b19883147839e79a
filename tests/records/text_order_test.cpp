// SPDX-License-Identifier: Apache-2.0
#include "records/text_order.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "base/parallel.hpp"
#include "base/random.hpp"

namespace renmai {
namespace {

/// The order that a comparison of whole texts gives.
std::vector<std::uint32_t> slow_order(const std::vector<std::string_view>& texts) {
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
  return order;
}

std::string random_text(Random& random) {
  std::string text = random.below(3) == 0 ? "" : random.below(2) == 0 ? "person:" : "person:the same long beginning ";
  const std::uint64_t length = random.below(14);
  for (std::uint64_t i = 0; i < length; ++i) {
    constexpr std::string_view bytes("\0\1a0\xff", 5);
    text += bytes[random.below(random.below(2) == 0 ? 5 : 3)];
  }
  return text;
}

TEST_CASE("text order: as a comparison of whole texts, for few and many, at any thread count") {
  for (const std::size_t count : {0U, 1U, 2U, 1000U, 5000U, 60000U}) {
    Random random(count + 1);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) texts.push_back(random_text(random));
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    const auto expected = slow_order(views);
    for (const int threads : {1, 2, 7}) {
      CAPTURE(count);
      CAPTURE(threads);
      set_thread_count(threads);
      CHECK(order_by_text(views) == expected);
    }
    set_thread_count(0);
  }
}

TEST_CASE("text order: texts that differ only far behind") {
  const std::string beginning(20000, 'x');
  std::vector<std::string> texts;
  for (int i = 0; i < 3000; ++i) texts.push_back(beginning + std::to_string(i * 7919 % 3000));
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  CHECK(order_by_text(views) == slow_order(views));
}

}  // namespace
}  // namespace renmai
