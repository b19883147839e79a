// SPDX-License-Identifier: Apache-2.0
#include "draw/legend.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"
#include "base/unicode.hpp"
#include "draw/label.hpp"

namespace renmai::detail {
namespace {

constexpr std::size_t row_columns = 84;
constexpr std::size_t gap_columns = 3;

struct Entry {
  std::string html;
  std::size_t columns = 0;
};

Entry entry(std::string_view sign, std::string_view color, std::string_view size, const std::string& words) {
  const std::string clean = clean_text(words);
  return {"<FONT FACE=\"" + std::string(sign_family) + "\" POINT-SIZE=\"" + std::string(size) + "\" COLOR=\"" +
              std::string(color) + "\">" + std::string(sign) + "</FONT><FONT POINT-SIZE=\"10\"> " + html_text(clean) +
              "</FONT>",
          display_width(sign) + 1 + display_width(clean)};
}

/// Entries side by side, as many as fit a row.
void append_rows(std::vector<std::string>& rows, const std::vector<Entry>& entries) {
  std::string row;
  std::size_t columns = 0;
  for (const Entry& next : entries) {
    if (!row.empty() && columns + gap_columns + next.columns > row_columns) {
      rows.push_back(std::move(row));
      row.clear();
      columns = 0;
    }
    if (!row.empty()) row += "<FONT POINT-SIZE=\"10\">    </FONT>";
    row += next.html;
    columns += gap_columns + next.columns;
  }
  if (!row.empty()) rows.push_back(std::move(row));
}

std::string words_of(const LineLook& look, const std::set<std::string>& kinds) {
  constexpr std::size_t most_kinds = 3;
  // These two traits say little by their names; the kinds themselves say more.
  if (look.trait != trait_event && look.trait != trait_other) return std::string(look.name);
  std::string words;
  std::size_t count = 0;
  for (const std::string& kind : kinds) {
    if (count++ == most_kinds) return words + " …";
    words += (words.empty() ? "" : ", ") + kind;
  }
  return words;
}

}  // namespace

void Legend::add(const EntityKind& kind) {
  const Look& look = look_of(kind);
  kinds_.emplace(std::pair(&look, kind.name), &look);
}

void Legend::add(const RelationKind& kind) { lines_[&look_of(kind)].insert(kind.name); }

std::vector<std::string> Legend::rows(const DrawStyle& style) const {
  std::vector<std::string> rows;
  std::vector<Entry> entries;
  entries.reserve(kinds_.size());
  for (const auto& [key, look] : kinds_)
    entries.push_back(entry(look->sign, themed(look->line, style), "12", key.second));
  append_rows(rows, entries);

  entries.clear();
  for (const auto& [look, kinds] : lines_) {
    entries.push_back(entry(std::string(line_sign(Doubt::none)) + std::string(look->sign), themed(look->color, style),
                            "10", words_of(*look, kinds)));
  }
  append_rows(rows, entries);

  entries.clear();
  if (doubts_ == std::set{Doubt::none}) return rows;  // all lines are solid: nothing to tell apart
  constexpr std::array<std::string_view, 3> meanings{"stated", "likely, or possible by its dates", "inferred"};
  for (const Doubt doubt : doubts_) {
    entries.push_back(
        entry(line_sign(doubt), theme_of(style).ink, "10", std::string(meanings.at(static_cast<std::size_t>(doubt)))));
  }
  append_rows(rows, entries);
  return rows;
}

}  // namespace renmai::detail
