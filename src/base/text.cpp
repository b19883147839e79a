// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <system_error>
#include <unordered_set>

namespace renmai {
namespace {

constexpr std::string_view blanks = " \t\r\n";
/// Longer words than this are never misspelt option or column names; it keeps `nearest` cheap on hostile input.
constexpr std::size_t longest_suggestion_word = 128;

template <class Number>
std::optional<Number> read_whole(std::string_view text) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto [rest, fault] = std::from_chars(text.data(), end, value);
  if (fault != std::errc{} || rest != end) return std::nullopt;
  return value;
}

template <class Text>
std::optional<std::string> nearest_of(std::string_view word, std::span<const Text> candidates) {
  if (word.empty() || word.size() > longest_suggestion_word) return std::nullopt;
  const std::string wanted = lower_ascii(word);
  const std::size_t limit = std::max<std::size_t>(1, word.size() / 3);
  std::size_t best = limit + 1;
  const Text* found = nullptr;
  for (const Text& candidate : candidates) {
    const std::string offered = lower_ascii(candidate);
    std::size_t distance = edit_distance(wanted, offered, limit);
    if (wanted.size() >= 3 && offered.starts_with(wanted)) distance = std::min(distance, limit);
    // A candidate that shares nothing with the word is no suggestion, however short both are.
    if (distance >= std::max(wanted.size(), offered.size())) continue;
    if (distance < best) {
      best = distance;
      found = &candidate;
    }
  }
  if (found == nullptr) return std::nullopt;
  return std::string(*found);
}

}  // namespace

std::string_view trim(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string_view> split_list(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto end = text.find(separator);
    if (const auto part = trim(text.substr(0, end)); !part.empty()) parts.push_back(part);
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += separator;
    text += parts[i];
  }
  return text;
}

std::string join_distinct(std::span<const std::string> parts) {
  std::unordered_set<std::string_view> met;
  std::string text;
  for (const std::string& part : parts) {
    if (part.empty() || !met.insert(part).second) continue;
    if (!text.empty()) text += "; ";
    text += part;
  }
  return text;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::optional<std::int64_t> to_integer(std::string_view text) { return read_whole<std::int64_t>(text); }

std::optional<double> to_number(std::string_view text) {
  const auto value = read_whole<double>(text);
  if (!value || !std::isfinite(*value)) return std::nullopt;
  return value;
}

std::string format_number(double value) {
  if (std::isnan(value)) return "nan";
  // Like Python's repr: 100000 rather than to_chars' equally exact but shorter 1e+05.
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= 1e-4 && size < 1e16);
  std::array<char, 32> buffer{};
  char* const begin = buffer.data();
  char* const end = begin + buffer.size();
  const auto result = plain ? std::to_chars(begin, end, value, std::chars_format::fixed)
                            : std::to_chars(begin, end, value, std::chars_format::scientific);
  return {begin, result.ptr};
}

std::string format_count(std::uint64_t value) {
  const std::string digits = std::to_string(value);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

// Optimal string alignment by rows of the usual table; only the diagonal band that can stay within the limit is filled.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  limit = std::min(limit, std::max(a.size(), b.size()));
  const std::size_t over = limit + 1;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return over;
  std::vector<std::size_t> two_back(b.size() + 1, over), back(b.size() + 1, over), row(b.size() + 1, over);
  for (std::size_t j = 0; j <= std::min(b.size(), limit); ++j) back[j] = j;
  std::size_t least_back = 0;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i > limit ? i - limit : 1;
    const std::size_t last = std::min(b.size(), i + limit);
    std::fill(row.begin(), row.end(), over);
    if (i <= limit) row[0] = i;
    std::size_t least = row[0];
    for (std::size_t j = first; j <= last; ++j) {
      const std::size_t replaced = back[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      std::size_t best = std::min({replaced, back[j] + 1, row[j - 1] + 1, over});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) best = std::min(best, two_back[j - 2] + 1);
      row[j] = best;
      least = std::min(least, best);
    }
    // A swap reaches two rows back, so one row beyond the limit is not yet the end.
    if (least > limit && least_back > limit) return over;
    least_back = least;
    std::swap(two_back, back);
    std::swap(back, row);
  }
  return back[b.size()];
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
  return nearest_of(word, candidates);
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates) {
  return nearest_of(word, candidates);
}

std::string shell_quoted(std::string_view word) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=@%+";
  if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos) return std::string(word);
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return quoted + "'";
}

}  // namespace renmai
