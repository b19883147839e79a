// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "format/dataset.hpp"
#include "format/dataset_fields.hpp"
#include "format/exported.hpp"
#include "format/output.hpp"

namespace renmai {
namespace {

/// Writes rows of the model: next(row) sets the row, false at the end.
template <class Row, std::size_t N, class Next>
void write_rows(std::ostream& out, const std::array<detail::FieldColumn<Row>, N>& columns,
                const std::vector<std::string>& properties, const Next& next) {
  std::vector<std::string> names;
  names.reserve(columns.size() + properties.size());
  for (const auto& column : columns) names.emplace_back(column.name);
  names.insert(names.end(), properties.begin(), properties.end());
  CsvOutput csv(out, names);
  std::vector<std::string_view> cells(names.size());
  while (const Row* row = next()) {
    for (std::size_t i = 0; i < columns.size(); ++i) cells[i] = row->*(columns[i].field);
    if constexpr (requires { row->properties; }) {
      for (std::size_t i = 0; i < properties.size(); ++i) {
        cells[N + i] = property_of(row->properties, properties[i]);
      }
    }
    csv.row(cells);
  }
  csv.finish();
}

/// A pointer to each item in turn as `make` shows it, null at the end.
template <class Items, class Make>
auto walk(Items items, const Make& make) {
  return [items, make, i = std::size_t{0}]() mutable { return i < items.size() ? &make(items[i++]) : nullptr; };
}

bool is_dataset_file(std::string_view name) {
  for (const std::string_view packing : {".gz", ".zst"}) {
    if (name.ends_with(packing)) name.remove_suffix(packing.size());
  }
  for (const std::string_view stem : {"entities", "relations", "sources", "claims"}) {
    if (!name.starts_with(stem)) continue;
    const std::string_view extension = name.substr(stem.size());
    if (extension == ".csv" || extension == ".tsv" || extension == ".jsonl") return true;
  }
  return name == "schema.toml" || name == "dataset.toml" || name == "regions.toml";
}

}  // namespace

void write_dataset(const Records& records, std::string_view regions_text, const std::string& folder, bool overwrite,
                   Report& report) {
  Exported exported(records, report);
  OutputFolder output(folder, [&](std::string_view name) { return overwrite && is_dataset_file(name); });
  output.add("entities.csv", [&](std::ostream& out) {
    auto next = walk(exported.entities(), [&](Entity e) -> const EntityRow& { return exported.entity(e); });
    write_rows(out, detail::entity_columns, exported.entity_properties(), [&] { return next(); });
  });
  output.add("relations.csv", [&](std::ostream& out) {
    auto next = walk(exported.relations(), [&](Relation r) -> const RelationRow& { return exported.relation(r); });
    write_rows(out, detail::relation_columns, exported.relation_properties(), [&] { return next(); });
  });
  if (!records.sources().empty()) {
    output.add("sources.csv", [&](std::ostream& out) {
      SourceRow row;
      auto next =
          walk(records.sources(), [&](const Source& s) -> const SourceRow& { return row = source_row(records, s); });
      write_rows(out, detail::source_columns, {}, [&] { return next(); });
    });
  }
  if (!exported.claims().empty()) {
    output.add("claims.csv", [&](std::ostream& out) {
      ClaimRow row;
      auto next =
          walk(exported.claims(), [&](const Claim& c) -> const ClaimRow& { return row = claim_row(records, c); });
      write_rows(out, detail::claim_columns, {}, [&] { return next(); });
    });
  }
  if (const std::string toml = schema_toml(records.schema()); !toml.empty()) output.add("schema.toml", toml);
  const std::string_view regions_file = regions_text.empty() ? "" : "regions.toml";
  if (const std::string toml = dataset_toml(records.dataset(), regions_file); !toml.empty()) {
    output.add("dataset.toml", toml);
  }
  if (!regions_text.empty()) output.add("regions.toml", regions_text);
  output.commit();
}

}  // namespace renmai
