// SPDX-License-Identifier: Apache-2.0
#include "python/watched.hpp"

#include <nanobind/stl/string.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <string>
#include <thread>

#include "base/interrupt.hpp"

namespace nb = nanobind;

namespace renmai::python {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto look_every = std::chrono::milliseconds(20);
constexpr auto show_after = std::chrono::milliseconds(500);
constexpr auto show_every = std::chrono::milliseconds(100);

struct Progress {
  std::string what;
  std::uint64_t done = 0;
  std::uint64_t total = 0;
};

/// What the working thread and the waiting one tell each other.
class Shared {
 public:
  void tell(std::string_view what, std::uint64_t done, std::uint64_t total) {
    const std::lock_guard lock(mutex_);
    progress_ = {std::string(what), done, total};
  }
  void end(std::exception_ptr error) {
    const std::lock_guard lock(mutex_);
    error_ = std::move(error);
    ended_ = true;
    changed_.notify_all();
  }
  /// Waits a moment; whether the work has ended.
  bool wait() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, look_every, [&] { return ended_; });
  }
  [[nodiscard]] Progress progress() {
    const std::lock_guard lock(mutex_);
    return progress_;
  }
  [[nodiscard]] std::exception_ptr error() const { return error_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  Progress progress_;
  std::exception_ptr error_;
  bool ended_ = false;
};

/// Stop requests and progress are of the whole process, so calls take turns.
std::mutex& turn() {
  static std::mutex mutex;
  return mutex;
}

/// Waits for the end of the work. Returns whether Python asked to stop, with its exception set.
bool wait_for_end(Shared& shared, const nb::object& progress) {
  const auto started = Clock::now();
  auto shown = started;
  bool stopped = false;
  while (true) {
    bool ended = false;
    {
      const nb::gil_scoped_release released;
      ended = shared.wait();
    }
    if (!stopped && PyErr_CheckSignals() != 0) {
      stopped = true;
      request_stop();
    }
    if (ended) return stopped;
    const auto now = Clock::now();
    if (stopped || progress.is_none() || now - started < show_after || now - shown < show_every) continue;
    shown = now;
    const Progress at = shared.progress();
    if (at.what.empty()) continue;
    try {
      progress(at.what, at.done, at.total);
    } catch (nb::python_error& error) {  // Ctrl-C may arrive while the progress is drawn
      error.restore();
      stopped = true;
      request_stop();
    }
  }
}

}  // namespace

void run_watched(const std::function<void()>& work, const nb::object& progress) {
  std::unique_lock lock(turn(), std::defer_lock);
  {
    const nb::gil_scoped_release released;
    lock.lock();
  }
  Shared shared;
  clear_stop();
  set_progress_listener(
      [&](std::string_view what, std::uint64_t done, std::uint64_t total) { shared.tell(what, done, total); });
  std::thread worker([&] {
    std::exception_ptr error;
    try {
      work();
    } catch (...) {
      error = std::current_exception();
    }
    shared.end(error);
  });
  bool stopped = false;
  std::exception_ptr own_error;
  try {
    stopped = wait_for_end(shared, progress);
  } catch (...) {
    own_error = std::current_exception();
    request_stop();
  }
  {
    const nb::gil_scoped_release released;
    worker.join();
  }
  set_progress_listener({});
  clear_stop();
  if (own_error) std::rethrow_exception(own_error);
  if (stopped) throw nb::python_error();
  if (shared.error()) std::rethrow_exception(shared.error());
}

}  // namespace renmai::python
