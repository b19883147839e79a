// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace renmai::cli {

/// Whether the result goes to standard output.
[[nodiscard]] bool is_stdout(std::string_view path);

/// Calls write(stream) on standard output ("" or "-") or on the file, and sees to it that all bytes arrived.
///
/// A file is written under another name in its folder and renamed at the end, so that it is old or new, never half; it
/// keeps the permissions of the one it replaces. What is no regular file (a device, a named pipe) is written directly.
/// A reader that closed the pipe ends the writing and is no error.
/// Throws Error{output} with the reason of the system; the file is then as it was.
void write_output(const std::string& path, const std::function<void(std::ostream&)>& write);

}  // namespace renmai::cli
