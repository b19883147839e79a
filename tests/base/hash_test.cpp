// SPDX-License-Identifier: Apache-2.0
#include "base/hash.hpp"

#include <doctest/doctest.h>

#include <string>

using renmai::hash_bytes;
using renmai::hex16;

TEST_CASE("the hash of known bytes is the published one") {
  // The first is in xxHash's own checks (xsum_sanity_check.c); both pin the algorithm, as files carry these hashes.
  CHECK(hex16(hash_bytes("")) == "2d06800538d394c2");
  CHECK(hex16(hash_bytes("abc")) == "78af5f94892f3950");
}

TEST_CASE("the hash depends on every byte, the length and the seed") {
  const std::string text(300, 'a');
  const auto whole = hash_bytes(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string changed = text;
    changed[i] = 'b';
    REQUIRE(hash_bytes(changed) != whole);
  }
  CHECK(hash_bytes(text.substr(1)) != whole);
  CHECK(hash_bytes(text, 1) != whole);
  CHECK(hash_bytes(std::string_view("a\0b", 3)) != hash_bytes("a"));
}

TEST_CASE("the hash of pieces is that of the whole") {
  const std::string text(1000, 'x');
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{256}, text.size()}) {
    renmai::PieceHash hash;
    for (std::size_t begin = 0; begin < text.size(); begin += piece)
      hash.add(std::string_view(text).substr(begin, piece));
    CHECK(hash.value() == hash_bytes(text));
  }
  CHECK(renmai::PieceHash().value() == hash_bytes(""));
}

TEST_CASE("sixteen digits whatever the value") {
  CHECK(hex16(0) == "0000000000000000");
  CHECK(hex16(0xabcULL) == "0000000000000abc");
  CHECK(hex16(~0ULL) == "ffffffffffffffff");
}
