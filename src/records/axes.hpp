// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"
#include "records/identity.hpp"

namespace renmai {

/// Which axes a list by commas names; `all` names every one. Throws Error{usage} with the nearest axis.
[[nodiscard]] inline std::vector<bool> named_axes(std::string_view list, std::span<const std::string_view> axes) {
  std::vector<bool> named(axes.size(), false);
  for (const std::string_view word : split_list(list, ',')) {
    const auto found = std::find(axes.begin(), axes.end(), word);
    if (word == "all") {
      named.assign(axes.size(), true);
    } else if (found == axes.end()) {
      const std::vector<std::string> known(axes.begin(), axes.end());
      throw Error(
          ErrorKind::usage,
          "--sensitivity has no axis '" + std::string(word) + "'; the axes are " + join(known, ", ") + " and all", {},
          did_you_mean(word, axes));
    } else {
      named[static_cast<std::size_t>(found - axes.begin())] = true;
    }
  }
  return named;
}

/// What the axes of doubt run over: the three grades of confidence, and the levels of identity.
inline constexpr std::array confidence_axis{1.0, 0.75, 0.4};
inline constexpr std::array identity_axis{IdentityLevel::none, IdentityLevel::certain, IdentityLevel::likely};

/// The values along an axis with the one chosen among them; that one alone if the axis is not named.
template <class Value, std::size_t N>
[[nodiscard]] std::vector<Value> along(bool named, Value chosen, const std::array<Value, N>& values) {
  if (!named) return {chosen};
  std::vector<Value> all(values.begin(), values.end());
  if (std::find(all.begin(), all.end(), chosen) == all.end()) all.push_back(chosen);
  return all;
}

/// The middle value, or the mean of the middle two. There must be one.
template <class Value>
[[nodiscard]] double median_of(std::vector<Value> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  const auto upper = static_cast<double>(values[middle]);
  return values.size() % 2 == 1 ? upper : (static_cast<double>(values[middle - 1]) + upper) / 2;
}

}  // namespace renmai
