// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace renmai::cli {

/// Whether the result goes to standard output.
[[nodiscard]] bool is_stdout(std::string_view path);

/// What to do about control and bidirectional characters on a terminal.
enum class OnTerminal : std::uint8_t {
  as_is,   ///< the writer has seen to it
  escape,  ///< show them as \xNN; line feeds and tabs stay
};

/// Calls write(stream) on standard output ("" or "-") or on the file, and sees to it that all bytes arrived.
///
/// A file appears as a whole or not at all. A reader that closed the pipe of standard output ends the writing and is no
/// error. Throws Error{output} with the reason of the system.
void write_output(const std::string& path, OnTerminal on_terminal, const std::function<void(std::ostream&)>& write);

}  // namespace renmai::cli
