// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/report.hpp"
#include "records/builder.hpp"

namespace renmai::test {

/// Rows of records in a few words, for tests.
class RecordsFixture {
 public:
  explicit RecordsFixture(Duplicates duplicates = Duplicates::drop) : builder(report, duplicates) {}

  RecordsFixture& entity(std::string_view id, std::string_view kind, EntityRow rest = {}) {
    rest.id = id;
    rest.kind = kind;
    builder.add_entity(rest, {.file = "entities.csv", .line = ++line});
    return *this;
  }
  RecordsFixture& relation(std::string_view from, std::string_view kind, std::string_view to,
                           std::string_view start = {}, std::string_view end = {}, RelationRow rest = {}) {
    rest.from = from;
    rest.kind = kind;
    rest.to = to;
    rest.start = start;
    rest.end = end;
    builder.add_relation(rest, {.file = "relations.csv", .line = ++line});
    return *this;
  }
  [[nodiscard]] Records finish(std::uint64_t max_bad = 0) { return builder.finish(max_bad); }

  Report report;
  RecordsBuilder builder;
  std::uint64_t line = 1;
};

}  // namespace renmai::test
