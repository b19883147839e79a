// SPDX-License-Identifier: Apache-2.0
#include "cli/page.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/unicode.hpp"

namespace renmai::cli {
namespace {

constexpr std::size_t text_column = 28;  // where the text of an entry begins

void append_item(std::string& text, const Item& item, std::size_t width) {
  text += "  " + item.heading;
  const std::size_t used = 2 + display_width(item.heading);
  if (item.text.empty()) {
    text += '\n';
    return;
  }
  if (used + 2 > text_column) {
    text += '\n' + wrap(item.text, text_column, width);
    return;
  }
  const std::string lines = wrap(item.text, text_column, width);
  text += std::string(text_column - used, ' ') + lines.substr(text_column);
}

// ---- mdoc ----

/// Text without an escape of its own.
std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\\')
      safe += "\\e";
    else if (c == '-')
      safe += "\\-";
    else
      safe += c;
  }
  return safe;
}

bool ends_sentence(std::string_view word) {
  while (!word.empty() && (word.back() == ')' || word.back() == '"' || word.back() == '\'')) word.remove_suffix(1);
  return !word.empty() && (word.back() == '.' || word.back() == '!' || word.back() == '?');
}

/// Lines of text; a sentence begins on a line of its own, as mdoc wants it.
std::string mdoc_text(std::string_view text) {
  constexpr std::size_t longest_line = 76;
  std::string lines;
  std::string line;
  const auto flush = [&] {
    if (line.empty()) return;
    if (line[0] == '.' || line[0] == '\'') line.insert(0, "\\&");  // else it would be a macro
    lines += line + '\n';
    line.clear();
  };
  for (const std::string_view word : split_list(text, ' ')) {
    const std::string safe = escaped(word);
    if (!line.empty() && line.size() + 1 + safe.size() > longest_line) flush();
    if (!line.empty()) line += ' ';
    line += safe;
    if (ends_sentence(word)) flush();
  }
  flush();
  return lines;
}

/// The argument of a macro: quoted, so that no word of it is read as a macro.
std::string argument(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : escaped(text)) {
    quoted += c;
    if (c == '"') quoted += '"';
  }
  return quoted + '"';
}

std::string mdoc_heading(const Item& item) {
  if (item.option == nullptr) return ".It " + argument(item.heading) + '\n';
  const Option& option = *item.option;
  std::string line = ".It ";
  if (option.letter != 0) line += std::string("Fl ") + option.letter + " , ";
  line += "Fl \\-" + escaped(option.name);
  if (option.takes_value()) line += " Ar " + argument(option.placeholder);
  if (!option.negation.empty()) line += " , Fl \\-" + escaped(option.negation);
  return line + '\n';
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return result;
}

void append_section(std::string& text, const Section& section) {
  text += ".Sh " + upper(section.title) + '\n';
  for (std::size_t i = 0; i < section.paragraphs.size(); ++i) {
    if (i > 0) text += ".Pp\n";
    text += mdoc_text(section.paragraphs[i]);
  }
  if (!section.items.empty()) {
    text += ".Bl -tag -width Ds\n";
    for (const Item& item : section.items) text += mdoc_heading(item) + mdoc_text(item.text);
    text += ".El\n";
  }
  for (std::size_t i = 0; i < section.examples.size(); ++i) {
    if (i > 0 || !section.paragraphs.empty()) text += ".Pp\n";
    text += ".Dl " + argument(section.examples[i]) + '\n';
  }
}

/// A macro line for one line of usage: words in capitals are arguments, brackets stay.
std::string mdoc_usage(const std::string& usage) {
  std::string text;
  bool first = true;
  for (const std::string_view word : split_list(usage, ' ')) {
    if (first)
      text += ".Nm " + std::string(word) + '\n';
    else
      text += ".Ar " + argument(word) + '\n';
    first = false;
  }
  return text;
}

}  // namespace

std::string wrap(std::string_view text, std::size_t indent, std::size_t width) {
  std::string result;
  std::size_t used = 0;
  for (const std::string_view word : split_list(text, ' ')) {
    const std::size_t size = display_width(word);
    if (used > 0 && used + 1 + size > width) {
      result += '\n';
      used = 0;
    }
    if (used == 0) {
      result += std::string(indent, ' ');
      used = indent;
    } else {
      result += ' ';
      ++used;
    }
    result += word;
    used += size;
  }
  return result + '\n';
}

std::string to_plain(const Page& page, std::size_t width) {
  std::string text = wrap(page.name + ": " + page.summary, 0, width) + '\n';
  for (std::size_t i = 0; i < page.usage.size(); ++i) text += (i == 0 ? "Usage: " : "       ") + page.usage[i] + '\n';
  for (const Section& section : page.sections) {
    text += '\n';
    if (!section.title.empty() && section.title != "Description") text += section.title + ":\n";
    const std::size_t indent = section.title == "Description" ? 0 : 2;
    for (std::size_t i = 0; i < section.paragraphs.size(); ++i) {
      if (i > 0) text += '\n';
      text += wrap(section.paragraphs[i], indent, width);
    }
    for (const Item& item : section.items) append_item(text, item, width);
    for (const std::string& example : section.examples) text += "  " + example + '\n';
  }
  return text;
}

std::string to_mdoc(const Page& page) {
  std::string text = ".\\\" Made by the program from its own catalogue of options.\n";
  text += ".Dd November 21, 2026\n.Dt " + upper(page.name) + " 1\n.Os\n.Sh NAME\n";
  text += ".Nm " + page.name + "\n.Nd " + escaped(page.summary) + "\n.Sh SYNOPSIS\n";
  for (const std::string& usage : page.usage) text += mdoc_usage(usage);
  for (const Section& section : page.sections) append_section(text, section);
  return text;
}

}  // namespace renmai::cli
