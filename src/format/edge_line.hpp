// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace renmai::detail {

/// One line of an edge list.
struct EdgeLine {
  enum class Kind : std::uint8_t { nothing, edge, bad };  ///< nothing: blank, or a comment
  Kind kind = Kind::nothing;
  std::string_view from{};
  std::string_view to{};
  std::string_view weight{};  ///< as written; empty if there is none
  double weight_value = 1;
  std::string complaint{};  ///< of a bad line
};

/// The separator that the first line with content has: a tab, else a comma, else blanks (' '); NUL if no line has any.
[[nodiscard]] char edge_separator(std::string_view text);
/// Reads one line, with or without its end. Blanks stand for any run of blanks and tabs.
[[nodiscard]] EdgeLine parse_edge_line(std::string_view text, char separator);

}  // namespace renmai::detail
