// SPDX-License-Identifier: Apache-2.0
#include "base/unicode.hpp"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <cstdint>
#include <memory>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/unicode_internal.hpp"

namespace renmai {
namespace {

constexpr std::string_view ellipsis = "…";

/// Columns of one code point, as wcwidth of common C libraries has it.
std::size_t code_point_width(UChar32 c) {
  if (c < 0) return 1;  // shown as U+FFFD
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_CONTROL_CHAR:
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR: return 0;
    case U_FORMAT_CHAR: return c == 0xad ? 1 : 0;  // terminals draw a soft hyphen
    default: break;
  }
  if (c >= 0x1160 && c <= 0x11ff) return 0;  // vowels and finals, drawn inside the Hangul syllable they follow
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool is_direction_control(UChar32 c) {
  return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

void append_hexadecimal(std::string& text, std::uint32_t value, int digits) {
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) text += "0123456789abcdef"[(value >> shift) & 15];
}

/// Opened once per thread: a break iterator holds the text it walks, so threads cannot share one.
icu::BreakIterator& grapheme_breaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> breaks = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> opened(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    EXPECT(U_SUCCESS(status));
    return opened;
  }();
  return *breaks;
}

/// Bytes of the longest run of whole graphemes at the start of the well-formed `text` that fits into `width` columns.
std::size_t graphemes_within(std::string_view text, std::size_t width) {
  UErrorCode status = U_ZERO_ERROR;
  UText* const source = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  const std::unique_ptr<UText, decltype(&utext_close)> owner(source, &utext_close);
  icu::BreakIterator& breaks = grapheme_breaks();
  breaks.setText(source, status);
  EXPECT(U_SUCCESS(status));
  std::size_t size = 0;
  for (std::int32_t end = breaks.next(); end != icu::BreakIterator::DONE; end = breaks.next()) {
    const std::size_t columns = display_width(text.substr(size, static_cast<std::size_t>(end) - size));
    if (columns > width) break;
    width -= columns;
    size = static_cast<std::size_t>(end);
  }
  return size;
}

}  // namespace

std::string collapse_blanks(std::string_view text) {
  std::string collapsed;
  collapsed.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (u_isUWhiteSpace(next_code_point(text, at))) {
      gap = !collapsed.empty();
      continue;
    }
    if (gap) collapsed += ' ';
    gap = false;
    collapsed += text.substr(start, at - start);
  }
  return collapsed;
}

std::size_t find_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (true) {
    at += ascii_length(text.substr(at));
    if (at == text.size()) return std::string_view::npos;
    const std::size_t start = at;
    if (next_code_point(text, at) < 0) return start;
  }
}

std::string to_valid_utf8(std::string_view text) {
  std::string valid;
  while (true) {
    const auto fault = find_invalid_utf8(text);
    valid += text.substr(0, fault);
    if (fault == std::string_view::npos) return valid;
    std::size_t after = fault;
    next_code_point(text, after);
    valid += "\xef\xbf\xbd";
    text.remove_prefix(after);
  }
}

std::string fold_name(std::string_view text) {
  if (is_ascii(text)) return lower_ascii(collapse_blanks(text));
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
  EXPECT(U_SUCCESS(status));
  const std::string valid = to_valid_utf8(text);
  std::string folded;
  icu::StringByteSink<std::string> sink(&folded);
  folding->normalizeUTF8(0, valid, sink, nullptr, status);
  EXPECT(U_SUCCESS(status));
  return collapse_blanks(folded);
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += code_point_width(next_code_point(text, at));
  return width;
}

std::string clip_to_width(std::string_view text, std::size_t width) {
  std::string valid = to_valid_utf8(text);
  if (display_width(valid) <= width) return valid;
  if (width == 0) return {};
  valid.resize(graphemes_within(valid, width - 1));
  return valid += ellipsis;
}

std::string escape_for_terminal(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const UChar32 c = next_code_point(text, at);
    if (c < 0x20 || c == 0x7f) {  // also the negative value of ill-formed bytes
      for (const char byte : text.substr(start, at - start)) {
        escaped += "\\x";
        append_hexadecimal(escaped, static_cast<unsigned char>(byte), 2);
      }
    } else if ((c >= 0x80 && c <= 0x9f) || c == 0x2028 || c == 0x2029 || is_direction_control(c)) {
      escaped += "\\u{";
      append_hexadecimal(escaped, static_cast<std::uint32_t>(c), 4);
      escaped += '}';
    } else {
      escaped += text.substr(start, at - start);
    }
  }
  return escaped;
}

}  // namespace renmai
