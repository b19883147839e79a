// SPDX-License-Identifier: Apache-2.0
#include "format/pajek_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "base/text.hpp"
#include "format/graph_attributes.hpp"

namespace renmai::detail {
namespace {

constexpr std::string_view blanks = " \t\r";
constexpr std::string_view reference_begin = "&#";
constexpr std::size_t longest_reference = 10;  // of &#1114111;

void append_utf8(std::string& text, std::uint32_t c) {
  const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0U | (c >> 6U));
    tail(0);
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0U | (c >> 12U));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | (c >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

bool is_character(std::uint32_t c) { return c > 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF); }

/// The length of the reference at the beginning of the text, which stands for the character; 0 if it is none.
std::size_t read_reference(std::string_view text, std::uint32_t& c) {
  const std::size_t end = text.substr(0, longest_reference).find(';');
  if (end == std::string_view::npos) return 0;
  std::string_view digits = text.substr(reference_begin.size(), end - reference_begin.size());
  const bool hexadecimal = digits.starts_with('x');
  if (hexadecimal) digits.remove_prefix(1);
  const auto [rest, code] = std::from_chars(digits.data(), digits.data() + digits.size(), c, hexadecimal ? 16 : 10);
  return code == std::errc() && rest == digits.data() + digits.size() && is_character(c) ? end + 1 : 0;
}

std::string decode(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::size_t next = std::min(text.find(reference_begin), text.size());
    plain += text.substr(0, next);
    text.remove_prefix(next);
    if (text.empty()) break;
    std::uint32_t c = 0;
    const std::size_t length = read_reference(text, c);
    if (length > 0)
      append_utf8(plain, c);
    else
      plain += text.front();
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return plain;
}

/// `5-10,12` as spells; `*` is an end that is open.
void append_spells(std::string_view text, std::vector<TextSpan>& spells) {
  for (const std::string_view part : split_list(text, ',')) {
    const std::size_t dash = part.find('-', 1);
    const std::string_view start = trim(part.substr(0, dash));
    const std::string_view end = dash == std::string_view::npos ? start : trim(part.substr(dash + 1));
    spells.push_back({std::string(start == "*" ? "" : start), std::string(end == "*" ? ".." : end)});
  }
}

/// The length of the times in brackets at the beginning of a text; 0 if it begins with none.
std::size_t length_of_times(std::string_view text) {
  if (!text.starts_with('[')) return 0;
  const std::size_t end = text.find_first_not_of("0123456789-,* ", 1);
  return end != std::string_view::npos && text[end] == ']' ? end + 1 : 0;
}

}  // namespace

PajekLine split_pajek_line(std::string_view line) {
  PajekLine split;
  while (true) {
    const std::size_t begin = line.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return split;
    line.remove_prefix(begin);
    std::size_t length = length_of_times(line);
    if (length > 0) {
      append_spells(line.substr(1, length - 2), split.spells);
    } else if (line.front() == '"') {
      length = line.find('"', 1);
      split.closed = length != std::string_view::npos;
      if (!split.closed) return split;
      split.words.push_back(decode(line.substr(1, length - 1)));
      ++length;
    } else {
      length = std::min(line.find_first_of(blanks), line.size());
      split.words.push_back(decode(line.substr(0, length)));
    }
    line.remove_prefix(length);
  }
}

std::string encode_pajek(std::string_view text) {
  std::string encoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const bool reference = c == '&' && i + 1 < text.size() && text[i + 1] == '#';
    if (c < ' ' || c == 0x7F || c == '"' || c == '\\' || reference)
      encoded += "&#" + std::to_string(c) + ";";
    else
      encoded += text[i];
  }
  return encoded;
}

std::string PajekKinds::of_section(const std::vector<std::string>& header) {
  if (header.size() < 2) return "edge";
  const std::string number = header[1].substr(header[1].starts_with(':') ? 1 : 0);
  if (header.size() > 2 && !header[2].empty()) names_[number] = header[2];
  return of_number(number);
}

std::string PajekKinds::of_number(const std::string& number) const {
  const auto known = names_.find(number);
  return known == names_.end() ? "relation " + number : known->second;
}

bool is_taken_in_pajek(std::string_view name) {
  constexpr std::array<std::string_view, 6> words{"x", "y", "shape", "l", "u_for_edge", "v_for_edge"};
  return is_taken_name(name) || name == pajek_id_key || std::find(words.begin(), words.end(), name) != words.end();
}

}  // namespace renmai::detail
