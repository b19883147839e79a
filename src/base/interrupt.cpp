// SPDX-License-Identifier: Apache-2.0
#include "base/interrupt.hpp"

#include <atomic>

#include "base/error.hpp"

namespace renmai {
namespace {

std::atomic<bool> stop_flag{false};
static_assert(std::atomic<bool>::is_always_lock_free, "request_stop runs inside signal handlers");

ProgressListener& listener() {
  static ProgressListener installed;
  return installed;
}

}  // namespace

void request_stop() noexcept { stop_flag.store(true, std::memory_order_relaxed); }
void clear_stop() noexcept { stop_flag.store(false, std::memory_order_relaxed); }
bool stop_requested() noexcept { return stop_flag.load(std::memory_order_relaxed); }

void check_stop() {
  if (stop_requested()) throw Error(ErrorKind::interrupted, "interrupted");
}

void set_progress_listener(ProgressListener new_listener) { listener() = std::move(new_listener); }

void report_progress(std::string_view what, std::uint64_t done, std::uint64_t total) {
  check_stop();
  if (listener()) listener()(what, done, total);
}

}  // namespace renmai
