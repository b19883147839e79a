// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/report.hpp"
#include "format/dataset.hpp"

/// What a dataset.toml says beside the facts of the dataset.
namespace renmai::detail {

/// The words of the tables, by DatasetTable: the stems of their files, the keys of their queries.
inline constexpr std::array<std::string_view, 4> table_words{"sources", "entities", "relations", "claims"};

/// A text of a TOML file, and where it stands.
struct PlacedText {
  std::string text;
  std::string place;
};

/// The table [database]: where it is, and the queries that give tables.
struct DatabaseKeys {
  PlacedText url;
  std::array<std::optional<PlacedText>, table_words.size()> queries;  ///< by DatasetTable

  [[nodiscard]] const PlacedText* query(DatasetTable table) const {
    const auto& found = queries.at(static_cast<std::size_t>(table));
    return found ? &*found : nullptr;
  }
};

/// As read_dataset_facts, and gives the database that the text names; nothing if it names none. Throws Error{input}: a
/// [database] without a url, with a key it does not have (with the nearest one) or a value that is no text.
std::optional<DatabaseKeys> read_dataset_toml(std::string_view text, std::string_view file, DatasetFacts& facts,
                                              Report& report);
/// The database alone. Throws Error{input} also for what is no TOML.
[[nodiscard]] std::optional<DatabaseKeys> read_database_keys(std::string_view text, std::string_view file);

}  // namespace renmai::detail
