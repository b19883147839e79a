// SPDX-License-Identifier: Apache-2.0
#include "format/dataset.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "format/dataset_fields.hpp"
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
constexpr std::int64_t newest_format = 1;

struct TableFile {
  std::string path;
  RowsForm form = RowsForm::csv;
};

/// The file of a table in a folder. Throws Error{input} if it is there in two forms.
std::optional<TableFile> find_table(const std::string& folder, std::string_view stem) {
  std::optional<TableFile> found;
  for (const TableForm& form : table_forms_read) {
    for (const std::string_view packing : packings) {
      std::string path = folder + "/" + std::string(stem) + std::string(form.extension) + std::string(packing);
      std::error_code ignored;
      if (!fs::exists(path, ignored)) continue;
      if (found) {
        throw Error(ErrorKind::input, "two files hold the table '" + std::string(stem) + "': this and " + path,
                    found->path);
      }
      found = TableFile{std::move(path), form.form};
    }
  }
  return found;
}

[[noreturn]] void refuse_folder(const std::string& folder) {
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
      report.notice("unknown column", rows.file() + ":1", "column '" + name + "' is not read");
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

std::string text_at(const toml::table& root, std::string_view key, std::string_view file) {
  const toml::node* node = root.get(key);
  if (node == nullptr) return {};
  if (const auto* text = node->as_string()) return text->get();
  const auto where = node->source().begin;
  throw Error(ErrorKind::input, "'" + std::string(key) + "' wants a text in quotes",
              std::string(file) + ":" + std::to_string(where.line) + ":" + std::to_string(where.column));
}

void set_facts(const toml::table& root, std::string_view file, DatasetFacts& facts, Report& report) {
  const auto refuse = [&](std::string_view key, const std::string& message) {
    const auto where = root.get(key)->source().begin;
    throw Error(ErrorKind::input, message,
                std::string(file) + ":" + std::to_string(where.line) + ":" + std::to_string(where.column));
  };
  if (const toml::node* format = root.get("format");
      format != nullptr && format->value_or(newest_format) > newest_format) {
    refuse("format", "this dataset has format " + std::to_string(format->value_or(newest_format)) +
                         "; this program reads up to " + std::to_string(newest_format));
  }
  facts.name = text_at(root, "name", file);
  facts.title = text_at(root, "title", file);
  facts.description = text_at(root, "description", file);
  facts.license = text_at(root, "license", file);
  facts.regions_file = text_at(root, "regions", file);
  if (facts.regions_file.find("..") != std::string::npos || facts.regions_file.starts_with('/')) {
    refuse("regions", "'" + facts.regions_file + "' leads out of the folder");
  }
  if (const std::string as_of = text_at(root, "as_of", file); !as_of.empty()) {
    const DateParse parse = parse_date(as_of);
    if (!parse.date || !parse.date->known() || parse.date->written.last >= day_after_all) {
      refuse("as_of", "'" + as_of + "' is no date" + (parse.message.empty() ? "" : ": " + parse.message));
    }
    facts.as_of = parse.date->written.last;
  }
  constexpr std::array<std::string_view, 7> known{"format", "name",    "title",  "description",
                                                  "as_of",  "license", "regions"};
  for (const auto& [key, node] : root) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    const auto where = key.source().begin;
    report.notice("unknown key", std::string(file) + ":" + std::to_string(where.line),
                  "'" + std::string(key.str()) + "' is not read");
  }
}

}  // namespace

bool is_dataset_folder(const std::string& folder) {
  return find_table(folder, "entities").has_value() && find_table(folder, "relations").has_value();
}

void read_dataset_facts(std::string_view text, std::string_view file, DatasetFacts& facts, Report& report) {
  try {
    set_facts(toml::parse(text, file), file, facts, report);
  } catch (const toml::parse_error& error) {
    const auto where = error.source().begin;
    throw Error(ErrorKind::input, std::string(error.description()),
                std::string(file) + ":" + std::to_string(where.line) + ":" + std::to_string(where.column));
  }
}

void read_dataset_texts(std::string_view schema, std::string_view facts, std::string_view file, RecordsBuilder& builder,
                        Report& report) {
  builder.schema().extend(schema, std::string(file) + " (schema)");
  read_dataset_facts(facts, std::string(file) + " (dataset)", builder.dataset(), report);
}

void read_dataset_table(DatasetTable table, std::string_view text, std::string_view file, RowsForm form,
                        RecordsBuilder& builder, Report& report) {
  Rows rows(text, file, form, report);
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

void read_dataset(const std::string& folder, RecordsBuilder& builder, Report& report, RegionsFile& regions) {
  if (!is_dataset_folder(folder)) refuse_folder(folder);
  const auto exists = [](const std::string& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
  };
  if (const std::string path = folder + "/schema.toml"; exists(path)) {
    const Input input(path);
    builder.schema().extend(input.text(), input.name());
  }
  if (const std::string path = folder + "/dataset.toml"; exists(path)) {
    const Input input(path);
    read_dataset_facts(input.text(), input.name(), builder.dataset(), report);
  }
  for (const auto& [table, stem] :
       {std::pair(DatasetTable::sources, "sources"), std::pair(DatasetTable::entities, "entities"),
        std::pair(DatasetTable::relations, "relations"), std::pair(DatasetTable::claims, "claims")}) {
    const auto file = find_table(folder, stem);
    if (!file) continue;
    const Input input(file->path);
    read_dataset_table(table, input.text(), input.name(), file->form, builder, report);
  }
  DatasetFacts& facts = builder.dataset();
  if (facts.regions_file.empty() && exists(folder + "/regions.toml")) facts.regions_file = "regions.toml";
  if (facts.regions_file.empty()) return;
  const Input input(folder + "/" + facts.regions_file);
  regions = {std::string(input.text()), input.name()};
}

}  // namespace renmai
