// SPDX-License-Identifier: Apache-2.0
#include "serve/http.hpp"

#include <doctest/doctest.h>

#include "base/error.hpp"
#include "base/interrupt.hpp"

namespace renmai {
namespace {

TEST_CASE("a target is its path and words, decoded; what is ill-formed stays") {
  const Request request = parse_target("/api/search?q=a%20b%2B+c&limit=7&empty=&bare&bad=%zz%4");
  CHECK(request.path == "/api/search");
  CHECK(request.word("q") == "a b+ c");
  CHECK(request.word("empty", "fallback").empty());
  CHECK(request.word("bare", "fallback").empty());
  CHECK(request.word("missing", "fallback") == "fallback");
  CHECK(request.word("bad") == "%zz%4");
  CHECK(request.count("limit", 5, 100) == 7);
  CHECK(request.count("limit", 5, 6) == 6);
  CHECK(request.count("q", 5, 100) == 5);
  CHECK(request.count("missing", 5, 100) == 5);
  CHECK(parse_target("").path.empty());
  CHECK(parse_target("/%00%ff").path == std::string("/\0\xff", 3));
}

TEST_CASE("a server tells its port, answers until asked to stop, and a taken port is an error") {
  std::uint16_t taken = 0;
  const auto nothing = [](const Request&) { return Response{}; };
  const auto inner = [&](std::uint16_t port) {
    taken = port;
    CHECK_THROWS_AS(serve_http(port, nothing, [](std::uint16_t) {}), Error);
    request_stop();
  };
  CHECK_THROWS_AS(serve_http(0, nothing, inner), Error);
  clear_stop();
  CHECK(taken != 0);
}

}  // namespace
}  // namespace renmai
