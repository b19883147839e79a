// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/text.hpp"

namespace renmai {

/// "did you mean 'x'?" for the candidate nearest to `word`, empty if none is near: the hint of an Error.
template <class Text>
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const Text> candidates) {
  const auto close = nearest(word, candidates);
  return close ? "did you mean '" + *close + "'?" : std::string();
}

}  // namespace renmai
