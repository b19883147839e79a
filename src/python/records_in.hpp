// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "base/report.hpp"
#include "format/load.hpp"
#include "python/arrow_in.hpp"
#include "table/table.hpp"

namespace renmai::python {

/// Tables that a dataset is made of; people and relations are those of design: entities.csv and relations.csv, with the
/// same columns. Columns that are none of the model's become properties.
struct FrameTables {
  std::optional<Frame> people;
  std::optional<Frame> relations;
  std::optional<Frame> sources;
  std::optional<Frame> claims;
  std::string source_column = "from";  ///< of relations: where an edge begins
  std::string target_column = "to";    ///< where it ends
  std::string regions_text{};
  std::string schema_text{};
  std::string name{};  ///< of the dataset; in places of errors too
};

/// The records of the tables. Without people, or for ends that they do not list if `people` lacks them all, entities
/// are made as relations name them. Relations without a kind are of the kind `edge`. Throws Error{usage} for a table
/// without a column it must have, Error{input} as the builder, with row numbers from 1.
[[nodiscard]] Loaded records_of(const FrameTables& tables, Report& report);

/// The tables of records, as the columns of a dataset folder, redacted entities left out.
struct RecordTables {
  Table entities;
  Table relations;
  Table sources;
  Table claims;
  std::string schema_text{};
};
[[nodiscard]] RecordTables tables_of(const Records& records);

}  // namespace renmai::python
