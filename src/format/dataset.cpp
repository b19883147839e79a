// SPDX-License-Identifier: Apache-2.0
#include "format/dataset.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "format/database.hpp"
#include "format/dataset_fields.hpp"
#include "format/dataset_toml.hpp"
#include "format/input.hpp"

namespace renmai {
namespace {

namespace fs = std::filesystem;

struct TableForm {
  std::string_view extension;
  RowsForm form;
};
constexpr std::array table_forms_read{TableForm{".csv", RowsForm::csv}, TableForm{".tsv", RowsForm::tsv},
                                      TableForm{".jsonl", RowsForm::json_lines}};
constexpr std::array<std::string_view, 3> packings{"", ".gz", ".zst"};

struct TableFile {
  std::string path;
  RowsForm form = RowsForm::csv;
};

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

/// The file of a table in a folder. Throws Error{input} if it is there in two forms.
std::optional<TableFile> find_table(const std::string& folder, std::string_view stem) {
  std::optional<TableFile> found;
  for (const TableForm& form : table_forms_read) {
    for (const std::string_view packing : packings) {
      std::string path = folder + "/" + std::string(stem) + std::string(form.extension) + std::string(packing);
      if (!exists(path)) continue;
      if (found) {
        throw Error(ErrorKind::input, "two files hold the table '" + std::string(stem) + "': this and " + path,
                    found->path);
      }
      found = TableFile{std::move(path), form.form};
    }
  }
  return found;
}

/// The database that the folder's dataset.toml names.
std::optional<detail::DatabaseKeys> find_database(const std::string& folder) {
  const std::string path = folder + "/dataset.toml";
  if (!exists(path)) return std::nullopt;
  const Input input(path);
  return detail::read_database_keys(input.text(), input.name());
}

std::string_view word_of(DatasetTable table) { return detail::table_words.at(static_cast<std::size_t>(table)); }

[[noreturn]] void refuse_folder(const std::string& folder) {
  if (const auto database = find_database(folder)) {
    for (const DatasetTable table : {DatasetTable::entities, DatasetTable::relations}) {
      if (database->query(table) != nullptr || find_table(folder, word_of(table))) continue;
      throw Error(ErrorKind::input,
                  "neither a file nor a query of [database] gives the table '" + std::string(word_of(table)) + "'",
                  database->url.place);
    }
  }
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  constexpr std::size_t shown = 10;
  std::string seen =
      names.empty() ? "it is empty" : "it holds " + join(std::span(names).first(std::min(shown, names.size())), ", ");
  if (names.size() > shown) seen += " and " + format_count(names.size() - shown) + " more";
  throw Error(ErrorKind::input, "this folder is no dataset; entities.csv and relations.csv are wanted, and " + seen,
              folder);
}

/// Which column of the table holds which field; what is left over.
template <class Row>
struct BoundColumns {
  std::vector<std::pair<std::string_view Row::*, std::size_t>> fields;
  std::vector<std::pair<std::string, std::size_t>> rest;
};

template <class Row, std::size_t N>
BoundColumns<Row> bind_columns(const Rows& rows, const std::array<detail::FieldColumn<Row>, N>& columns,
                               FieldColumns& places) {
  BoundColumns<Row> bound;
  std::vector<bool> used(rows.names().size());
  for (const auto& column : columns) {
    const auto found = column.required ? std::optional(rows.require(column.name)) : rows.find(column.name);
    if (!found) continue;
    bound.fields.emplace_back(column.field, *found);
    places.columns.emplace_back(column.name, *found);
    used[*found] = true;
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i]) bound.rest.emplace_back(rows.names()[i], i);
  }
  return bound;
}

template <class Row, std::size_t N, class Add>
void read_rows(Rows& rows, const std::array<detail::FieldColumn<Row>, N>& columns, Report& report, const Add& add) {
  FieldColumns places{.rows = &rows, .columns = {}};
  const BoundColumns<Row> bound = bind_columns(rows, columns, places);
  constexpr bool has_properties = requires(Row row) { row.properties; };
  if constexpr (!has_properties) {
    for (const auto& [name, column] : bound.rest) {
      report.notice("unknown column", rows.header_place(), "column '" + name + "' is not read");
    }
  }
  std::vector<NamedText> properties;
  while (rows.next()) {
    Row row;
    for (const auto& [field, column] : bound.fields) row.*field = rows.fields()[column];
    if constexpr (has_properties) {
      properties.clear();
      for (const auto& [name, column] : bound.rest) {
        if (!rows.fields()[column].empty()) properties.emplace_back(name, rows.fields()[column]);
      }
      row.properties = properties;
    }
    add(row, places.place());
  }
}

void read_table(DatasetTable table, Rows& rows, RecordsBuilder& builder, Report& report) {
  switch (table) {
    case DatasetTable::sources:
      read_rows(rows, detail::source_columns, report,
                [&](const SourceRow& row, const RowPlace& place) { builder.add_source(row, place); });
      return;
    case DatasetTable::entities:
      read_rows(rows, detail::entity_columns, report,
                [&](const EntityRow& row, const RowPlace& place) { builder.add_entity(row, place); });
      return;
    case DatasetTable::relations:
      read_rows(rows, detail::relation_columns, report,
                [&](const RelationRow& row, const RowPlace& place) { builder.add_relation(row, place); });
      return;
    case DatasetTable::claims:
      read_rows(rows, detail::claim_columns, report,
                [&](const ClaimRow& row, const RowPlace& place) { builder.add_claim(row, place); });
      return;
  }
}

/// Reads the tables of a folder, each from its file or by its query.
class TableReader {
 public:
  TableReader(std::string folder, const std::optional<detail::DatabaseKeys>& keys, RecordsBuilder& builder,
              Report& report)
      : folder_(std::move(folder)), keys_(keys), builder_(builder), report_(report) {}

  void read(DatasetTable table) {
    const auto file = find_table(folder_, word_of(table));
    const detail::PlacedText* query = keys_ ? keys_->query(table) : nullptr;
    if (file && query != nullptr) {
      throw Error(
          ErrorKind::input,
          "a file and a query both give the table '" + std::string(word_of(table)) + "': this and " + file->path,
          query->place);
    }
    if (query != nullptr) read_query(table, *query);
    if (!file) return;
    const Input input(file->path);
    read_dataset_table(table, input.text(), input.name(), file->form, builder_, report_);
  }

 private:
  void read_query(DatasetTable table, const detail::PlacedText& query) {
    if (!database_) database_ = open_database(keys_->url.text, folder_, keys_->url.place);
    auto source = database_->query(query.text, query.place);
    std::vector<std::string> names(source->names().begin(), source->names().end());
    // The number of a row follows: "dataset.toml (rows of the relations query):12".
    const std::string file = folder_ + "/dataset.toml (rows of the " + std::string(word_of(table)) + " query)";
    Rows rows(std::move(source), std::move(names), file, query.place, report_);
    read_table(table, rows, builder_, report_);
  }

  std::string folder_;
  const std::optional<detail::DatabaseKeys>& keys_;
  RecordsBuilder& builder_;
  Report& report_;
  std::unique_ptr<Database> database_;  // opened by the first query
};

}  // namespace

bool is_dataset_folder(const std::string& folder) {
  const bool has_entities = find_table(folder, "entities").has_value();
  const bool has_relations = find_table(folder, "relations").has_value();
  if (has_entities && has_relations) return true;
  const auto database = find_database(folder);
  return database && (has_entities || database->query(DatasetTable::entities) != nullptr) &&
         (has_relations || database->query(DatasetTable::relations) != nullptr);
}

void read_dataset_table(DatasetTable table, std::string_view text, std::string_view file, RowsForm form,
                        RecordsBuilder& builder, Report& report) {
  Rows rows(text, file, form, report);
  read_table(table, rows, builder, report);
}

void read_dataset(const std::string& folder, RecordsBuilder& builder, Report& report, RegionsFile& regions) {
  if (!is_dataset_folder(folder)) refuse_folder(folder);
  if (const std::string path = folder + "/schema.toml"; exists(path)) {
    const Input input(path);
    builder.schema().extend(input.text(), input.name());
  }
  std::optional<detail::DatabaseKeys> keys;
  if (const std::string path = folder + "/dataset.toml"; exists(path)) {
    const Input input(path);
    keys = detail::read_dataset_toml(input.text(), input.name(), builder.dataset(), report);
  }
  TableReader tables(folder, keys, builder, report);
  for (const DatasetTable table :
       {DatasetTable::sources, DatasetTable::entities, DatasetTable::relations, DatasetTable::claims}) {
    tables.read(table);
  }
  DatasetFacts& facts = builder.dataset();
  if (facts.regions_file.empty() && exists(folder + "/regions.toml")) facts.regions_file = "regions.toml";
  if (facts.regions_file.empty()) return;
  const Input input(folder + "/" + facts.regions_file);
  regions = {std::string(input.text()), input.name()};
}

}  // namespace renmai
