// SPDX-License-Identifier: Apache-2.0
// Names in Latin letters. ICU reads Han characters one by one and slowly (some 12 microseconds each), so each thread
// keeps the readings it has met; every other script goes through one compound transliterator.
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <unordered_map>

#include "base/error.hpp"
#include "base/unicode.hpp"
#include "base/unicode_internal.hpp"

namespace renmai {
namespace {

/// A transliterator keeps state while it runs, so threads cannot share one.
class Transliterator {
 public:
  explicit Transliterator(const char* rules) {
    UErrorCode status = U_ZERO_ERROR;
    opened_.reset(icu::Transliterator::createInstance(rules, UTRANS_FORWARD, status));
    EXPECT(U_SUCCESS(status) && opened_ != nullptr);
  }

  [[nodiscard]] std::string operator()(std::string_view text) const {
    icu::UnicodeString units = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), std::int32_t(text.size())));
    opened_->transliterate(units);
    std::string latin;
    return units.toUTF8String(latin);
  }

 private:
  std::unique_ptr<icu::Transliterator> opened_;
};

/// Russian in the BGN form first, as English writes it (Sutskever): the general rules would give Suckever.
constexpr const char* general_rules =
    "Russian-Latin/BGN; Any-Latin; NFD; [:Nonspacing Mark:] Remove; NFC; Latin-ASCII; [~] Remove";
constexpr const char* han_rules = "Han-Latin; NFD; [:Nonspacing Mark:] Remove";
constexpr const char* family_name_rules = "Han-Latin/Names; NFD; [:Nonspacing Mark:] Remove";

std::string transliterate(std::string_view text) {
  thread_local const Transliterator general(general_rules);
  return general(text);
}

bool is_han(UChar32 c) { return c >= 0 && u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0; }

/// Readings of Han characters met so far by this thread, at most one for each character there is.
class HanReadings {
 public:
  explicit HanReadings(const char* rules) : read_(rules) {}

  const std::string& operator()(UChar32 c, std::string_view character) {
    auto [place, is_new] = readings_.try_emplace(c);
    if (is_new) place->second = read_(character);
    return place->second;
  }

 private:
  Transliterator read_;
  std::unordered_map<UChar32, std::string> readings_;
};

const std::string& han_reading(UChar32 c, std::string_view character) {
  thread_local HanReadings readings(han_rules);
  return readings(c, character);
}

const std::string& family_name_reading(UChar32 c, std::string_view character) {
  thread_local HanReadings readings(family_name_rules);
  return readings(c, character);
}

/// Cuts `text` into single Han characters and stretches without any, in order.
template <class OnHan, class OnOther>
void walk_han(std::string_view text, const OnHan& on_han, const OnOther& on_other) {
  std::size_t other = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const UChar32 c = next_code_point(text, at);
    if (!is_han(c)) continue;
    if (other < start) on_other(text.substr(other, start - other));
    on_han(c, text.substr(start, at - start));
    other = at;
  }
  if (other < text.size()) on_other(text.substr(other));
}

/// Whether the character belongs to a token; hyphens, dots and apostrophes do but leave no trace in a key.
bool joins_token(UChar32 c) {
  constexpr std::u32string_view joiners = U".'`\u2018\u2019\u02bb\u02bc\u00b4";
  if (c < 0) return false;
  if (u_isalnum(c) != 0 || joiners.find(static_cast<char32_t>(c)) != joiners.npos) return true;
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_DASH_PUNCTUATION:
    case U_MODIFIER_LETTER: return true;
    default: return false;
  }
}

std::vector<std::string_view> split_tokens(std::string_view text) {
  std::vector<std::string_view> tokens;
  std::size_t token = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t start = at;
    if (at < text.size() && joins_token(next_code_point(text, at))) continue;
    if (start > token) tokens.push_back(text.substr(token, start - token));
    if (start == text.size()) break;
    token = at;
  }
  return tokens;
}

/// Folded, and only the letters and digits.
std::string letters_of(std::string_view latin) {
  std::string letters;
  const std::string folded = fold_name(latin);
  const std::string_view text = folded;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (u_isalnum(next_code_point(text, at)) != 0) letters += text.substr(start, at - start);
  }
  return letters;
}

/// The key of one token, its Han characters read one by one: one part a character, one a stretch of other letters.
std::vector<std::string> token_parts(std::string_view token) {
  std::vector<std::string> parts;
  if (is_ascii(token)) {
    parts.push_back(letters_of(token));
    return parts;
  }
  walk_han(
      token, [&](UChar32 c, std::string_view character) { parts.push_back(letters_of(han_reading(c, character))); },
      [&](std::string_view other) { parts.push_back(letters_of(transliterate(other))); });
  return parts;
}

std::string concatenate(const std::vector<std::string>& parts) {
  return std::accumulate(parts.begin(), parts.end(), std::string());
}

/// Collects keys in order, each once.
class KeyList {
 public:
  void add(std::string key) {
    if (!key.empty() && std::find(keys_.begin(), keys_.end(), key) == keys_.end()) keys_.push_back(std::move(key));
  }
  void add_rotations(std::vector<std::string> parts, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      std::rotate(parts.begin(), parts.begin() + 1, parts.end());
      add(concatenate(parts));
    }
  }
  void add_orders(std::vector<std::string> tokens) {
    constexpr std::size_t most_permuted = 4;
    constexpr std::size_t most_rotated = 8;
    if (tokens.size() > most_permuted && tokens.size() <= most_rotated) add_rotations(tokens, tokens.size() - 1);
    std::sort(tokens.begin(), tokens.end());
    add(concatenate(tokens));
    if (tokens.size() > most_permuted) return;
    while (std::next_permutation(tokens.begin(), tokens.end())) add(concatenate(tokens));
  }
  [[nodiscard]] std::vector<std::string> take() { return std::move(keys_); }

 private:
  std::vector<std::string> keys_;
};

/// Family name last, and the first character read as a family name: for 2 to 4 Han characters, a Chinese name.
void add_chinese_orders(KeyList& keys, std::string_view token, std::vector<std::string> parts) {
  std::size_t characters = 0;
  std::string family_name;
  walk_han(
      token,
      [&](UChar32 c, std::string_view character) {
        if (characters++ == 0) family_name = letters_of(family_name_reading(c, character));
      },
      [](std::string_view) {});
  if (characters != parts.size() || characters < 2 || characters > 4) return;
  const std::size_t longest_family_name = std::min<std::size_t>(2, characters - 1);
  keys.add_rotations(parts, longest_family_name);
  parts.front() = family_name;
  keys.add(concatenate(parts));
  keys.add_rotations(parts, longest_family_name);
}

/// The ASCII of a transliteration: other letters and marks are dropped, other signs become blanks.
std::string ascii_of(std::string_view latin) {
  std::string ascii;
  for (std::size_t at = 0; at < latin.size();) {
    const UChar32 c = next_code_point(latin, at);
    if (c >= 0 && c < 0x80) {
      ascii += static_cast<char>(c);
    } else if (!joins_token(c)) {
      ascii += ' ';
    }
  }
  return ascii;
}

}  // namespace

std::vector<std::string> latin_keys(std::string_view text) {
  if (text.size() > longest_name) return {};
  const std::string folded = fold_name(text);
  const std::vector<std::string_view> written = split_tokens(folded);
  std::vector<std::string> tokens;
  std::vector<std::string> parts;
  for (const std::string_view token : written) {
    parts = token_parts(token);
    if (std::string key = concatenate(parts); !key.empty()) tokens.push_back(std::move(key));
  }
  KeyList keys;
  const std::string first = concatenate(tokens);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (std::all_of(first.begin(), first.end(), is_digit)) return {};
  keys.add(first);
  if (written.size() == 1) add_chinese_orders(keys, written.front(), parts);
  keys.add_orders(std::move(tokens));
  return keys.take();
}

std::string to_latin(std::string_view text) {
  text = text.substr(0, longest_name);
  if (is_ascii(text)) return collapse_blanks(text);
  std::string latin;
  const std::string valid = to_valid_utf8(text);
  bool after_han = false;
  const auto append = [&](std::string_view part, bool han) {
    const bool letters = !part.empty() && u_isalnum(part.front()) != 0;
    if ((han || after_han) && letters && !latin.empty() && u_isalnum(latin.back()) != 0) latin += ' ';
    latin += part;
    after_han = han;
  };
  walk_han(
      valid, [&](UChar32 c, std::string_view character) { append(han_reading(c, character), true); },
      [&](std::string_view other) { append(is_ascii(other) ? std::string(other) : transliterate(other), false); });
  return collapse_blanks(ascii_of(latin));
}

}  // namespace renmai
