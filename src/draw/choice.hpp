// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"

namespace renmai::detail {

/// The row of that name. Throws Error{usage}, saying what was wanted (`what`, singular), what there is and the nearest.
template <class Row>
[[nodiscard]] const Row& choose(std::span<const Row> rows, std::string_view name, std::string_view what) {
  std::vector<std::string> names;
  for (const Row& row : rows) {
    if (row.name == name) return row;
    names.emplace_back(row.name);
  }
  throw Error(ErrorKind::usage,
              "there is no " + std::string(what) + " '" + std::string(name) + "'; there are " + join(names, ", "), {},
              did_you_mean<std::string>(name, names));
}

}  // namespace renmai::detail
