// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace renmai {

/// Throws Error{input} at file:line:column of the first NUL byte or ill-formed UTF-8 sequence. Cost: O(bytes).
void require_plain_text(std::string_view text, std::string_view file);

}  // namespace renmai
