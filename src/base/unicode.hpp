// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace renmai {

/// Byte offset of the first ill-formed UTF-8 sequence, or npos. Surrogates and overlong forms are ill-formed.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);
/// The text with every ill-formed sequence replaced by U+FFFD.
[[nodiscard]] std::string to_valid_utf8(std::string_view text);

/// Longer texts (in bytes) are not transliterated: no person or organisation has such a name.
inline constexpr std::size_t longest_name = 4096;

/// NFKC and full case fold, blanks trimmed and runs of blanks made one space: the key under which names are equal.
/// Invisible (default ignorable) characters are dropped, ill-formed bytes become U+FFFD. Cost: linear; ASCII skips ICU.
[[nodiscard]] std::string fold_name(std::string_view text);
/// Keys under which a name is found whatever its script, spacing and order of tokens: two names may be the same if
/// their key lists share a key, so 潘子正, "Pan Zizheng", "Zi-Zheng Pan" and "PAN Zi Zheng" find each other. A key is
/// fold_name of the Latin transliteration, only its letters and digits (hyphens, dots and apostrophes join the parts of
/// a token; blanks, middle dots and other signs separate tokens). First comes the name as written, then: up to 4 tokens
/// all their orders; up to 8 their rotations; from 5 on also their sorted order. A Chinese name without blanks counts
/// also with its family name (1 or 2 characters) last, and with the reading its first character has as a family name
/// (曾 is zeng). Japanese written in Han characters is read as Chinese. No key twice; empty if no letter is left or the
/// text is longer than `longest_name`. Cost: some microseconds, at most 24 keys.
[[nodiscard]] std::vector<std::string> latin_keys(std::string_view text);
/// Plain ASCII form for a file name or a sort key: transliterated, case kept, marks dropped, blanks trimmed and runs of
/// blanks made one space; letters without a Latin form are dropped. Text beyond `longest_name` bytes is left out.
[[nodiscard]] std::string to_latin(std::string_view text);

/// Columns a terminal uses: wide East Asian characters count 2, non-spacing marks and controls 0.
[[nodiscard]] std::size_t display_width(std::string_view text);
/// At most `width` columns, ending in "…" if cut. Never cuts inside a grapheme. Well-formed whatever the input.
[[nodiscard]] std::string clip_to_width(std::string_view text, std::size_t width);
/// Control characters (C0 with tab and line feed, DEL) and ill-formed bytes shown as \xNN; C1, bidirectional controls
/// and the line and paragraph separators as \u{NNNN}.
[[nodiscard]] std::string escape_for_terminal(std::string_view text);

}  // namespace renmai
