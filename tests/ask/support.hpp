// SPDX-License-Identifier: Apache-2.0
// Small datasets written in a test, the talent dataset, and tables read back as text.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "format/csv.hpp"
#include "records/builder.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai::test {

/// Rows in the order of a test, made into Records at the end.
class Data {
 public:
  Data& entity(const EntityRow& row) {
    CHECK(builder_.add_entity(row, place("entities.csv")));
    return *this;
  }
  Data& person(std::string_view id, std::string_view flags = {}) {
    return entity({.id = id, .kind = "person", .name = id, .flags = flags});
  }
  Data& company(std::string_view id, std::string_view part_of = {}) {
    return entity({.id = id, .kind = "company", .name = id, .part_of = part_of});
  }
  Data& relation(const RelationRow& row) {
    CHECK(builder_.add_relation(row, place("relations.csv")));
    return *this;
  }
  Data& source(const SourceRow& row) {
    CHECK(builder_.add_source(row, place("sources.csv")));
    return *this;
  }
  Data& claim(const ClaimRow& row) {
    CHECK(builder_.add_claim(row, place("claims.csv")));
    return *this;
  }
  Data& as_of(std::string_view day) {
    builder_.dataset().as_of = parse_date(day).date->bounds.first;
    return *this;
  }
  [[nodiscard]] RecordsBuilder& builder() { return builder_; }
  [[nodiscard]] Records records() { return builder_.finish(); }

 private:
  RowPlace place(std::string_view file) { return {.file = file, .line = ++lines_[std::string(file)] + 1}; }

  Report report_;
  RecordsBuilder builder_{report_};
  std::map<std::string, std::uint64_t> lines_;
};

/// Columns of a table as text, one line a row, cells joined by `|`.
inline std::vector<std::string> lines(const Table& table, std::initializer_list<std::string_view> names) {
  std::vector<std::string> all;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    std::string line;
    for (const std::string_view name : names) {
      if (!line.empty() || name != *names.begin()) line += "|";
      line += table.column(name).cell(row);
    }
    all.push_back(std::move(line));
  }
  return all;
}

using Lines = std::vector<std::string>;

inline std::string stamp_value(const Table& table, std::string_view key) {
  for (const auto& [name, value] : table.stamp) {
    if (name == key) return value;
  }
  return "(absent)";
}

inline Entity entity(const Records& records, std::string_view id) {
  const auto found = records.find_entity(id);
  REQUIRE(found.has_value());
  return *found;
}

}  // namespace renmai::test
