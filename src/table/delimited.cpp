// SPDX-License-Identifier: Apache-2.0
#include "base/text.hpp"
#include "table/forms.hpp"

namespace renmai::detail {
namespace {

constexpr std::string_view formula_starts = "=+-@\t\r";

bool reads_as_formula(std::string_view cell) {
  return !cell.empty() && formula_starts.find(cell.front()) != std::string_view::npos && !to_number(cell);
}

void append_csv(std::string& text, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    text += cell;
    return;
  }
  text += '"';
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

void append_tsv(std::string& text, std::string_view cell) {
  for (const char c : cell) {
    switch (c) {
      case '\t': text += "\\t"; break;
      case '\n': text += "\\n"; break;
      case '\r': text += "\\r"; break;
      case '\\': text += "\\\\"; break;
      default: text += c;
    }
  }
}

using Append = void (*)(std::string& text, std::string_view cell);

void append_text_cell(std::string& text, std::string_view cell, const TableStyle& style, Append append) {
  if (style.guard_formulas && reads_as_formula(cell)) {
    append(text, "'" + std::string(cell));
  } else {
    append(text, cell);
  }
}

void append_row(std::string& text, const Table& table, std::size_t row, const TableStyle& style, Append append) {
  const std::size_t start = text.size();
  for (const Column& column : table.columns()) {
    if (&column != table.columns().data()) text += append == &append_csv ? ',' : '\t';
    if (column.type() == ColumnType::text) {
      append_text_cell(text, column.text(row), style, append);
    } else {
      text += column.cell(row);
    }
  }
  // Readers skip an empty line, so the empty cell of a lone column has to show itself.
  if (append == &append_csv && text.size() == start) text += "\"\"";
  text += '\n';
}

void write_delimited(std::ostream& out, const Table& table, const TableStyle& style, Append append) {
  if (table.columns().empty()) return;
  if (style.header) {
    std::string text;
    for (const Column& column : table.columns()) {
      if (!text.empty()) text += append == &append_csv ? ',' : '\t';
      append_text_cell(text, column.name, style, append);
    }
    text += '\n';
    if (!flush_text(out, text)) return;
  }
  write_rows(out, table.row_count(),
             [&](std::string& text, std::size_t row) { append_row(text, table, row, style, append); });
}

}  // namespace

void write_csv(std::ostream& out, const Table& table, const TableStyle& style) {
  write_delimited(out, table, style, &append_csv);
}

void write_tsv(std::ostream& out, const Table& table, const TableStyle& style) {
  write_delimited(out, table, style, &append_tsv);
}

}  // namespace renmai::detail
