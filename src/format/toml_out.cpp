// SPDX-License-Identifier: Apache-2.0
// dataset.toml and schema.toml as text. A JSON string as json_quote writes it is a TOML basic string.
#include <algorithm>

#include "format/exported.hpp"
#include "table/write.hpp"

namespace renmai {
namespace {

void append_line(std::string& toml, std::string_view key, std::string_view value) {
  if (value.empty()) return;
  toml += key;
  toml += " = " + json_quote(value) + "\n";
}

/// A key as it is where TOML allows that, else in quotes.
std::string toml_key(std::string_view name) {
  const bool bare = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  return bare ? std::string(name) : json_quote(name);
}

std::string trait_list(std::uint16_t traits) {
  std::string list;
  for (const TraitName& trait : trait_names()) {
    if ((traits & trait.trait) == 0) continue;
    list += (list.empty() ? "" : ", ") + json_quote(trait.name);
  }
  return "[" + list + "]";
}

template <class Kind>
std::vector<Kind> sorted_by_name(std::span<const Kind> kinds) {
  std::vector<Kind> sorted(kinds.begin(), kinds.end());
  std::sort(sorted.begin(), sorted.end(), [](const Kind& a, const Kind& b) { return a.name < b.name; });
  return sorted;
}

void append_relation_kind(std::string& toml, const RelationKind& kind, const Schema& built_in) {
  const auto known = built_in.find_relation_kind(kind.name);
  const RelationKind usual = known ? built_in.relation_kinds()[*known] : RelationKind{};
  const bool same = usual.traits == kind.traits && usual.primacy == kind.primacy && usual.summary == kind.summary;
  if (known && same) return;
  toml += std::string(toml.empty() ? "" : "\n") + "[relation." + toml_key(kind.name) +
          "]\ntraits = " + trait_list(kind.traits) + "\n";
  if (kind.primacy != usual.primacy) toml += "primacy = " + std::to_string(kind.primacy) + "\n";
  if (kind.summary != usual.summary) toml += "summary = " + json_quote(kind.summary) + "\n";
}

void append_entity_kind(std::string& toml, const EntityKind& kind, const Schema& built_in) {
  const auto known = built_in.find_entity_kind(kind.name);
  const EntityKind usual = known ? built_in.entity_kinds()[*known] : EntityKind{};
  if (known && usual.role == kind.role && usual.summary == kind.summary) return;
  toml += std::string(toml.empty() ? "" : "\n") + "[entity." + toml_key(kind.name) +
          "]\nrole = " + json_quote(to_word(kind.role)) + "\n";
  if (kind.summary != usual.summary) toml += "summary = " + json_quote(kind.summary) + "\n";
}

}  // namespace

std::string dataset_toml(const DatasetFacts& facts, std::string_view regions_file) {
  std::string toml;
  append_line(toml, "name", facts.name);
  append_line(toml, "title", facts.title);
  append_line(toml, "description", facts.description);
  if (facts.as_of) append_line(toml, "as_of", format_day(*facts.as_of));
  append_line(toml, "license", facts.license);
  append_line(toml, "regions", regions_file);
  return toml.empty() ? toml : "format = 1\n" + toml;
}

std::string schema_toml(const Schema& schema) {
  const Schema built_in;
  std::string toml;
  for (const RelationKind& kind : sorted_by_name(schema.relation_kinds())) append_relation_kind(toml, kind, built_in);
  for (const EntityKind& kind : sorted_by_name(schema.entity_kinds())) append_entity_kind(toml, kind, built_in);
  if (schema.status_words().empty()) return toml;
  toml += toml.empty() ? "[status]\n" : "\n[status]\n";
  for (const auto& [word, status] : schema.status_words()) {
    toml += toml_key(word) + " = " + json_quote(to_word(status)) + "\n";
  }
  return toml;
}

}  // namespace renmai
