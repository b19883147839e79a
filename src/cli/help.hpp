// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "cli/page.hpp"
#include "cli/verbs.hpp"

namespace renmai::cli {

enum class HelpLength : std::uint8_t { brief, complete };

/// The page of the program: its verbs; if complete, also the shared options, environment and exit codes.
[[nodiscard]] Page program_page(HelpLength length);
/// The page of one verb: arguments and own options; if complete, also what it means, its columns and shared options.
[[nodiscard]] Page verb_page(const Verb& verb, HelpLength length);

/// Name, version, compiler and the libraries it was built with.
[[nodiscard]] std::string version_text();
[[nodiscard]] std::string_view version_number();

}  // namespace renmai::cli
