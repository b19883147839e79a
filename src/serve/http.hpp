// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace renmai {

/// A question to a server of this process: the path of a GET and the words behind its `?`, decoded.
struct Request {
  std::string path;
  std::map<std::string, std::string, std::less<>> words;

  /// The word of that name, else `fallback`.
  [[nodiscard]] std::string word(std::string_view name, std::string_view fallback = {}) const;
  /// The same as a whole number, at most `most`; `fallback` if it is missing or no number.
  [[nodiscard]] std::size_t count(std::string_view name, std::size_t fallback, std::size_t most) const;
};

struct Response {
  unsigned status = 200;
  std::string type = "application/json";
  std::string body;
};

/// Reads the target of a request, such as `/api/search?q=a%20b`. What is ill-formed stays as it is written.
[[nodiscard]] Request parse_target(std::string_view target);

/// Answers over HTTP on the loopback interface alone until a stop is asked for (base/interrupt.hpp), one request after
/// the other, each connection closed after its answer. Port 0 takes a free one; `ready` is told which.
///
/// Refused: other methods than GET (405), requests that name another host than this one, as a page elsewhere that
///   points its name here would (403), a head above 16 KB or slower than some seconds. An Error of the handler is
///   answered with 404 (not_found), 400 (usage) or 500, and its message.
/// Throws Error{output} if the port cannot be had.
void serve_http(std::uint16_t port, const std::function<Response(const Request&)>& handler,
                const std::function<void(std::uint16_t port)>& ready);

}  // namespace renmai
