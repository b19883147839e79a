// SPDX-License-Identifier: Apache-2.0
// graphs/talent for tests below the floor of readers.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "records/builder.hpp"
#include "records/regions.hpp"
#include "support.hpp"

namespace renmai::test {

inline std::string talent_file(std::string_view name) {
  std::ifstream file(std::string(RENMAI_SOURCE_DIR) + "/graphs/talent/" + std::string(name), std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Rows of a CSV text: fields in quotes may hold commas and doubled quotes, but no line ends.
inline std::vector<std::vector<std::string>> csv_rows(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string& field = rows.back().back();
    if (text[i] == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"')
      field += text[++i];
    else if (text[i] == '"')
      quoted = !quoted;
    else if (text[i] == ',' && !quoted)
      rows.back().emplace_back();
    else if (text[i] == '\n')
      rows.emplace_back(1);
    else
      field += text[i];
  }
  if (rows.back() == std::vector<std::string>(1)) rows.pop_back();
  return rows;
}

/// One table of the dataset, rows as maps from column to field.
class TalentTable {
 public:
  explicit TalentTable(std::string_view name) : name_(name), rows_(csv_rows(talent_file(name))) {}

  [[nodiscard]] std::size_t size() const { return rows_.size() - 1; }
  [[nodiscard]] std::string_view at(std::size_t row, std::string_view column) const {
    for (std::size_t c = 0; c < rows_[0].size(); ++c) {
      if (rows_[0][c] == column) return rows_[row + 1].at(c);
    }
    return {};
  }
  [[nodiscard]] RowPlace place(std::size_t row) const { return {.file = name_, .line = row + 2}; }

 private:
  std::string name_;
  std::vector<std::vector<std::string>> rows_;
};

/// The dataset, its rows in the order that `order` makes of 0 .. count - 1.
inline Records talent_records(const std::function<void(std::vector<std::size_t>&)>& order = {}) {
  Report report;
  RecordsBuilder builder(report);
  builder.schema().extend(talent_file("schema.toml"), "schema.toml");
  builder.dataset().name = "talent";
  builder.dataset().as_of = day_from_civil(2025, 2, 7);
  const auto each = [&](std::string_view file, const auto& use) {
    const TalentTable table(file);
    std::vector<std::size_t> rows(table.size());
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = i;
    if (order) order(rows);
    for (const std::size_t row : rows) {
      const auto f = [&](std::string_view column) { return table.at(row, column); };
      CHECK(use(f, table.place(row)));
    }
  };
  each("sources.csv", [&](const auto& f, const RowPlace& place) {
    return builder.add_source(
        {f("id"), f("title"), f("author"), f("published"), f("retrieved"), f("language"), f("kind"), f("note")}, place);
  });
  each("entities.csv", [&](const auto& f, const RowPlace& place) {
    return builder.add_entity(
        {f("id"), f("kind"), f("name"), f("aliases"), f("part_of"), f("place"), f("level"), f("flags"), f("note"), {}},
        place);
  });
  each("relations.csv", [&](const auto& f, const RowPlace& place) {
    const std::vector<NamedText> properties{{"tags", f("tags")}, {"note", f("note")}};
    return builder.add_relation(
        {f("id"), f("from"), f("kind"), f("to"), f("role"), f("start"), f("end"), f("attested"), f("after"), f("place"),
         f("from_place"), f("status"), f("confidence"), f("weight"), f("source"), f("locator"), properties},
        place);
  });
  each("claims.csv", [&](const auto& f, const RowPlace& place) {
    return builder.add_claim({f("id"), f("metric"), f("subject"), f("comparator"), f("value"), f("unit"),
                              f("population"), f("time"), f("source"), f("locator"), f("kind"), f("note")},
                             place);
  });
  return builder.finish();
}

inline const Records& talent() {
  static const Records records = talent_records();
  return records;
}

inline Regions talent_regions() { return {talent_file("regions.toml"), "regions.toml", talent()}; }

inline Entity entity(const Records& records, std::string_view id) {
  const auto found = records.find_entity(id);
  REQUIRE_MESSAGE(found.has_value(), id);
  return *found;
}

inline Relation relation(const Records& records, std::string_view id) {
  const auto found = records.find_relation(id);
  REQUIRE_MESSAGE(found.has_value(), id);
  return *found;
}

}  // namespace renmai::test
