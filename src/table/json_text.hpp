// SPDX-License-Identifier: Apache-2.0
// Pieces of JSON that people may read too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace renmai {

/// `"key": value` pairs inside braces, or values inside brackets, one a line.
[[nodiscard]] std::string json_block(char open, char close, const std::vector<std::string>& lines,
                                     const std::string& indent);
/// `"key": value`; the value is JSON already.
[[nodiscard]] std::string json_pair(std::string_view key, const std::string& value);
/// Texts as a list on one line.
[[nodiscard]] std::string json_list(const std::vector<std::string>& values);

}  // namespace renmai
