// SPDX-License-Identifier: Apache-2.0
#include "draw/label.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"

namespace renmai::detail {
namespace {

constexpr std::string_view replacement = "\uFFFD";
constexpr std::string_view word_joiner = "\u2060";
constexpr std::string_view ellipsis = "…";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether Graphviz takes what follows an `&` for an entity and does not escape it.
bool looks_like_entity(std::string_view after) {
  std::size_t at = 0;
  if (after.starts_with('#')) {
    while (++at < after.size() && (is_digit(after[at]) || is_letter(after[at]))) {
    }
  } else {
    while (at < after.size() && is_letter(after[at])) ++at;
  }
  return at < after.size() && after[at] == ';';
}

/// U+FFFE and U+FFFF, which no XML may hold.
bool is_noncharacter(std::string_view text, std::size_t at) {
  return text.substr(at, 3) == "\xEF\xBF\xBE" || text.substr(at, 3) == "\xEF\xBF\xBF";
}

/// The places at which a text may be broken, ascending, its end among them.
std::vector<std::size_t> breaks(std::string_view text, bool between_words) {
  UErrorCode status = U_ZERO_ERROR;
  const auto& locale = icu::Locale::getRoot();
  const std::unique_ptr<icu::BreakIterator> iterator(between_words
                                                         ? icu::BreakIterator::createLineInstance(locale, status)
                                                         : icu::BreakIterator::createCharacterInstance(locale, status));
  UText* utext = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  EXPECT(U_SUCCESS(status) != 0);
  iterator->setText(utext, status);
  std::vector<std::size_t> found;
  for (auto at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    found.push_back(static_cast<std::size_t>(at));
  }
  iterator->setText(icu::UnicodeString());
  utext_close(utext);
  return found;
}

/// Puts pieces on lines one after the other; says when there is no room left.
class Lines {
 public:
  Lines(std::size_t width, std::size_t max_lines) : width_(width), max_lines_(max_lines) {}

  [[nodiscard]] bool fits(std::string_view piece) const {
    return display_width(line_ + std::string(trim(piece))) <= width_;
  }
  /// False if a new line was needed and there is none.
  bool add(std::string_view piece) {
    if (!fits(piece) && !line_.empty()) {
      if (lines_.size() + 1 == max_lines_) return false;
      lines_.emplace_back(trim(line_));
      line_.clear();
    }
    line_ += piece;
    return true;
  }
  [[nodiscard]] std::vector<std::string> finish(bool cut) {
    std::string last(trim(line_));
    if (cut) last = display_width(last) < width_ ? last + std::string(ellipsis) : clip_to_width(last + " …", width_);
    lines_.push_back(std::move(last));
    return std::move(lines_);
  }

 private:
  std::size_t width_;
  std::size_t max_lines_;
  std::string line_;
  std::vector<std::string> lines_;
};

}  // namespace

std::string clean_text(std::string_view text) {
  std::string single_blanks;
  for (const char c : trim(text)) {
    const bool blank = trim(std::string_view(&c, 1)).empty();
    if (!blank) single_blanks += c;
    if (blank && !single_blanks.ends_with(' ')) single_blanks += ' ';
  }
  const std::string shown = escape_for_terminal(single_blanks);
  std::string clean;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (is_noncharacter(shown, i)) {
      clean += replacement;
      i += 2;
      continue;
    }
    clean += shown[i];
    if (shown[i] == '&' && looks_like_entity(std::string_view(shown).substr(i + 1))) clean += word_joiner;
  }
  return clean;
}

std::vector<std::string> wrap_text(std::string_view text, std::size_t width, std::size_t max_lines) {
  // Marks without a width take no room on a line, so it is bytes that keep a hostile text from growing a label.
  const bool cut = text.size() > longest_name;
  const std::string shown = to_valid_utf8(text.substr(0, longest_name));
  text = shown;
  Lines lines(width, max_lines);
  std::size_t at = 0;
  for (const std::size_t end : breaks(text, true)) {
    const std::string_view word = text.substr(at, end - at);
    if (display_width(trim(word)) <= width) {
      if (!lines.add(word)) return lines.finish(true);
    } else {
      std::size_t from = 0;
      for (const std::size_t to : breaks(word, false)) {
        if (!lines.add(word.substr(from, to - from))) return lines.finish(true);
        from = to;
      }
    }
    at = end;
  }
  return lines.finish(cut);
}

std::string html_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\\': escaped += "\\\\"; break;  // Graphviz reads \N, \G and the like here too
      default: escaped += c;
    }
  }
  return escaped;
}

std::string html_lines(std::span<const std::string> lines, Align align) {
  std::string joined;
  for (const std::string& line : lines) {
    if (align == Align::centre && !joined.empty()) joined += "<BR/>";
    joined += html_text(line);
    if (align == Align::left) joined += "<BR ALIGN=\"LEFT\"/>";  // speaks of the line before it
  }
  return joined;
}

std::string plain_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '\\': escaped += "\\\\"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

std::string dot_name(std::string_view id) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  if (id.empty()) return "~";
  const bool shown_as_is = clean_text(id) == id;
  std::string name;
  for (const char c : id) {
    const auto byte = static_cast<unsigned char>(c);
    const bool stays =
        byte < 0x80 ? is_letter(c) || is_digit(c) || std::string_view("_.:@+-/ ").find(c) != std::string_view::npos
                    : shown_as_is;
    if (stays) {
      name += c;
    } else {
      name += '~';
      name += hex[byte >> 4U];
      name += hex[byte & 15U];
    }
  }
  return name;
}

}  // namespace renmai::detail
