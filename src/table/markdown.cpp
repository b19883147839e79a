// SPDX-License-Identifier: Apache-2.0
#include "base/unicode.hpp"
#include "table/forms.hpp"

namespace renmai::detail {
namespace {

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

/// The text so that Markdown shows it letter by letter. An underscore inside a word starts no emphasis and stays.
std::string markdown_text(std::string_view raw) {
  const std::string shown = escape_for_terminal(raw);
  std::string text;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const char c = shown[i];
    const bool inside_word = i > 0 && i + 1 < shown.size() && is_word_byte(shown[i - 1]) && is_word_byte(shown[i + 1]);
    if (std::string_view("\\|<&`*[]~").find(c) != std::string_view::npos || (c == '_' && !inside_word)) text += '\\';
    text += c;
  }
  return text;
}

std::string header_rows(const Table& table, const TableStyle& style) {
  std::string names = "|";
  std::string rule = "|";
  for (const Column& column : table.columns()) {
    names += " " + (style.header ? markdown_text(column.name) : std::string()) + " |";
    rule += column.type() == ColumnType::text ? " --- |" : " ---: |";
  }
  return names + "\n" + rule + "\n";
}

}  // namespace

/// Without a header the row of names is left blank, since a Markdown table cannot do without one.
void write_markdown(std::ostream& out, const Table& table, const TableStyle& style) {
  if (!table.columns().empty()) {
    std::string header = header_rows(table, style);
    if (!flush_text(out, header)) return;
    write_rows(out, table.row_count(), [&](std::string& text, std::size_t row) {
      text += '|';
      for (const Column& column : table.columns()) text += " " + markdown_text(column.cell(row)) + " |";
      text += '\n';
    });
  }
  if (table.stamp.empty()) return;
  if (!table.columns().empty()) out << '\n';
  out << '*' << markdown_text(stamp_line(table.stamp)) << "*\n";
}

}  // namespace renmai::detail
