// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "cli/verbs.hpp"

namespace renmai::cli {

/// What the verbs over records share: their options, and a heading of the help.
inline constexpr std::uint8_t record_groups = group_data | group_selection | group_table | group_output;
inline constexpr const char* look_section = "Look";

/// The verbs that explain; a part of record_verbs().
[[nodiscard]] std::vector<Verb> reason_verbs();

}  // namespace renmai::cli
