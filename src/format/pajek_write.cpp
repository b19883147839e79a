// SPDX-License-Identifier: Apache-2.0
#include <tsl/robin_map.h>
#include <tsl/robin_set.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "format/graph_keys.hpp"
#include "format/output.hpp"
#include "format/pajek.hpp"
#include "format/pajek_text.hpp"

namespace renmai {
namespace {

constexpr int last_year = 9999;

void append_quoted(std::string& text, std::string_view value) { ((text += '"') += detail::encode_pajek(value)) += '"'; }

bool is_plain(std::string_view key) {
  return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
  });
}

void append_pair(std::string& text, std::string_view key, std::string_view value) {
  text += ' ';
  if (is_plain(key))
    text += key;
  else
    append_quoted(text, key);
  text += ' ';
  append_quoted(text, value);
}

/// A label for each exported entity, no two the same.
std::vector<std::string> labels_of(const Exported& exported) {
  const Records& records = exported.records();
  tsl::robin_map<std::string_view, std::size_t> uses;
  for (const Entity e : exported.entities()) ++uses[records.entity_name(e)];
  std::vector<std::string> labels;
  tsl::robin_set<std::string> used;
  for (const Entity e : exported.entities()) {
    const std::string_view name = records.entity_name(e);
    const std::string behind = " (" + std::string(records.entity_id(e)) + ")";
    std::string label(name);
    if (uses[name] > 1) label += behind;
    while (!used.insert(label).second) label += behind;
    labels.push_back(std::move(label));
  }
  return labels;
}

void append_vertex(std::string& text, std::size_t number, const std::string& label, const EntityRow& row) {
  text += std::to_string(number) + " ";
  append_quoted(text, label);
  text += " 0.0 0.0 ellipse";
  append_pair(text, detail::pajek_id_key, row.id);
  if (label != row.name) append_pair(text, "label", row.name);
  detail::each_attribute(
      row, detail::entity_columns, {"id", "name"},
      [&](const std::string& key, std::string_view value) { append_pair(text, key, value); },
      &detail::is_taken_in_pajek);
  text += '\n';
}

/// The years in which it may have held; nothing if neither end is known. Time begins with 1.
void append_years(std::string& text, const Spell& spell) {
  const auto year = [](Day day) { return shown_day(day).empty() ? 0 : year_of(day); };
  const int start = year(spell.start.first);
  const int end = year(spell.end.last);
  const bool has_start = start >= 1 && start <= last_year;
  const bool has_end = end >= 1 && end <= last_year;
  if ((!has_start && !has_end) || spell.end.last < spell.start.first) return;
  text += " [" + std::to_string(has_start ? start : 1) + "-" + (has_end ? std::to_string(end) : "*") + "]";
}

void append_arc(std::string& text, std::size_t from, std::size_t to, const RelationRow& row, const Spell& spell) {
  text += std::to_string(from) + " " + std::to_string(to) + " ";
  text += row.weight.empty() ? std::string_view("1") : row.weight;
  if (!row.role.empty()) append_pair(text, "l", row.role);
  detail::each_attribute(
      row, detail::relation_columns, {"from", "to", "role", "weight"},
      [&](const std::string& key, std::string_view value) { append_pair(text, key, value); },
      &detail::is_taken_in_pajek);
  append_years(text, spell);
  text += '\n';
}

}  // namespace

void write_pajek(Exported& exported, std::ostream& out) {
  const Records& records = exported.records();
  const std::vector<std::string> labels = labels_of(exported);
  std::vector<std::size_t> number_of(records.entity_count());
  const std::string name = records.dataset().name.empty() ? "renmai" : detail::encode_pajek(records.dataset().name);
  std::string text = "*Network " + name + "\n% ";
  text += detail::pajek_mark;
  append_pair(text, "schema", schema_toml(records.schema()));
  append_pair(text, "dataset", dataset_toml(records.dataset(), {}));
  text += "\n*Vertices " + std::to_string(labels.size()) + "\n";
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Entity e = exported.entities()[i];
    number_of[e] = i + 1;
    append_vertex(text, i + 1, labels[i], exported.entity(e));
    pass_if_long(text, out);
  }
  text += "*Arcs\n";
  for (const Relation r : exported.relations()) {
    const std::size_t from = number_of[records.relations().from[r]];
    append_arc(text, from, number_of[records.relations().to[r]], exported.relation(r), records.spell(r));
    pass_if_long(text, out);
  }
  out << text;
}

}  // namespace renmai
