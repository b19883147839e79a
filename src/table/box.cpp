// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "table/forms.hpp"

namespace renmai::detail {
namespace {

constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view dim = "\x1b[2m";
constexpr std::string_view plain = "\x1b[0m";

/// Six significant digits, but no digit before the point is rounded away: 1234567.8 is shown as 1234568.
std::string box_number(double value) {
  constexpr double six_whole_digits = 1e5;
  constexpr double all_digits_exact = 1e15;
  if (!std::isfinite(value)) return format_number(value);
  const double size = std::abs(value);
  if (size >= six_whole_digits && size < all_digits_exact) return format_number(std::nearbyint(value));
  char digits[32];
  const auto written = std::to_chars(std::begin(digits), std::end(digits), value, std::chars_format::general, 6);
  double rounded = 0;
  std::from_chars(std::begin(digits), written.ptr, rounded);
  return format_number(rounded == 0 ? 0.0 : rounded);
}

std::string box_cell(const Column& column, std::size_t row) {
  switch (column.type()) {
    case ColumnType::text: return escape_for_terminal(column.text(row));
    case ColumnType::real: {
      const double value = column.reals()[row];
      return std::isnan(value) ? std::string() : box_number(value);
    }
    default: return column.cell(row);
  }
}

std::vector<std::size_t> natural_widths(const Table& table, const TableStyle& style) {
  std::vector<std::size_t> widths;
  for (const Column& column : table.columns()) {
    std::size_t width = style.header ? display_width(escape_for_terminal(column.name)) : 0;
    for (std::size_t row = 0; row < column.size(); ++row) {
      width = std::max(width, display_width(box_cell(column, row)));
    }
    widths.push_back(width);
  }
  return widths;
}

/// Narrows the widest text columns, all to one width, until the table is as wide as the terminal. Numbers are never
/// cut, so a table of many numbers may stay too wide.
void shrink_to_fit(std::vector<std::size_t>& widths, const Table& table, std::size_t terminal) {
  std::size_t fixed = 1 + (3 * widths.size());  // rules and blanks
  std::vector<std::size_t> text_widths;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (table.columns()[i].type() == ColumnType::text)
      text_widths.push_back(widths[i]);
    else
      fixed += widths[i];
  }
  std::sort(text_widths.begin(), text_widths.end());
  std::size_t room = terminal > fixed ? terminal - fixed : 0;
  std::size_t left = text_widths.size();  // columns not yet given their width, from the narrowest
  for (const std::size_t width : text_widths) {
    if (width * left > room) break;
    room -= width;
    --left;
  }
  if (left == 0) return;
  const std::size_t cap = std::max<std::size_t>(1, room / left);
  std::size_t spare = cap * left < room ? room - (cap * left) : 0;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    if (table.columns()[i].type() != ColumnType::text || widths[i] <= cap) continue;
    widths[i] = cap + (spare > 0 ? 1 : 0);
    if (spare > 0) --spare;
  }
}

struct Box {
  const Table& table;
  const TableStyle& style;
  std::vector<std::size_t> widths;

  void append_rule(std::string& text, std::string_view left, std::string_view middle, std::string_view right) const {
    if (style.color) text += dim;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      text += i == 0 ? left : middle;
      for (std::size_t k = 0; k < widths[i] + 2; ++k) text += "─";
    }
    text += right;
    if (style.color) text += plain;
    text += '\n';
  }

  void append_bar(std::string& text) const {
    if (style.color) text += dim;
    text += "│";
    if (style.color) text += plain;
  }

  void append_cell(std::string& text, std::size_t i, std::string cell, std::string_view look) const {
    std::size_t width = display_width(cell);
    if (width > widths[i]) {
      cell = clip_to_width(cell, widths[i]);
      width = display_width(cell);
    }
    const std::string blanks(widths[i] - std::min(width, widths[i]), ' ');
    const bool left = table.columns()[i].type() == ColumnType::text;
    append_bar(text);
    text += ' ';
    if (!left) text += blanks;
    if (!look.empty()) text += look;
    text += cell;
    if (!look.empty()) text += plain;
    if (left) text += blanks;
    text += ' ';
  }

  void append_header(std::string& text) const {
    append_rule(text, "┌", "┬", "┐");
    if (!style.header) return;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      append_cell(text, i, escape_for_terminal(table.columns()[i].name), style.color ? bold : std::string_view());
    }
    append_bar(text);
    text += '\n';
    append_rule(text, "├", "┼", "┤");
  }

  void append_row(std::string& text, std::size_t row) const {
    for (std::size_t i = 0; i < widths.size(); ++i) append_cell(text, i, box_cell(table.columns()[i], row), {});
    append_bar(text);
    text += '\n';
  }
};

/// The line broken at blanks into lines of at most `width` columns (0: never); a longer word has its line to itself.
void append_wrapped(std::string& text, std::string_view line, std::size_t width) {
  std::size_t used = 0;
  while (!line.empty()) {
    const std::string_view word = line.substr(0, line.find(' '));
    line.remove_prefix(std::min(line.size(), word.size() + 1));
    const std::size_t word_width = display_width(word);
    if (used > 0) {
      const bool fits = width == 0 || used + 1 + word_width <= width;
      text += fits ? ' ' : '\n';
      used = fits ? used + 1 : 0;
    }
    text += word;
    used += word_width;
  }
  text += '\n';
}

}  // namespace

void write_box(std::ostream& out, const Table& table, const TableStyle& style) {
  std::string text;
  if (table.columns().empty()) {
    text = "no columns\n";
  } else {
    Box box{table, style, natural_widths(table, style)};
    if (style.width > 0) shrink_to_fit(box.widths, table, style.width);
    box.append_header(text);
    if (!flush_text(out, text)) return;
    write_rows(out, table.row_count(), [&](std::string& rows, std::size_t row) { box.append_row(rows, row); });
    box.append_rule(text, "└", "┴", "┘");
    text += format_count(table.row_count()) + (table.row_count() == 1 ? " row\n" : " rows\n");
  }
  if (!table.stamp.empty()) append_wrapped(text, stamp_line(table.stamp), style.width);
  flush_text(out, text);
}

}  // namespace renmai::detail
