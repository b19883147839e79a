// SPDX-License-Identifier: Apache-2.0
#include "serve/http.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::asio::ip::tcp;

constexpr std::uint32_t most_head = 16 * 1024;
constexpr int patience = 5;             // seconds that a client may take to ask or to read
constexpr int wait_milliseconds = 200;  // between looks at whether to stop

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && digit_of(text[i + 1]) >= 0 && digit_of(text[i + 2]) >= 0;
    if (escape) {
      plain += static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2]));
      i += 2;
    } else {
      plain += text[i] == '+' ? ' ' : text[i];
    }
  }
  return plain;
}

Response refusal(unsigned status, std::string_view words) {
  return {.status = status, .type = "text/plain; charset=utf-8", .body = std::string(words) + "\n"};
}

unsigned status_of(ErrorKind kind) {
  if (kind == ErrorKind::not_found) return 404;
  return kind == ErrorKind::usage ? 400 : 500;
}

bool names_this_host(std::string_view host, std::uint16_t port) {
  const std::string ending = ":" + std::to_string(port);
  constexpr std::array<std::string_view, 3> names{"127.0.0.1", "localhost", "[::1]"};
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
    return host == std::string(name) + ending || (port == 80 && host == name);
  });
}

Response answer_to(const http::request<http::empty_body>& asked, std::uint16_t port,
                   const std::function<Response(const Request&)>& handler) {
  const auto host = asked[http::field::host];
  if (!names_this_host({host.data(), host.size()}, port))
    return refusal(403, "this server answers to its own name only");
  if (asked.method() != http::verb::get) return refusal(405, "only GET is answered");
  try {
    return handler(parse_target({asked.target().data(), asked.target().size()}));
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) throw;
    return refusal(status_of(error.kind()), error.message());
  }
}

void set_patience(tcp::socket& socket) {
  const timeval limit{.tv_sec = patience, .tv_usec = 0};
  for (const int which : {SO_RCVTIMEO, SO_SNDTIMEO})
    ::setsockopt(socket.native_handle(), SOL_SOCKET, which, &limit, sizeof limit);
}

/// A client that breaks off or says nonsense is let go.
void answer(tcp::socket& socket, std::uint16_t port, const std::function<Response(const Request&)>& handler) {
  set_patience(socket);
  boost::system::error_code failed;
  boost::beast::flat_buffer buffer(most_head);
  http::request_parser<http::empty_body> parser;
  parser.header_limit(most_head);
  http::read_header(socket, buffer, parser, failed);
  if (failed) return;
  Response response = answer_to(parser.get(), port, handler);
  http::response<http::string_body> message{static_cast<http::status>(response.status), 11, std::move(response.body)};
  message.set(http::field::content_type, response.type);
  message.set(http::field::cache_control, "no-store");
  message.set("X-Content-Type-Options", "nosniff");
  message.set("X-Frame-Options", "DENY");
  message.set("Cross-Origin-Resource-Policy", "same-origin");
  message.keep_alive(false);
  message.prepare_payload();
  http::write(socket, message, failed);
  socket.shutdown(tcp::socket::shutdown_send, failed);
}

bool is_asked(tcp::acceptor& acceptor) {
  pollfd look{.fd = acceptor.native_handle(), .events = POLLIN, .revents = 0};
  return ::poll(&look, 1, wait_milliseconds) > 0;
}

}  // namespace

std::string Request::word(std::string_view name, std::string_view fallback) const {
  const auto found = words.find(name);
  return found == words.end() ? std::string(fallback) : found->second;
}

std::size_t Request::count(std::string_view name, std::size_t fallback, std::size_t most) const {
  const auto found = words.find(name);
  const auto number = found == words.end() ? std::nullopt : to_integer(found->second);
  return number && *number >= 0 ? std::min(static_cast<std::size_t>(*number), most) : fallback;
}

Request parse_target(std::string_view target) {
  const std::size_t mark = target.find('?');
  Request request;
  request.path = decoded(target.substr(0, mark));
  if (mark == std::string_view::npos) return request;
  for (const std::string_view part : split_list(target.substr(mark + 1), '&')) {
    const std::size_t equals = part.find('=');
    const std::string_view value = equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
    request.words[decoded(part.substr(0, equals))] = decoded(value);
  }
  return request;
}

void serve_http(std::uint16_t port, const std::function<Response(const Request&)>& handler,
                const std::function<void(std::uint16_t port)>& ready) {
  asio::io_context context;
  tcp::acceptor acceptor(context);
  boost::system::error_code failed;
  const tcp::endpoint wanted(asio::ip::address_v4::loopback(), port);
  acceptor.open(wanted.protocol(), failed);
  if (!failed) acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
  if (!failed) acceptor.bind(wanted, failed);
  if (!failed) acceptor.listen(tcp::acceptor::max_listen_connections, failed);
  if (failed)
    throw Error(ErrorKind::output, "cannot listen on port " + std::to_string(port) + ": " + failed.message(), {},
                "--port names another, 0 any that is free");
  const std::uint16_t own = acceptor.local_endpoint().port();
  ready(own);
  while (true) {
    check_stop();
    if (!is_asked(acceptor)) continue;
    tcp::socket socket(context);
    acceptor.accept(socket, failed);
    if (!failed) answer(socket, own, handler);
  }
}

}  // namespace renmai
