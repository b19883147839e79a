// SPDX-License-Identifier: Apache-2.0
// Small datasets written in a test, and tables read back as text.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "../support.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

/// Failed checks print the lines.
template <>
struct doctest::StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& line : all) text += "\n  " + line;
    return text.c_str();
  }
};

namespace renmai::test {

/// Whole rows, made into Records at the end; every row must be good.
class Data {
 public:
  Data& entity(const EntityRow& row) {
    CHECK(fixture_->builder.add_entity(row, place("entities.csv")));
    return *this;
  }
  Data& person(std::string_view id, std::string_view flags = {}) {
    return entity({.id = id, .kind = "person", .name = id, .flags = flags});
  }
  Data& company(std::string_view id, std::string_view part_of = {}) {
    return entity({.id = id, .kind = "company", .name = id, .part_of = part_of});
  }
  Data& relation(const RelationRow& row) {
    CHECK(fixture_->builder.add_relation(row, place("relations.csv")));
    return *this;
  }
  Data& source(const SourceRow& row) {
    CHECK(fixture_->builder.add_source(row, place("sources.csv")));
    return *this;
  }
  Data& claim(const ClaimRow& row) {
    CHECK(fixture_->builder.add_claim(row, place("claims.csv")));
    return *this;
  }
  Data& as_of(std::string_view day) {
    fixture_->builder.dataset().as_of = require_date(day, "as of").bounds.first;
    return *this;
  }
  [[nodiscard]] Records records() { return fixture_->finish(); }

 private:
  RowPlace place(std::string_view file) { return {.file = file, .line = ++fixture_->line}; }

  std::unique_ptr<RecordsFixture> fixture_ = std::make_unique<RecordsFixture>();  // its parts refer to each other
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
