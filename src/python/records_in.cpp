// SPDX-License-Identifier: Apache-2.0
#include "python/records_in.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/dataset_fields.hpp"
#include "format/exported.hpp"

namespace renmai::python {
namespace {

constexpr std::string_view edge_kind = "edge";
constexpr std::string_view other_kind = "other";
constexpr std::size_t progress_stride = 65'536;

/// Which column of a frame fills which field, and which become properties.
template <class Row, std::size_t N>
class Fields {
 public:
  Fields(const Frame& frame, const std::array<detail::FieldColumn<Row>, N>& known, std::string_view table,
         const std::vector<std::pair<std::string, std::string_view>>& other_names = {}) {
    for (const TextColumn& column : frame.columns) {
      std::string_view name = column.name;
      for (const auto& [theirs, ours] : other_names) {
        if (column.name == theirs) name = ours;
      }
      const auto field = std::find_if(known.begin(), known.end(), [&](const auto& row) { return row.name == name; });
      if (field != known.end())
        fields_.emplace_back(&column, field->field);
      else
        properties_.push_back(&column);
    }
    for (const auto& row : known) {
      if (row.required && row.name != "kind" && !has(row.field)) missing(frame, table, row.name, other_names);
    }
  }

  [[nodiscard]] bool has(std::string_view Row::*field) const {
    return std::any_of(fields_.begin(), fields_.end(), [&](const auto& filled) { return filled.second == field; });
  }
  void fill(Row& row, std::size_t k) {
    for (const auto& [column, field] : fields_) row.*field = (*column)[k];
    if constexpr (requires { row.properties; }) {
      texts_.clear();
      for (const TextColumn* column : properties_) {
        if (!(*column)[k].empty()) texts_.emplace_back(column->name, (*column)[k]);
      }
      row.properties = texts_;
    }
  }

 private:
  [[noreturn]] static void missing(const Frame& frame, std::string_view table, std::string_view name,
                                   const std::vector<std::pair<std::string, std::string_view>>& other_names) {
    std::vector<std::string> columns;
    columns.reserve(frame.columns.size());
    for (const TextColumn& column : frame.columns) columns.push_back(column.name);
    std::string wanted(name);
    for (const auto& [theirs, ours] : other_names) {
      if (ours == name) wanted = theirs;
    }
    throw Error(ErrorKind::usage, std::string(table) + " has no column '" + wanted + "'; it has " + join(columns, ", "),
                {}, did_you_mean<std::string>(wanted, columns));
  }

  std::vector<std::pair<const TextColumn*, std::string_view Row::*>> fields_;
  std::vector<const TextColumn*> properties_;
  std::vector<NamedText> texts_;
};

/// Calls add(k, place) for each row of a frame.
template <class Add>
void for_rows(const Frame& frame, std::string_view table, const Add& add) {
  for (std::size_t k = 0; k < frame.row_count(); ++k) {
    if (k % progress_stride == 0) report_progress(table, k, frame.row_count());
    add(k, RowPlace{.file = table, .line = k + 1});
  }
}

void add_people(const Frame& frame, RecordsBuilder& builder) {
  Fields<EntityRow, detail::entity_columns.size()> fields(frame, detail::entity_columns, "people");
  for_rows(frame, "people", [&](std::size_t k, const RowPlace& place) {
    EntityRow row;
    fields.fill(row, k);
    if (row.kind.empty()) row.kind = "person";
    builder.add_entity(row, place);
  });
}

void add_relations(const FrameTables& tables, RecordsBuilder& builder) {
  const Frame& frame = *tables.relations;
  Fields<RelationRow, detail::relation_columns.size()> fields(
      frame, detail::relation_columns, "relations", {{tables.source_column, "from"}, {tables.target_column, "to"}});
  const bool makes_entities = !tables.people;
  for_rows(frame, "relations", [&](std::size_t k, const RowPlace& place) {
    RelationRow row;
    fields.fill(row, k);
    if (row.kind.empty()) {
      row.kind = edge_kind;
      builder.schema().relation_kind(edge_kind);
    }
    for (const std::string_view end : {row.from, row.to}) {
      if (makes_entities && !end.empty()) builder.entity_for(end, other_kind, {});
    }
    builder.add_relation(row, place);
  });
}

}  // namespace

Loaded records_of(const FrameTables& tables, Report& report) {
  RecordsBuilder builder(report);
  builder.dataset().name = tables.name;
  if (!tables.schema_text.empty()) builder.schema().extend(tables.schema_text, "schema");
  if (tables.sources) {
    Fields<SourceRow, detail::source_columns.size()> fields(*tables.sources, detail::source_columns, "sources");
    for_rows(*tables.sources, "sources", [&](std::size_t k, const RowPlace& place) {
      SourceRow row;
      fields.fill(row, k);
      builder.add_source(row, place);
    });
  }
  if (tables.people) add_people(*tables.people, builder);
  if (tables.relations) add_relations(tables, builder);
  if (tables.claims) {
    Fields<ClaimRow, detail::claim_columns.size()> fields(*tables.claims, detail::claim_columns, "claims");
    for_rows(*tables.claims, "claims", [&](std::size_t k, const RowPlace& place) {
      ClaimRow row;
      fields.fill(row, k);
      builder.add_claim(row, place);
    });
  }
  Loaded loaded;
  loaded.records = builder.finish();
  loaded.regions_text = tables.regions_text;
  loaded.regions_file = "regions";
  // Relations of no stated kind count as those of an edge list do.
  const bool kinds = tables.relations && std::any_of(tables.relations->columns.begin(), tables.relations->columns.end(),
                                                     [](const TextColumn& column) { return column.name == "kind"; });
  loaded.format = !tables.relations || kinds ? "dataset" : "edges";
  return loaded;
}

namespace {

/// Rows of the model as a table: next() gives a row, null at the end. Columns that no row fills are left out, but for
/// those that must be there.
template <class Row, std::size_t N>
Table table_of_rows(const std::array<detail::FieldColumn<Row>, N>& known, const std::vector<std::string>& properties,
                    const std::function<const Row*()>& next) {
  std::vector<std::vector<std::string>> cells(N + properties.size());
  while (const Row* row = next()) {
    for (std::size_t k = 0; k < N; ++k) cells[k].emplace_back(row->*(known[k].field));
    if constexpr (requires { row->properties; }) {
      for (std::size_t k = 0; k < properties.size(); ++k)
        cells[N + k].emplace_back(property_of(row->properties, properties[k]));
    }
  }
  Table table;
  for (std::size_t k = 0; k < cells.size(); ++k) {
    const bool required = k < N && known[k].required;
    const bool filled =
        std::any_of(cells[k].begin(), cells[k].end(), [](const std::string& cell) { return !cell.empty(); });
    if (!required && !filled) continue;
    table.add(k < N ? std::string(known[k].name) : properties[k - N], std::move(cells[k]));
  }
  return table;
}

}  // namespace

RecordTables tables_of(const Records& records) {
  Report report;
  Exported exported(records, report);
  RecordTables tables;
  std::size_t at = 0;
  tables.entities = table_of_rows<EntityRow>(detail::entity_columns, exported.entity_properties(), [&] {
    return at < exported.entities().size() ? &exported.entity(exported.entities()[at++]) : nullptr;
  });
  at = 0;
  tables.relations = table_of_rows<RelationRow>(detail::relation_columns, exported.relation_properties(), [&] {
    return at < exported.relations().size() ? &exported.relation(exported.relations()[at++]) : nullptr;
  });
  at = 0;
  SourceRow source;
  tables.sources = table_of_rows<SourceRow>(detail::source_columns, {}, [&]() -> const SourceRow* {
    if (at >= records.sources().size()) return nullptr;
    source = source_row(records, records.sources()[at++]);
    return &source;
  });
  at = 0;
  ClaimRow claim;
  tables.claims = table_of_rows<ClaimRow>(detail::claim_columns, {}, [&]() -> const ClaimRow* {
    if (at >= exported.claims().size()) return nullptr;
    claim = claim_row(records, exported.claims()[at++]);
    return &claim;
  });
  tables.schema_text = schema_toml(records.schema());
  return tables;
}

}  // namespace renmai::python
