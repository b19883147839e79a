// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "table/table.hpp"

namespace renmai::cli {

/// How many columns, from the left, stand in a box of this width without being cut beyond reading: text columns need
/// their natural width or `readable_width`, numbers their natural width. At least 1.
/// Cost: O(cells).
[[nodiscard]] std::size_t fitting_columns(const Table& table, std::size_t width);
inline constexpr std::size_t readable_width = 12;

/// The table with its first columns only; the stamp stays.
[[nodiscard]] Table first_columns(const Table& table, std::size_t count);

/// The table with those of the named columns that it has, in that order; all of it if none is named.
[[nodiscard]] Table box_part(const Table& table, std::span<const std::string> names);

}  // namespace renmai::cli
