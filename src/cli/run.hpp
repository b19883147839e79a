// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/terminal.hpp"

namespace renmai::cli {

/// Runs one command line (without the program's name) and returns its exit code. Throws what goes wrong.
[[nodiscard]] int run(std::vector<std::string> words, Messages& messages);

}  // namespace renmai::cli
