// SPDX-License-Identifier: Apache-2.0
#include "format/node_tables.hpp"

#include <tsl/robin_set.h>

#include <algorithm>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "format/dataset_fields.hpp"
#include "format/mapping.hpp"

namespace renmai {
namespace {

using IdSet = tsl::robin_set<std::string>;

/// What a column is, after the dialect's words were turned into ours.
struct TableColumn {
  enum class Role : std::uint8_t { ignored, id, from, to, label, field, property, direction, timeset };
  Role role = Role::property;
  std::string name;   // of the field or property
  std::string space;  // of an id
};

/// A header cell of neo4j-admin: NAME:TYPE(SPACE).
struct TypedName {
  std::string_view name;
  std::string_view type;
  std::string_view space;
};

TypedName typed_name(std::string_view cell) {
  const std::size_t colon = cell.find(':');
  if (colon == std::string_view::npos) return {cell, {}, {}};
  std::string_view type = cell.substr(colon + 1);
  std::string_view space;
  if (const std::size_t open = type.find('('); open != std::string_view::npos && type.ends_with(')')) {
    space = type.substr(open + 1, type.size() - open - 2);
    type = type.substr(0, open);
  }
  return {cell.substr(0, colon), type, space};
}

bool is_field(std::string_view name, bool of_relation) {
  return of_relation ? is_relation_field(name) : is_entity_field(name);
}

TableColumn gephi_column(const std::string& name, bool is_edges) {
  using Role = TableColumn::Role;
  const std::string word = lower_ascii(name);
  if (word == "timeset" || word == "interval") return {is_edges ? Role::timeset : Role::property, name, {}};
  if (!is_edges) {
    if (word == "id") return {Role::id, "id", {}};
    if (word == "label") return {Role::field, "name", {}};
    if (word == "kind") return {Role::field, "kind", {}};
  } else {
    if (word == "source") return {Role::from, "from", {}};
    if (word == "target") return {Role::to, "to", {}};
    if (word == "type") return {Role::direction, "type", {}};
    if (word == "label") return {Role::field, "role", {}};
    if (word == "source_id") return {Role::field, "source", {}};
    for (const std::string_view field : {"id", "kind", "weight", "start", "end"}) {
      if (word == field) return {Role::field, std::string(field), {}};
    }
  }
  return {is_field(name, is_edges) && name != "from" && name != "to" ? Role::field : Role::property, name, {}};
}

TableColumn neo4j_column(const std::string& name, bool is_edges) {
  using Role = TableColumn::Role;
  const TypedName typed = typed_name(name);
  if (typed.type == "IGNORE") return {Role::ignored, {}, {}};
  if (!is_edges && typed.type == "ID") return {Role::id, "id", std::string(typed.space)};
  if (!is_edges && typed.type == "LABEL") return {Role::label, "kind", {}};
  if (is_edges && typed.type == "START_ID") return {Role::from, "from", std::string(typed.space)};
  if (is_edges && typed.type == "END_ID") return {Role::to, "to", std::string(typed.space)};
  if (is_edges && typed.type == "TYPE") return {Role::label, "kind", {}};
  const bool our_key =
      typed.name == "from" || typed.name == "to" || typed.name == "kind" || (!is_edges && typed.name == "id");
  return {is_field(typed.name, is_edges) && !our_key ? Role::field : Role::property, std::string(typed.name), {}};
}

/// Reads the tables of one dialect. Node tables first, as relations want their ends.
class NodeTableReader {
 public:
  NodeTableReader(bool neo4j, RecordsBuilder& builder, Report& report)
      : neo4j_(neo4j), builder_(builder), report_(report) {
    builder_.schema().relation_kind("edge");
  }

  void read(std::span<const TableText> tables) {
    std::vector<bool> is_edges;
    for (const TableText& table : tables) {
      Report seen_again;
      const Rows rows(table.text, table.file, table.form, seen_again);
      is_edges.push_back(role_is_edges(rows));
      for (const TableColumn& column : columns_of(rows, is_edges.back())) spaced_ = spaced_ || !column.space.empty();
      nodes_listed_ = nodes_listed_ || !is_edges.back();
    }
    for (std::size_t i = 0; i < tables.size(); ++i) {
      if (!is_edges[i] || !nodes_listed_) collect_ids(tables[i], is_edges[i]);
    }
    for (std::size_t i = 0; i < tables.size(); ++i) {
      if (!is_edges[i]) read_nodes(tables[i]);
    }
    for (std::size_t i = 0; i < tables.size(); ++i) {
      if (is_edges[i]) read_edges(tables[i]);
    }
  }

 private:
  [[nodiscard]] static bool role_is_edges(const Rows& rows) {
    switch (table_role(rows.names())) {
      case TableRole::gephi_edges:
      case TableRole::neo4j_relationships: return true;
      case TableRole::gephi_nodes:
      case TableRole::neo4j_nodes: return false;
      case TableRole::unknown: break;
    }
    throw Error(ErrorKind::input,
                "this header is no node or edge table; it has " +
                    join(std::vector<std::string>(rows.names().begin(), rows.names().end()), ", "),
                rows.file() + ":1", "wanted Id, or Source and Target; or :ID, or :START_ID and :END_ID");
  }

  [[nodiscard]] std::vector<TableColumn> columns_of(const Rows& rows, bool is_edges) const {
    std::vector<TableColumn> columns;
    for (const std::string& name : rows.names()) {
      columns.push_back(neo4j_ ? neo4j_column(name, is_edges) : gephi_column(name, is_edges));
    }
    return columns;
  }

  /// The id as the records have it; empty if the cell is.
  [[nodiscard]] std::string id_of(const TableColumn& column, std::string_view cell) const {
    if (cell.empty() || !spaced_) return std::string(cell);
    return column.space + ":" + std::string(cell);
  }

  /// Ids of all entities: what a place or part_of may name.
  void collect_ids(const TableText& table, bool is_edges) {
    Report seen_again;
    Rows rows(table.text, table.file, table.form, seen_again);
    const auto columns = columns_of(rows, is_edges);
    while (rows.next()) {
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto role = columns[i].role;
        const bool names_entity =
            is_edges ? role == TableColumn::Role::from || role == TableColumn::Role::to : role == TableColumn::Role::id;
        if (names_entity) ids_.insert(id_of(columns[i], rows.fields()[i]));
      }
    }
  }

  /// The id of an entity that a cell names, made if no node has that id.
  std::string reference(std::string_view cell, std::string_view kind) {
    std::string id(cell);
    if (ids_.contains(id)) {
      if (!nodes_listed_) builder_.entity_for(id, "other", id);
      return id;
    }
    id.insert(0, std::string(kind) + ":");
    if (!ids_.contains(id)) builder_.entity_for(id, kind, cell);
    return id;
  }

  /// Whether a field can take the value: foreign tables use the same words for other things.
  [[nodiscard]] bool fits(std::string_view field, std::string_view value) {
    if (field == "level") return parse_place_level(value).has_value();
    if (field == "status") return builder_.schema().parse_status(value).has_value();
    if (field == "confidence") return parse_confidence(value).has_value();
    if (field != "flags") return true;
    const auto words = split_list(value, ';');
    return std::all_of(words.begin(), words.end(), [](std::string_view word) {
      const auto known = flag_names();
      return std::any_of(known.begin(), known.end(), [&](const FlagName& flag) { return flag.name == word; });
    });
  }

  /// The kind among labels: the first that the schema knows, as written or in lower case, else the first.
  [[nodiscard]] std::string kind_of(std::string_view labels, bool of_relation) {
    const auto words = split_list(labels, ';');
    const auto known = [&](std::string_view word) {
      return of_relation ? builder_.schema().find_relation_kind(word).has_value()
                         : builder_.schema().find_entity_kind(word).has_value();
    };
    for (const std::string_view word : words) {
      if (known(word)) return std::string(word);
      if (std::string lower = lower_ascii(word); known(lower)) return lower;
    }
    return words.empty() ? std::string() : std::string(words.front());
  }

  /// Fills a field of a row from a cell, or makes it a property.
  template <class Row, std::size_t N>
  void set_cell(const std::array<detail::FieldColumn<Row>, N>& fields, Row& row, const TableColumn& column,
                std::string_view cell) {
    constexpr bool of_relation = std::is_same_v<Row, RelationRow>;
    if (cell.empty()) return;
    if (column.role == TableColumn::Role::property) {
      properties_.emplace_back(column.name, cell);
    } else if (column.role == TableColumn::Role::label) {
      row.kind = keep(kind_of(cell, of_relation));
      if (cell.find(';') != std::string_view::npos) properties_.emplace_back("labels", cell);
    } else if (!fits(column.name, cell)) {
      properties_.emplace_back(keep("input_" + column.name), cell);
    } else if (column.name == "place" || column.name == "from_place") {
      detail::set_field(fields, row, column.name, keep(reference(cell, "place")));
    } else if (column.name == "part_of") {
      detail::set_field(fields, row, column.name, keep(reference(cell, "group")));
    } else {
      detail::set_field(fields, row, column.name, cell);
    }
  }

  /// A text that lives as long as the row.
  std::string_view keep(std::string text) { return kept_.emplace_back(std::move(text)); }

  void begin_row(std::size_t columns) {
    properties_.clear();
    kept_.clear();
    kept_.reserve(columns * 2 + 4);  // views of them must stay valid
  }

  void read_nodes(const TableText& table) {
    Rows rows(table.text, table.file, table.form, report_);
    const auto columns = columns_of(rows, false);
    const FieldColumns places = places_of(rows, columns);
    while (rows.next()) {
      begin_row(columns.size());
      EntityRow row;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].role == TableColumn::Role::ignored) continue;
        if (columns[i].role == TableColumn::Role::id) {
          row.id = keep(id_of(columns[i], rows.fields()[i]));
        } else {
          set_cell(detail::entity_columns, row, columns[i], rows.fields()[i]);
        }
      }
      row.properties = properties_;
      builder_.add_entity(row, places.place());
    }
  }

  void read_edges(const TableText& table) {
    Rows rows(table.text, table.file, table.form, report_);
    const auto columns = columns_of(rows, true);
    const FieldColumns places = places_of(rows, columns);
    while (rows.next()) {
      begin_row(columns.size());
      RelationRow row;
      for (std::size_t i = 0; i < columns.size(); ++i) set_edge_cell(row, columns[i], rows.fields()[i]);
      if (row.kind.empty()) row.kind = "edge";
      row.properties = properties_;
      builder_.add_relation(row, places.place());
    }
  }

  void set_edge_cell(RelationRow& row, const TableColumn& column, std::string_view cell) {
    switch (column.role) {
      case TableColumn::Role::ignored: return;
      case TableColumn::Role::from:
      case TableColumn::Role::to: {
        const std::string_view id = keep(id_of(column, cell));
        if (!nodes_listed_ && !id.empty()) builder_.entity_for(id, "other", id);
        (column.role == TableColumn::Role::from ? row.from : row.to) = id;
        return;
      }
      case TableColumn::Role::direction:
        if (lower_ascii(cell) == "undirected") properties_.emplace_back("direction", "undirected");
        return;
      case TableColumn::Role::timeset: set_spell(row, column.name, cell); return;
      default: break;
    }
    if (!neo4j_ && (column.name == "start" || column.name == "end")) cell = plain_year(cell);
    set_cell(detail::relation_columns, row, column, cell);
  }

  /// Gephi writes the year 2010 as 2010.0.
  [[nodiscard]] static std::string_view plain_year(std::string_view date) {
    return date.ends_with(".0") ? date.substr(0, date.size() - 2) : date;
  }

  /// One spell `<[a, b]>` gives start and end; several stay a property.
  void set_spell(RelationRow& row, const std::string& name, std::string_view cell) {
    std::string_view inner = trim(cell);
    if (inner.empty()) return;
    const auto cut = [&](std::string_view front, std::string_view back) {
      if (inner.empty() || front.find(inner.front()) == std::string_view::npos) return;
      inner.remove_prefix(1);
      if (!inner.empty() && back.find(inner.back()) != std::string_view::npos) inner.remove_suffix(1);
      inner = trim(inner);
    };
    cut("<", ">");
    cut("[(", "])");
    const std::size_t comma = inner.find(',');
    if (comma == std::string_view::npos || inner.find_first_of("[](),;", comma + 1) != std::string_view::npos) {
      properties_.emplace_back(name, cell);
      return;
    }
    const std::string_view start = plain_year(trim(inner.substr(0, comma)));
    const std::string_view end = plain_year(trim(inner.substr(comma + 1)));
    row.start = start == "-Infinity" ? std::string_view() : start;
    row.end = end == "Infinity" ? std::string_view("..") : end;
  }

  [[nodiscard]] static FieldColumns places_of(const Rows& rows, const std::vector<TableColumn>& columns) {
    FieldColumns places{.rows = &rows, .columns = {}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].role == TableColumn::Role::timeset) {
        places.columns.emplace_back("start", i);
        places.columns.emplace_back("end", i);
      } else if (columns[i].role != TableColumn::Role::property) {
        places.columns.emplace_back(columns[i].name, i);
      }
    }
    return places;
  }

  bool neo4j_;
  RecordsBuilder& builder_;
  Report& report_;
  bool spaced_ = false;
  bool nodes_listed_ = false;
  IdSet ids_;
  std::vector<NamedText> properties_;
  std::vector<std::string> kept_;
};

}  // namespace

TableRole table_role(std::span<const std::string> names) {
  bool id = false, source = false, target = false, typed_id = false, start = false, end = false;
  for (const std::string& name : names) {
    const std::string word = lower_ascii(name);
    const std::string_view type = typed_name(name).type;
    id = id || word == "id";
    source = source || word == "source";
    target = target || word == "target";
    typed_id = typed_id || type == "ID";
    start = start || type == "START_ID";
    end = end || type == "END_ID";
  }
  if (start && end) return TableRole::neo4j_relationships;
  if (typed_id) return TableRole::neo4j_nodes;
  if (source && target) return TableRole::gephi_edges;
  return id ? TableRole::gephi_nodes : TableRole::unknown;
}

void read_gephi(std::span<const TableText> tables, RecordsBuilder& builder, Report& report) {
  NodeTableReader(false, builder, report).read(tables);
}

void read_neo4j(std::span<const TableText> tables, RecordsBuilder& builder, Report& report) {
  NodeTableReader(true, builder, report).read(tables);
}

}  // namespace renmai
