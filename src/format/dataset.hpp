// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/report.hpp"
#include "format/rows.hpp"
#include "records/builder.hpp"
#include "records/records.hpp"

namespace renmai {

/// Places of a folder's regions, as they stand in it.
struct RegionsFile {
  std::string text;
  std::string file;  ///< for messages; empty if there is none
};

/// Whether the folder holds entities and relations in one of the forms of read_dataset. A database is not asked whether
/// it is there. Throws Error{input}: a table in two forms, a dataset.toml that is needed for the answer and is bad.
[[nodiscard]] bool is_dataset_folder(const std::string& folder);

/// Reads a dataset folder: entities and relations, and where they are there sources, claims (each .csv, .tsv or .jsonl,
/// each also with .gz or .zst), schema.toml, dataset.toml and regions.toml (or the file dataset.toml names).
///
/// Any of the four tables may come from SQLite or PostgreSQL by a query instead, which dataset.toml gives:
///
///     [database]
///     url = "sqlite:people.db"    # beside this file; or "postgresql://user@host/database" (see open_database)
///     entities = "select id, kind, name from people"
///     relations = "select person as \"from\", 'employment' as kind, firm as \"to\", hired as start from jobs"
///
/// The columns of the result are those of the file, in any order and by the same rules; NULL is empty. The place of a
/// row is "dataset.toml (rows of the relations query):12". Only the row at hand is in memory.
/// Reading a folder thus opens whatever file or server it names: look at the [database] of one that others made.
///
/// Columns are those of design.md, in any order; further ones of entities and relations become properties, of sources
/// and claims they are noticed ("unknown column"). Throws Error{input}: no dataset (naming the files seen), a table in
/// two forms or both as a file and by a query, what open_database and Database::query refuse, a required column missing
/// (entities: id and kind; relations: from, kind and to; sources and claims: id) with the nearest one, bad TOML. Bad
/// rows go into the report.
void read_dataset(const std::string& folder, RecordsBuilder& builder, Report& report, RegionsFile& regions);

/// The parts of read_dataset, from text.
enum class DatasetTable : std::uint8_t { sources, entities, relations, claims };
void read_dataset_table(DatasetTable table, std::string_view text, std::string_view file, RowsForm form,
                        RecordsBuilder& builder, Report& report);
/// Reads a dataset.toml: format, name, title, description, as_of (its last day counts), license, regions. Other keys
/// are noticed ("unknown key"), [database] among them: it is read_dataset that reads it.
void read_dataset_facts(std::string_view text, std::string_view file, DatasetFacts& facts, Report& report);

/// What a file of our own says of its dataset: the text of a schema.toml and of a dataset.toml, either of which may be
/// empty. Throws as Schema::extend and read_dataset_facts.
void read_dataset_texts(std::string_view schema, std::string_view facts, std::string_view file, RecordsBuilder& builder,
                        Report& report);

/// Writes a dataset folder in canonical order: the same records give the same bytes, and reading them back gives the
/// same content hash (but for redacted entities, which are left out, and rows kept although they repeat). The folder
/// appears as a whole or not at all. Throws Error{output}; a folder that is not empty is refused unless `overwrite` is
/// set and nothing but a dataset's files is in it.
void write_dataset(const Records& records, std::string_view regions_text, const std::string& folder, bool overwrite,
                   Report& report);

}  // namespace renmai
