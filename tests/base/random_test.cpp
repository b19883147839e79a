// SPDX-License-Identifier: Apache-2.0
#include "base/random.hpp"

#include <doctest/doctest.h>

#include <array>
#include <set>

using renmai::mix64;
using renmai::Random;

TEST_CASE("mix64 gives the published SplitMix64 stream") {
  // First values of splitmix64.c (Vigna) for the state 1234567; its n-th value mixes state + n * golden gamma.
  constexpr std::uint64_t gamma = 0x9e3779b97f4a7c15ULL;
  constexpr std::array<std::uint64_t, 3> published{6457827717110365317ULL, 3203168211198807973ULL,
                                                   9817491932198370423ULL};
  for (std::uint64_t n = 0; n < published.size(); ++n) CHECK(mix64(1234567 + n * gamma) == published[n]);
  static_assert(mix64(1) != mix64(2));
}

TEST_CASE("the same seed gives the same numbers and another seed others") {
  Random a(7);
  Random b(7);
  Random c(8);
  bool differ = false;
  for (int i = 0; i < 100; ++i) {
    const auto value = a.next();
    REQUIRE(value == b.next());
    differ = differ || value != c.next();
  }
  CHECK(differ);
}

TEST_CASE("below and unit stay in range and reach all of it") {
  Random random(3);
  std::array<int, 6> counts{};
  for (int i = 0; i < 60000; ++i) {
    ++counts.at(random.below(6));
    const double unit = random.unit();
    REQUIRE(unit >= 0);
    REQUIRE(unit < 1);
  }
  // 10000 expected, standard deviation 91: six of them are never met by chance.
  for (const int count : counts) CHECK((count > 9450 && count < 10550));
  CHECK(random.below(1) == 0);
}

TEST_CASE("neighbouring seeds share no early values") {
  std::set<std::uint64_t> seen;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    Random random(seed);
    for (int i = 0; i < 10; ++i) seen.insert(random.next());
  }
  CHECK(seen.size() == 10000);
}
