// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <string>

#include "format/gexf.hpp"
#include "format/graph_keys.hpp"
#include "format/output.hpp"
#include "format/xml_write.hpp"

namespace renmai {
namespace {

using detail::append_xml_attribute;
using detail::xml_text;

void append_attributes(std::string& text, const detail::GraphKeys& keys, char letter, std::string_view element) {
  text += "    <attributes class=\"" + std::string(element) + "\">\n";
  for (const std::string& name : keys.names()) {
    text += std::string("      <attribute id=\"") + letter + std::to_string(keys.number(name)) + "\" title=\"" +
            xml_text(name) + "\" type=\"string\"/>\n";
  }
  text += "    </attributes>\n";
}

template <class Row, std::size_t N>
void append_values(std::string& text, const Row& row, const std::array<detail::FieldColumn<Row>, N>& fields,
                   std::initializer_list<std::string_view> elsewhere, const detail::GraphKeys& keys, char letter) {
  text += "<attvalues>";
  detail::each_attribute(row, fields, elsewhere, [&](const std::string& key, std::string_view value) {
    text += std::string("<attvalue for=\"") + letter + std::to_string(keys.number(key)) + "\" value=\"" +
            xml_text(value) + "\"/>";
  });
  text += "</attvalues>";
}

/// From the first day to the last on which it may have held; nothing if neither is known, or if they clash.
void append_spell(std::string& text, const Spell& spell) {
  const std::string start = shown_day(spell.start.first);
  const std::string end = shown_day(spell.end.last);
  if ((start.empty() && end.empty()) || spell.end.last < spell.start.first) return;
  text += "<spells><spell";
  append_xml_attribute(text, "start", start);
  append_xml_attribute(text, "end", end);
  text += "/></spells>";
}

void append_head(std::string& text, const Records& records) {
  text +=
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
      "  <meta>\n    <creator>renmai</creator>\n    <description>" +
      xml_text(records.dataset().name) + "</description>\n    <renmai:" + std::string(detail::gexf_mark) +
      " xmlns:renmai=\"" + std::string(detail::gexf_namespace) + "\"";
  append_xml_attribute(text, "schema", schema_toml(records.schema()));
  append_xml_attribute(text, "dataset", dataset_toml(records.dataset(), {}));
  text +=
      "/>\n  </meta>\n"
      "  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\">\n";
}

void append_node(std::string& text, const EntityRow& row, const detail::GraphKeys& keys) {
  text += "      <node";
  append_xml_attribute(text, "id", row.id);
  append_xml_attribute(text, "label", row.name);
  text += '>';
  append_values(text, row, detail::entity_columns, {"id", "name"}, keys, 'n');
  text += "</node>\n";
}

void append_edge(std::string& text, const RelationRow& row, const Spell& spell, const detail::GraphKeys& keys) {
  text += "      <edge";
  append_xml_attribute(text, "id", row.id);
  append_xml_attribute(text, "source", row.from);
  append_xml_attribute(text, "target", row.to);
  append_xml_attribute(text, "kind", row.kind);
  append_xml_attribute(text, "label", row.role);
  append_xml_attribute(text, "weight", row.weight);
  text += '>';
  append_values(text, row, detail::relation_columns, {"id", "from", "to", "role", "weight"}, keys, 'e');
  append_spell(text, spell);
  text += "</edge>\n";
}

}  // namespace

void write_gexf(Exported& exported, std::ostream& out) {
  const Records& records = exported.records();
  const detail::GraphKeys nodes(detail::entity_columns, {"id", "name"}, exported.entity_properties());
  const detail::GraphKeys edges(detail::relation_columns, {"id", "from", "to", "role", "weight"},
                                exported.relation_properties());
  std::string text;
  append_head(text, records);
  append_attributes(text, nodes, 'n', "node");
  append_attributes(text, edges, 'e', "edge");
  text += "    <nodes>\n";
  for (const Entity e : exported.entities()) {
    append_node(text, exported.entity(e), nodes);
    pass_if_long(text, out);
  }
  text += "    </nodes>\n    <edges>\n";
  for (const Relation r : exported.relations()) {
    append_edge(text, exported.relation(r), records.spell(r), edges);
    pass_if_long(text, out);
  }
  out << text << "    </edges>\n  </graph>\n</gexf>\n";
}

}  // namespace renmai
