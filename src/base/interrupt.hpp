// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace renmai {

/// Asks every running pass and reader of this process to stop; safe to call from a signal handler.
void request_stop() noexcept;
void clear_stop() noexcept;
[[nodiscard]] bool stop_requested() noexcept;
/// Throws Error{interrupted} if a stop was asked for. Call between rounds, never inside a parallel region.
void check_stop();

/// Told what is done: `what` is a short phrase, `done` of `total` (0 if unknown). Called between rounds, by one thread.
using ProgressListener = std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)>;
/// Installs the listener of this process (a face does, once); an empty one turns progress off.
void set_progress_listener(ProgressListener listener);
/// Reports progress and, like check_stop, throws Error{interrupted} if asked to stop.
void report_progress(std::string_view what, std::uint64_t done, std::uint64_t total);

}  // namespace renmai
