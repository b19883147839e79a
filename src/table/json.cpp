// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>

#include "base/unicode.hpp"
#include "table/forms.hpp"

namespace renmai {
namespace {

constexpr std::array<std::string_view, 4> type_words{"text", "integer", "real", "vertex"};  // as ColumnType

void append_escaped(std::string& json, char c) {
  switch (c) {
    case '"': json += "\\\""; return;
    case '\\': json += "\\\\"; return;
    case '\n': json += "\\n"; return;
    case '\r': json += "\\r"; return;
    case '\t': json += "\\t"; return;
    default: break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x20 || byte == 0x7f) {
    constexpr std::string_view digits = "0123456789abcdef";
    json += "\\u00";
    json += digits[byte >> 4];
    json += digits[byte & 15];
  } else {
    json += c;
  }
}

/// Absent values are null, and so are infinities, for which JSON has no number.
std::string json_cell(const Column& column, std::size_t row) {
  if (column.type() == ColumnType::text) {
    const std::string& text = column.text(row);
    return text.empty() ? "null" : json_quote(text);
  }
  return std::isfinite(column.number(row)) ? column.cell(row) : "null";
}

std::string json_stamp(const Stamp& stamp) {
  std::string json = "{";
  for (const auto& [key, value] : stamp) {
    if (json.size() > 1) json += ", ";
    json += json_quote(key) + ": " + json_quote(value);
  }
  return json + "}";
}

std::string json_columns(const Table& table) {
  std::string json = "[";
  for (const Column& column : table.columns()) {
    if (json.size() > 1) json += ", ";
    json += R"({"name": )" + json_quote(column.name) + R"(, "type": ")";
    json += type_words.at(static_cast<std::size_t>(column.type()));
    json += R"(", "unit": )" + json_quote(column.unit) + "}";
  }
  return json + "]";
}

/// The rows as objects, one a line, with `separator` between them.
void write_objects(std::ostream& out, const Table& table, std::string_view separator) {
  std::vector<std::string> keys;
  for (const Column& column : table.columns()) keys.push_back(json_quote(column.name) + ": ");
  detail::write_rows(out, table.row_count(), [&](std::string& text, std::size_t row) {
    if (row > 0) text += separator;
    text += '{';
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (i > 0) text += ", ";
      text += keys[i];
      text += json_cell(table.columns()[i], row);
    }
    text += '}';
  });
}

}  // namespace

std::string json_quote(std::string_view text) {
  if (find_invalid_utf8(text) != std::string_view::npos) return json_quote(to_valid_utf8(text));
  std::string json = "\"";
  for (const char c : text) append_escaped(json, c);
  json += '"';
  return json;
}

void detail::write_json(std::ostream& out, const Table& table, const TableStyle&) {
  std::string text = "{\"meta\": " + json_stamp(table.stamp) + ",\n\"columns\": " + json_columns(table) + ",\n";
  text += "\"rows\": [";
  if (table.row_count() > 0) text += '\n';
  if (!flush_text(out, text)) return;
  write_objects(out, table, ",\n");
  out << (table.row_count() > 0 ? "\n]}\n" : "]}\n");
}

void detail::write_jsonl(std::ostream& out, const Table& table, const TableStyle&) {
  write_objects(out, table, "\n");
  if (table.row_count() > 0) out << '\n';
}

}  // namespace renmai
