// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace renmai {

/// The text without blanks (space, tab, CR, LF) at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);
/// Parts of `text` between separators, trimmed, empty parts dropped.
[[nodiscard]] std::vector<std::string_view> split_list(std::string_view text, char separator);
[[nodiscard]] std::string join(std::span<const std::string> parts, std::string_view separator);
/// The parts that are not empty and were not met before, in order, joined by "; ".
[[nodiscard]] std::string join_distinct(std::span<const std::string> parts);
/// ASCII lower case; other bytes stay.
[[nodiscard]] std::string lower_ascii(std::string_view text);
/// The whole text as a decimal integer or finite number; nothing if any byte is left over, if it begins with `+`, or if
/// the value does not fit (1e999, 1e-999).
[[nodiscard]] std::optional<std::int64_t> to_integer(std::string_view text);
[[nodiscard]] std::optional<double> to_number(std::string_view text);
/// Fewest digits that read back as the same double, without an exponent from 0.0001 up to 1e16; "nan", "inf", "-inf".
/// Never locale dependent.
[[nodiscard]] std::string format_number(double value);
/// 1234567 -> "1,234,567".
[[nodiscard]] std::string format_count(std::uint64_t value);

/// Edits (insert, delete, replace, swap of neighbours) between two byte strings, or `limit + 1` if more than `limit`.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);
/// The candidate closest to `word` (case ignored), if within a third of its length and at least 1 edit; ties by order.
/// A candidate that begins with `word` (3 letters or more) counts as close. Words over 128 bytes get no candidate.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);
[[nodiscard]] std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates);

/// A word as a POSIX shell wants it typed: as it is where no character of it means anything to the shell.
[[nodiscard]] std::string shell_quoted(std::string_view word);

}  // namespace renmai
