// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>

#include "format/dataset_fields.hpp"
#include "format/dot.hpp"
#include "format/graph_attributes.hpp"
#include "format/output.hpp"

namespace renmai {
namespace {

void append_quoted(std::string& text, std::string_view value) {
  text += '"';
  text += detail::encode_dot(value);
  text += '"';
}

void append_attribute(std::string& text, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  if (text.back() != '[') text += ", ";
  append_quoted(text, name);
  text += '=';
  append_quoted(text, value);
}

/// `ends` are fields that stand outside the brackets; `label` is the field that is written as the label.
template <class Row, std::size_t N>
void append_attributes(std::string& text, const Row& row, const std::array<detail::FieldColumn<Row>, N>& fields,
                       std::initializer_list<std::string_view> ends, std::string_view label) {
  text += " [";
  for (const auto& column : fields) {
    if (std::find(ends.begin(), ends.end(), column.name) != ends.end()) continue;
    append_attribute(text, column.name == label ? "label" : column.name, row.*(column.field));
  }
  for (const auto& [name, value] : row.properties) {
    const bool taken = detail::is_taken_name(name) || name == "headport" || name == "tailport";
    append_attribute(text, taken ? std::string(detail::graph_property_prefix) + std::string(name) : std::string(name),
                     value);
  }
  text += "];\n";
}

}  // namespace

std::string detail::encode_dot(std::string_view text) {
  std::string quoted;
  quoted.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '"': quoted += "\\\""; break;
      case '\\': quoted += "\\\\"; break;
      case '\n': quoted += "\\n"; break;
      case '\r': quoted += "\\r"; break;
      default: quoted += c;
    }
  }
  return quoted;
}

void write_dot(Exported& exported, std::ostream& out) {
  const Records& records = exported.records();
  std::string text = "digraph ";
  append_quoted(text, records.dataset().name);
  text += " {\n  graph [";
  append_attribute(text, detail::dot_mark, "1");
  append_attribute(text, "schema", schema_toml(records.schema()));
  append_attribute(text, "dataset", dataset_toml(records.dataset(), {}));
  text += "];\n";
  for (const Entity e : exported.entities()) {
    const EntityRow& row = exported.entity(e);
    text += "  ";
    append_quoted(text, row.id);
    append_attributes(text, row, detail::entity_columns, {"id"}, "name");
    pass_if_long(text, out);
  }
  for (const Relation r : exported.relations()) {
    const RelationRow& row = exported.relation(r);
    text += "  ";
    append_quoted(text, row.from);
    text += " -> ";
    append_quoted(text, row.to);
    append_attributes(text, row, detail::relation_columns, {"from", "to"}, "role");
    pass_if_long(text, out);
  }
  text += "}\n";
  out << text;
}

}  // namespace renmai
