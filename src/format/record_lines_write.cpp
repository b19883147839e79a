// SPDX-License-Identifier: Apache-2.0
#include <ostream>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "format/dataset_fields.hpp"
#include "format/output.hpp"
#include "format/record_lines.hpp"
#include "table/write.hpp"

namespace renmai {
namespace {

/// A `;`-separated text as a list, if it is one without odd blanks; else as text.
std::string list_or_text(std::string_view text) {
  std::string list = "[";
  std::string joined;
  for (const std::string_view part : split_list(text, ';')) {
    if (list.size() > 1) list += ',', joined += ';';
    list += json_quote(part);
    joined += part;
  }
  return joined == text ? list + ']' : json_quote(text);
}

std::string field_value(std::string_view name, std::string_view text) {
  if (name == "aliases" || name == "flags" || name == "attested" || name == "after") return list_or_text(text);
  const bool number = (name == "weight" || name == "confidence") && to_number(text);
  return number ? std::string(text) : json_quote(text);
}

template <class Row, std::size_t N>
void append_line(std::string& text, std::string_view word, const Row& row,
                 const std::array<detail::FieldColumn<Row>, N>& fields) {
  text += "{\"record\":" + json_quote(word);
  for (const auto& field : fields) {
    const std::string_view value = row.*(field.field);
    if (!value.empty()) text += ',' + json_quote(field.name) + ':' + field_value(field.name, value);
  }
  if constexpr (requires { row.properties; }) {
    for (const auto& [name, value] : row.properties) {
      const std::string key = name == "record" ? std::string(detail::line_property_prefix) + std::string(name)
                                               : detail::line_property_key(name, fields);
      text += ',' + json_quote(key) + ':' + json_quote(value);
    }
  }
  text += "}\n";
}

std::string dataset_line(const Records& records) {
  const std::string facts = dataset_toml(records.dataset(), {});
  const std::string schema = schema_toml(records.schema());
  if (facts.empty() && schema.empty()) return {};
  std::string text = "{\"record\":\"dataset\"";
  if (!facts.empty()) text += ",\"facts\":" + json_quote(facts);
  if (!schema.empty()) text += ",\"schema\":" + json_quote(schema);
  return text + "}\n";
}

}  // namespace

void write_record_lines(Exported& exported, std::ostream& out) {
  const Records& records = exported.records();
  std::string text = dataset_line(records);
  for (const Source& source : records.sources()) {
    append_line(text, "source", source_row(records, source), detail::source_columns);
    pass_if_long(text, out);
  }
  for (const Entity e : exported.entities()) {
    append_line(text, "entity", exported.entity(e), detail::entity_columns);
    pass_if_long(text, out);
  }
  for (const Relation r : exported.relations()) {
    append_line(text, "relation", exported.relation(r), detail::relation_columns);
    pass_if_long(text, out);
  }
  for (const Claim& claim : exported.claims()) {
    append_line(text, "claim", claim_row(records, claim), detail::claim_columns);
    pass_if_long(text, out);
  }
  out << text;
}

}  // namespace renmai
