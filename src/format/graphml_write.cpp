// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "format/graph_attributes.hpp"
#include "format/graphml.hpp"

namespace renmai {
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 16;

/// Text for an element or attribute. XML 1.0 has no way to write most control characters.
std::string xml_text(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '"': escaped += "&quot;"; break;
      case '\n': escaped += "&#10;"; break;
      case '\r': escaped += "&#13;"; break;
      case '\t': escaped += "&#9;"; break;
      default:
        if (static_cast<unsigned char>(c) < ' ')
          escaped += "\xEF\xBF\xBD";
        else
          escaped += c;
    }
  }
  return escaped;
}

/// Keys by name, numbered as they are met in a fixed order.
class Keys {
 public:
  Keys(std::string_view letter, std::string_view target) : letter_(letter), target_(target) {}

  template <class Row, std::size_t N>
  void add(const std::array<detail::FieldColumn<Row>, N>& fields, std::initializer_list<std::string_view> ends,
           const std::vector<std::string>& properties) {
    for (const auto& column : fields) {
      if (std::find(ends.begin(), ends.end(), column.name) == ends.end()) add(shown(column.name));
    }
    for (const std::string& name : properties) add(property_name(name));
  }
  void write(std::string& text) const {
    for (std::size_t k = 0; k < names_.size(); ++k) {
      const bool number = names_[k] == "weight" && target_ == "edge";
      text += "  <key id=\"" + letter_ + std::to_string(k) + "\" for=\"" + target_ + "\" attr.name=\"" +
              xml_text(names_[k]) + "\" attr.type=\"" + (number ? "double" : "string") + "\"/>\n";
    }
  }
  void data(std::string& text, const std::string& name, std::string_view value) const {
    if (value.empty()) return;
    text += "<data key=\"" + letter_ + std::to_string(number_.at(name)) + "\">" + xml_text(value) + "</data>";
  }
  template <class Row, std::size_t N>
  void row(std::string& text, const Row& row, const std::array<detail::FieldColumn<Row>, N>& fields,
           std::initializer_list<std::string_view> ends) const {
    for (const auto& column : fields) {
      if (std::find(ends.begin(), ends.end(), column.name) == ends.end())
        data(text, shown(column.name), row.*(column.field));
    }
    for (const auto& [name, value] : row.properties) data(text, property_name(name), value);
  }

 private:
  /// Gephi and yEd show what is called `label`.
  static std::string shown(std::string_view field) { return field == "name" ? "label" : std::string(field); }
  static std::string property_name(std::string_view name) {
    return (detail::is_taken_name(name) ? std::string(detail::graph_property_prefix) : std::string()) +
           std::string(name);
  }
  void add(const std::string& name) {
    if (number_.try_emplace(name, names_.size()).second) names_.push_back(name);
  }

  std::string letter_;
  std::string target_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t> number_;
};

void flush_if_full(std::string& text, std::ostream& out, bool last) {
  if (text.size() < piece_bytes && !last) return;
  out << text;
  text.clear();
}

}  // namespace

void write_graphml(Exported& exported, std::ostream& out) {
  const Records& records = exported.records();
  Keys nodes("n", "node");
  Keys edges("e", "edge");
  nodes.add(detail::entity_columns, {"id"}, exported.entity_properties());
  edges.add(detail::relation_columns, {"id", "from", "to"}, exported.relation_properties());
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  for (const char* const name : {"renmai", "schema", "dataset"})
    text += "  <key id=\"" + std::string(name) + "\" for=\"graph\" attr.name=\"" + name + "\" attr.type=\"string\"/>\n";
  nodes.write(text);
  edges.write(text);
  text += "  <graph id=\"" + xml_text(records.dataset().name) + "\" edgedefault=\"directed\">\n";
  text += "    <data key=\"renmai\">1</data>\n";
  text += "    <data key=\"schema\">" + xml_text(schema_toml(records.schema())) + "</data>\n";
  text += "    <data key=\"dataset\">" + xml_text(dataset_toml(records.dataset(), {})) + "</data>\n";
  for (const Entity e : exported.entities()) {
    const EntityRow& row = exported.entity(e);
    text += "    <node id=\"" + xml_text(row.id) + "\">";
    nodes.row(text, row, detail::entity_columns, {"id"});
    text += "</node>\n";
    flush_if_full(text, out, false);
  }
  for (const Relation r : exported.relations()) {
    const RelationRow& row = exported.relation(r);
    text += "    <edge";
    if (!row.id.empty()) text += " id=\"" + xml_text(row.id) + "\"";
    text += " source=\"" + xml_text(row.from) + "\" target=\"" + xml_text(row.to) + "\">";
    edges.row(text, row, detail::relation_columns, {"id", "from", "to"});
    text += "</edge>\n";
    flush_if_full(text, out, false);
  }
  text += "  </graph>\n</graphml>\n";
  flush_if_full(text, out, true);
}

}  // namespace renmai
