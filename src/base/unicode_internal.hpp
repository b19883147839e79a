// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace renmai {

// Shared by the files that implement base/unicode.hpp; nobody else includes this, as it names an ICU type.

/// The code point at byte `at`, which moves behind it; negative for an ill-formed sequence (its longest valid start, at
/// least one byte).
inline UChar32 next_code_point(std::string_view text, std::size_t& at) {
  const char* const bytes = text.data();
  UChar32 c = 0;
#pragma GCC diagnostic push  // the macro of ICU narrows
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
  U8_NEXT(bytes, at, text.size(), c);
#pragma GCC diagnostic pop
  return c;
}

/// Bytes before the first one that is not ASCII.
[[nodiscard]] inline std::size_t ascii_length(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t eight = 0; at + sizeof eight <= text.size(); at += sizeof eight) {
    std::memcpy(&eight, text.data() + at, sizeof eight);
    if ((eight & 0x8080808080808080ULL) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

[[nodiscard]] inline bool is_ascii(std::string_view text) { return ascii_length(text) == text.size(); }

/// `text` without blanks at its ends, each run of blanks inside made one space.
[[nodiscard]] std::string collapse_blanks(std::string_view text);

}  // namespace renmai
