// SPDX-License-Identifier: Apache-2.0
#include "base/interrupt.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace {

/// Leaves the process as it was, whatever a test does.
struct Restore {
  Restore() = default;
  Restore(const Restore&) = delete;
  Restore& operator=(const Restore&) = delete;
  ~Restore() {
    renmai::clear_stop();
    renmai::set_progress_listener({});
  }
};

bool interrupts(void (*call)()) {
  try {
    call();
  } catch (const renmai::Error& error) {
    return error.kind() == renmai::ErrorKind::interrupted;
  }
  return false;
}

}  // namespace

TEST_CASE("a stop is seen until it is cleared") {
  const Restore restore;
  CHECK_FALSE(renmai::stop_requested());
  CHECK_NOTHROW(renmai::check_stop());
  renmai::request_stop();
  CHECK(renmai::stop_requested());
  CHECK(interrupts([] { renmai::check_stop(); }));
  CHECK(interrupts([] { renmai::report_progress("reading", 1, 2); }));
  renmai::clear_stop();
  CHECK_NOTHROW(renmai::check_stop());
}

TEST_CASE("a signal handler may ask for the stop") {
  const Restore restore;
  const auto old = std::signal(SIGUSR1, [](int) { renmai::request_stop(); });
  std::raise(SIGUSR1);
  std::signal(SIGUSR1, old);
  CHECK(renmai::stop_requested());
}

TEST_CASE("progress reaches the listener, and nobody once it is taken away") {
  const Restore restore;
  std::vector<std::string> heard;
  renmai::set_progress_listener([&](std::string_view what, std::uint64_t done, std::uint64_t total) {
    heard.push_back(std::string(what) + ' ' + std::to_string(done) + '/' + std::to_string(total));
  });
  renmai::report_progress("reading", 1, 2);
  renmai::set_progress_listener({});
  renmai::report_progress("reading", 2, 2);
  CHECK(heard == std::vector<std::string>{"reading 1/2"});
}
