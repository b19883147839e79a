// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <string>

#include "format/graph_keys.hpp"
#include "format/graphml.hpp"
#include "format/output.hpp"
#include "format/xml_write.hpp"

namespace renmai {
namespace {

using detail::xml_text;

void append_keys(std::string& text, const detail::GraphKeys& keys, char letter, std::string_view target) {
  for (const std::string& name : keys.names()) {
    const bool number = name == "weight" && target == "edge";
    text += std::string("  <key id=\"") + letter + std::to_string(keys.number(name)) + "\"";
    detail::append_xml_attribute(text, "for", target);
    detail::append_xml_attribute(text, "attr.name", name);
    detail::append_xml_attribute(text, "attr.type", number ? "double" : "string");
    text += "/>\n";
  }
}

template <class Row, std::size_t N>
void append_data(std::string& text, const Row& row, const std::array<detail::FieldColumn<Row>, N>& fields,
                 std::initializer_list<std::string_view> elsewhere, const detail::GraphKeys& keys, char letter) {
  detail::each_attribute(row, fields, elsewhere, [&](const std::string& key, std::string_view value) {
    text +=
        std::string("<data key=\"") + letter + std::to_string(keys.number(key)) + "\">" + xml_text(value) + "</data>";
  });
}

}  // namespace

void write_graphml(Exported& exported, std::ostream& out) {
  const Records& records = exported.records();
  const detail::GraphKeys nodes(detail::entity_columns, {"id"}, exported.entity_properties());
  const detail::GraphKeys edges(detail::relation_columns, {"id", "from", "to"}, exported.relation_properties());
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  for (const char* const name : {"renmai", "schema", "dataset"})
    text += "  <key id=\"" + std::string(name) + "\" for=\"graph\" attr.name=\"" + name + "\" attr.type=\"string\"/>\n";
  append_keys(text, nodes, 'n', "node");
  append_keys(text, edges, 'e', "edge");
  text += "  <graph id=\"" + xml_text(records.dataset().name) + "\" edgedefault=\"directed\">\n";
  text += "    <data key=\"renmai\">1</data>\n";
  text += "    <data key=\"schema\">" + xml_text(schema_toml(records.schema())) + "</data>\n";
  text += "    <data key=\"dataset\">" + xml_text(dataset_toml(records.dataset(), {})) + "</data>\n";
  for (const Entity e : exported.entities()) {
    const EntityRow& row = exported.entity(e);
    text += "    <node id=\"" + xml_text(row.id) + "\">";
    append_data(text, row, detail::entity_columns, {"id"}, nodes, 'n');
    text += "</node>\n";
    pass_if_long(text, out);
  }
  for (const Relation r : exported.relations()) {
    const RelationRow& row = exported.relation(r);
    text += "    <edge";
    detail::append_xml_attribute(text, "id", row.id);
    text += " source=\"" + xml_text(row.from) + "\" target=\"" + xml_text(row.to) + "\">";
    append_data(text, row, detail::relation_columns, {"id", "from", "to"}, edges, 'e');
    text += "</edge>\n";
    pass_if_long(text, out);
  }
  out << text << "  </graph>\n</graphml>\n";
}

}  // namespace renmai
