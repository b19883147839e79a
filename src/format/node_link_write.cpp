// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>
#include <string>

#include "base/text.hpp"
#include "format/graph_attributes.hpp"
#include "format/node_link.hpp"
#include "format/output.hpp"
#include "table/write.hpp"

namespace renmai {
namespace {

void append_pair(std::string& text, std::string_view name, std::string_view value, bool number = false) {
  if (value.empty()) return;
  if (text.back() != '{') text += ", ";
  text += json_quote(name) + ": " + (number ? std::string(value) : json_quote(value));
}

/// What a field is called in a node or edge.
template <class Row>
std::string_view key_of(std::string_view field) {
  if (field == "name") return "label";
  if (!std::is_same_v<Row, RelationRow>) return field;
  if (field == "id") return "key";
  if (field == "from") return "source";
  if (field == "to") return "target";
  return field == "source" ? detail::source_key : field;
}

/// One node or edge; the ends of an edge come first.
template <class Row, std::size_t N>
void append_object(std::string& text, const Row& row, const std::array<detail::FieldColumn<Row>, N>& fields) {
  text += '{';
  for (const auto& field : fields)
    append_pair(text, key_of<Row>(field.name), row.*(field.field), field.name == "weight");
  for (const auto& [name, value] : row.properties) {
    const bool taken = detail::is_taken_name(name) || name == "key" || name == "target" || name == detail::source_key;
    append_pair(text, (taken ? std::string(detail::graph_property_prefix) : std::string()) + std::string(name), value);
  }
  text += '}';
}

}  // namespace

void write_node_link(Exported& exported, std::ostream& out) {
  const Records& records = exported.records();
  exported.notice_claims();
  std::string text = "{\"directed\": true, \"multigraph\": true, \"graph\": {\"renmai\": \"1\"";
  append_pair(text, "name", records.dataset().name);
  append_pair(text, "schema", schema_toml(records.schema()));
  append_pair(text, "dataset", dataset_toml(records.dataset(), {}));
  text += "},\n\"nodes\": [";
  std::string_view separator = "\n";
  for (const Entity e : exported.entities()) {
    text += std::exchange(separator, ",\n");
    append_object(text, exported.entity(e), detail::entity_columns);
    pass_if_long(text, out);
  }
  text += "\n],\n\"edges\": [";
  separator = "\n";
  for (const Relation r : exported.relations()) {
    text += std::exchange(separator, ",\n");
    append_object(text, exported.relation(r), detail::relation_columns);
    pass_if_long(text, out);
  }
  text += "\n]}\n";
  out << text;
}

}  // namespace renmai
