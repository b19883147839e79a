// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <vector>

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

/// Columns that say where a row comes from.
constexpr std::array<std::string_view, 4> note_columns{"source", "sources", "source_title", "locator"};

bool is_note(const Column& column) {
  return std::find(note_columns.begin(), note_columns.end(), column.name) != note_columns.end();
}

/// Rows of one source and locator share a note; notes are numbered as they are met.
struct Notes {
  std::vector<std::string> texts;
  std::vector<std::size_t> of_row;  // 0: none
};

Notes notes_of(const Table& table) {
  Notes notes;
  std::map<std::string, std::size_t> number;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    std::string text;
    const auto add = [&](std::string_view name, std::string_view before) {
      const Column* const column = table.find(name);
      const std::string cell = column == nullptr ? std::string() : column->cell(row);
      if (!cell.empty()) text.append(text.empty() ? "" : before).append(markdown_text(cell));
    };
    add("source_title", "");
    const bool titled = !text.empty();
    for (const std::string_view name : {"source", "sources"}) add(name, titled ? ", source " : "source ");
    if (!titled && !text.empty()) text.insert(0, "source ");
    add("locator", ", ");
    std::size_t of = 0;
    if (!text.empty()) {
      const auto [known, added] = number.try_emplace(text, notes.texts.size() + 1);
      if (added) notes.texts.push_back(text);
      of = known->second;
    }
    notes.of_row.push_back(of);
  }
  return notes;
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

/// Columns that say where a row comes from become numbers of notes, which follow the table.
void write_footnotes(std::ostream& out, const Table& table, const TableStyle& style) {
  const bool sourced = std::any_of(table.columns().begin(), table.columns().end(), is_note);
  if (!sourced) return write_markdown(out, table, style);
  const Notes notes = notes_of(table);
  Table rest;
  for (const Column& column : table.columns()) {
    if (!is_note(column)) rest.add(column);
  }
  std::string header = header_rows(rest, style);
  header.insert(header.find('\n'), style.header ? " notes |" : "  |");
  header.insert(header.size() - 1, " --- |");
  if (!flush_text(out, header)) return;
  write_rows(out, table.row_count(), [&](std::string& text, std::size_t row) {
    text += '|';
    for (const Column& column : rest.columns()) text += " " + markdown_text(column.cell(row)) + " |";
    text += notes.of_row[row] == 0 ? "  |\n" : " [^" + std::to_string(notes.of_row[row]) + "] |\n";
  });
  if (!notes.texts.empty()) out << '\n';
  write_rows(out, notes.texts.size(), [&](std::string& text, std::size_t k) {
    text += "[^" + std::to_string(k + 1) + "]: " + notes.texts[k] + "\n";
  });
  if (!table.stamp.empty()) out << "\n*" << markdown_text(stamp_line(table.stamp)) << "*\n";
}

}  // namespace renmai::detail
