// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace renmai {

/// One side of a claim: a number, or a word with arguments, such as net(China).
struct ClaimSide {
  double number = 0;
  std::string word;  ///< empty: the number
  std::vector<std::string> arguments;
};

/// "LEFT < RIGHT" and the like, as somebody typed it.
struct ClaimText {
  ClaimSide left;
  ClaimSide right;
  std::string relation;  ///< < <= = != >= >

  [[nodiscard]] bool holds(double left_value, double right_value) const;
};

/// A word that a side may be, and how many arguments it wants.
struct ClaimWord {
  std::string_view word;
  std::size_t arguments;
};

/// Reads a claim. Arguments are parted by commas; a comma inside parentheses or double quotes is none.
/// Throws Error{usage} that says what was met and which words there are; `example` shows a claim that can be read.
[[nodiscard]] ClaimText parse_claim(std::string_view text, std::span<const ClaimWord> words, std::string_view example);

}  // namespace renmai
