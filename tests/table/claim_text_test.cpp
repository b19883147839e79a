// SPDX-License-Identifier: Apache-2.0
#include "table/claim_text.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "base/error.hpp"

using namespace renmai;

namespace {

constexpr std::array words{ClaimWord{"net", 1}, ClaimWord{"flow", 2}};

ClaimText read(std::string_view text) { return parse_claim(text, words, "net(A) > 0"); }

}  // namespace

TEST_CASE("claims: sides, relations, names with commas and parentheses") {
  const ClaimText claim = read("flow(\"Lee, Ann\", Shang(hai)) >= 2.5");
  CHECK(claim.left.word == "flow");
  CHECK(claim.left.arguments == std::vector<std::string>{"Lee, Ann", "Shang(hai)"});
  CHECK(claim.relation == ">=");
  CHECK(claim.right.word.empty());
  CHECK(claim.right.number == 2.5);
  CHECK(read("net( a > b ) != -1").left.arguments.front() == "a > b");
}

TEST_CASE("claims: what each relation says") {
  CHECK(read("1 < 2").holds(1, 2));
  CHECK_FALSE(read("1 < 2").holds(2, 2));
  CHECK(read("1 <= 2").holds(2, 2));
  CHECK(read("1 = 2").holds(3, 3));
  CHECK(read("1 != 2").holds(3, 4));
  CHECK(read("1 > 2").holds(3, 2));
  CHECK(read("1 >= 2").holds(2, 2));
}

TEST_CASE("claims that cannot be read are refused") {
  for (const char* text :
       {"", "net(A)", "net(A) >", "nett(A) > 0", "net(A, B) > 0", "flow(A) > 0", "net(A > 0", "net > 0", "> <"})
    CHECK_THROWS_AS(static_cast<void>(read(text)), Error);
}
