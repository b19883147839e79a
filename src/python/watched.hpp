// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nanobind/nanobind.h>

#include <functional>

namespace renmai::python {

/// Runs long work on a thread of its own while the interpreter goes on: other Python threads run, Ctrl-C stops the work
/// within a moment and is raised here, and `progress(what, done, total)` is told of work that takes half a second or
/// more, some times a second. One call works at a time; others wait. Call with the interpreter held; rethrows what the
/// work throws.
void run_watched(const std::function<void()>& work, const nanobind::object& progress);

}  // namespace renmai::python
