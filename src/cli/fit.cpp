// SPDX-License-Identifier: Apache-2.0
#include "cli/fit.hpp"

#include <algorithm>

#include "base/unicode.hpp"

namespace renmai::cli {
namespace {

/// Columns of the terminal that a column wants at least.
std::size_t needed_width(const Column& column) {
  const bool is_text = column.type() == ColumnType::text;
  std::size_t width = display_width(column.name);
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (is_text && width >= readable_width) return readable_width;
    width = std::max(width, is_text ? display_width(column.text(row)) : column.cell(row).size());
  }
  return is_text ? std::min(width, readable_width) : width;
}

}  // namespace

std::size_t fitting_columns(const Table& table, std::size_t width) {
  constexpr std::size_t frame = 3;  // a rule and two blanks
  std::size_t used = 1;
  std::size_t count = 0;
  for (const Column& column : table.columns()) {
    used += needed_width(column) + frame;
    if (used > width) break;
    ++count;
  }
  return std::max<std::size_t>(1, std::min(count, table.columns().size()));
}

Table first_columns(const Table& table, std::size_t count) {
  Table narrow;
  for (std::size_t i = 0; i < std::min(count, table.columns().size()); ++i) narrow.add(table.columns()[i]);
  narrow.stamp = table.stamp;
  return narrow;
}

Table box_part(const Table& table, std::span<const std::string> names) {
  if (names.empty()) return table;
  Table part;
  for (const std::string& name : names) {
    for (const Column& column : table.columns()) {
      if (column.name == name) part.add(column);
    }
  }
  part.stamp = table.stamp;
  return part;
}

}  // namespace renmai::cli
