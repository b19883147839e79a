// SPDX-License-Identifier: Apache-2.0
#include "draw/page.hpp"

#include <cmath>
#include <cstdint>
#include <unordered_map>

#include "base/error.hpp"
#include "draw/page_template.hpp"
#include "draw/svg.hpp"
#include "table/write.hpp"

namespace renmai {
namespace {

/// JSON that may stand inside a script element: nothing in it opens or closes a tag.
void append_text(std::string& json, std::string_view text) {
  for (const char c : json_quote(text)) {
    switch (c) {
      case '<': json += "\\u003c"; break;
      case '>': json += "\\u003e"; break;
      case '&': json += "\\u0026"; break;
      default: json += c;
    }
  }
}

template <class Items, class Append>
void append_list(std::string& json, const Items& items, const Append& append) {
  json += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) json += ',';
    first = false;
    append(item);
  }
  json += ']';
}

void append_words(std::string& json, const Column& column) {
  std::unordered_map<std::string, std::size_t> numbers;
  std::vector<std::string> words;
  std::vector<std::size_t> cells;
  cells.reserve(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    const std::string& text = column.text(row);
    const auto [found, fresh] = numbers.try_emplace(text, words.size());
    if (fresh) words.push_back(text);
    cells.push_back(found->second);
  }
  json += "{\"words\":";
  append_list(json, words, [&](const std::string& word) { append_text(json, word); });
  json += ",\"cells\":";
  append_list(json, cells, [&](std::size_t cell) { json += std::to_string(cell); });
  json += '}';
}

void append_table(std::string& json, const Table& table) {
  json += "{\"rows\":" + std::to_string(table.row_count()) + ",\"columns\":{";
  bool first = true;
  for (const Column& column : table.columns()) {
    if (!first) json += ',';
    first = false;
    append_text(json, column.name);
    json += ':';
    if (column.type() == ColumnType::text) {
      append_words(json, column);
      continue;
    }
    json += '[';
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (row > 0) json += ',';
      json += std::isfinite(column.number(row)) ? column.cell(row) : "null";
    }
    json += ']';
  }
  json += "}}";
}

void replace_once(std::string& text, std::string_view mark, std::string_view with) {
  const std::size_t at = text.find(mark);
  EXPECT(at != std::string::npos);
  text.replace(at, mark.size(), with);
}

}  // namespace

std::string page_json(const PageContent& content) {
  std::string json = "{\"title\":";
  append_text(json, content.title);
  json += ",\"version\":";
  append_text(json, content.version);
  json += std::string(",\"served\":") + (content.served ? "true" : "false") +
          ",\"total\":" + std::to_string(content.total) + ",\"stamp\":";
  append_list(json, content.stamp, [&](const auto& line) {
    json += '[';
    append_text(json, line.first);
    json += ',';
    append_text(json, line.second);
    json += ']';
  });
  json += ",\"notes\":";
  append_list(json, content.notes, [&](const std::string& note) { append_text(json, note); });
  json += ",\"tables\":{";
  bool first = true;
  for (const auto& [name, table] : content.tables) {
    if (!first) json += ',';
    first = false;
    append_text(json, name);
    json += ':';
    append_table(json, table);
  }
  return json + "}}";
}

std::string page_html(const PageContent& content) {
  std::string html(detail::page_template);
  if (html.empty())
    throw Error(ErrorKind::usage, "this program was built without the page", {},
                "install npm, then build again with a fresh build folder");
  replace_once(html, "@RENMAI_TITLE@", detail::svg_text(content.title));
  replace_once(html, "@RENMAI_DATA@", page_json(content));
  return html;
}

}  // namespace renmai
