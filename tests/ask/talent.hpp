// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support.hpp"

namespace renmai::test {

using RowUser = std::function<void(const std::function<std::string_view(std::string_view)>&, const RowPlace&)>;

inline std::string read_file(const std::string& name) {
  std::ifstream file(std::string(RENMAI_SOURCE_DIR) + "/graphs/talent/" + name, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void each_row(const std::string& name, const RowUser& use) {
  const std::string text = read_file(name);
  CsvScanner rows(text);
  std::vector<std::string> header;
  while (rows.next()) {
    REQUIRE(rows.fault() == nullptr);
    const auto fields = rows.fields();
    if (header.empty()) {
      header.assign(fields.begin(), fields.end());
      continue;
    }
    use(
        [&](std::string_view column) -> std::string_view {
          for (std::size_t i = 0; i < header.size(); ++i) {
            if (header[i] == column) return fields[i];
          }
          return {};
        },
        {.file = name, .line = rows.line()});
  }
}

/// The dataset of graphs/talent, as of 2025-02-07.
inline Records talent_records() {
  Report report;
  RecordsBuilder builder(report);
  builder.schema().extend(read_file("schema.toml"), "schema.toml");
  builder.dataset().name = "talent";
  builder.dataset().as_of = day_from_civil(2025, 2, 7);
  each_row("sources.csv", [&](const auto& f, const RowPlace& place) {
    builder.add_source(
        {f("id"), f("title"), f("author"), f("published"), f("retrieved"), f("language"), f("kind"), f("note")}, place);
  });
  each_row("entities.csv", [&](const auto& f, const RowPlace& place) {
    builder.add_entity(
        {f("id"), f("kind"), f("name"), f("aliases"), f("part_of"), f("place"), f("level"), f("flags"), f("note"), {}},
        place);
  });
  each_row("relations.csv", [&](const auto& f, const RowPlace& place) {
    builder.add_relation({f("id"),
                          f("from"),
                          f("kind"),
                          f("to"),
                          f("role"),
                          f("start"),
                          f("end"),
                          f("attested"),
                          f("after"),
                          f("place"),
                          f("from_place"),
                          f("status"),
                          f("confidence"),
                          f("weight"),
                          f("source"),
                          f("locator"),
                          {}},
                         place);
  });
  each_row("claims.csv", [&](const auto& f, const RowPlace& place) {
    builder.add_claim({f("id"), f("metric"), f("subject"), f("comparator"), f("value"), f("unit"), f("population"),
                       f("time"), f("source"), f("locator"), f("kind"), f("note")},
                      place);
  });
  Records records = builder.finish();
  REQUIRE(records.entity_count() == 175);
  REQUIRE(records.relation_count() == 249);
  return records;
}

inline const Records& talent() {
  static const Records records = talent_records();
  return records;
}

}  // namespace renmai::test
