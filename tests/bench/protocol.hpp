// SPDX-License-Identifier: Apache-2.0
// How scripts/bench talks to a program that it times, ours or a peer's; tests/bench/peers/peer.py is the same in
// Python.
//
//     request   KERNEL THREADS [KEY=VALUE ...]      load 2 file=kron20.el directed=0
//     reply     SECONDS ANSWER                      0.512 15701141
//               - why it cannot be done
//
// A driver keeps what `load` read, so that runs of several drivers can alternate. The answer is one number by which
// answers are compared: a sum over the vertices, each value times a weight that only its vertex decides.
#pragma once

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <exception>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bench {

struct Request {
  std::string kernel;
  int threads = 1;
  std::map<std::string, std::string, std::less<>> options;

  [[nodiscard]] std::string text(std::string_view key, std::string fallback = {}) const {
    const auto found = options.find(key);
    return found == options.end() ? std::move(fallback) : found->second;
  }
  [[nodiscard]] double number(std::string_view key, double fallback) const {
    const std::string value = text(key);
    return value.empty() ? fallback : std::stod(value);
  }
  [[nodiscard]] std::uint32_t vertex(std::string_view key) const { return static_cast<std::uint32_t>(number(key, 0)); }
};

struct Reply {
  double seconds = 0;
  std::string answer;
};

/// A number in its shortest form.
inline std::string number_text(double value) {
  char digits[32];
  return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
}

class Stopwatch {
 public:
  [[nodiscard]] double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point start_ = Clock::now();
};

/// The answer that stands for value(0), value(1), ...; -1 for what is undefined.
template <class Value>
double project(std::size_t count, const Value& value) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t mixed = (i + 1) * 0x9e3779b97f4a7c15ULL >> 40U;
    const auto term = static_cast<double>(value(i));
    sum += (std::isnan(term) ? -1 : term) * static_cast<double>(mixed) * 0x1p-24;
  }
  return sum;
}

/// A partition as the least vertex of each vertex's group; labels are at most `count`.
template <class Label>
std::vector<std::size_t> least_members(std::size_t count, const Label& label) {
  std::vector<std::size_t> least(count + 1, count);
  for (std::size_t v = count; v-- > 0;) least[static_cast<std::size_t>(label(v))] = v;
  std::vector<std::size_t> members(count);
  for (std::size_t v = 0; v < count; ++v) members[v] = least[static_cast<std::size_t>(label(v))];
  return members;
}

/// Answers requests on standard input until it ends. `handle` throws for what cannot be done.
template <class Handle>
int serve(const Handle& handle) {
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    Request request;
    words >> request.kernel >> request.threads;
    for (std::string word; words >> word;) {
      const std::size_t equals = word.find('=');
      request.options[word.substr(0, equals)] = equals == std::string::npos ? "" : word.substr(equals + 1);
    }
    try {
      const Reply reply = handle(request);
      std::cout << number_text(reply.seconds) << ' ' << reply.answer << std::endl;
    } catch (const std::exception& error) {
      std::cout << "- " << error.what() << std::endl;
    }
  }
  return 0;
}

}  // namespace bench
