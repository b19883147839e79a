// SPDX-License-Identifier: Apache-2.0
#include "records/records.hpp"

#include <tsl/robin_set.h>

#include <algorithm>
#include <array>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "records/relation_hash.hpp"

namespace renmai {
namespace {

std::string_view property_of(const Texts& texts, std::span<const Property> properties, std::size_t row,
                             std::string_view name) {
  for (const Property& property : properties) {
    if (property.name == name) return texts[property.values[row]];
  }
  return {};
}

std::string file_line(const std::vector<std::string>& files, std::uint8_t file, std::uint32_t line) {
  if (line == 0 || file >= files.size()) return {};
  return files[file] + ":" + std::to_string(line);
}

}  // namespace

std::optional<Entity> Records::find_entity(std::string_view id) const {
  const auto text = texts_.find(id);
  if (!text) return std::nullopt;
  const Entity found = entity_of_text_[*text];
  return found == no_entity ? std::nullopt : std::optional(found);
}

std::optional<Relation> Records::find_relation(std::string_view id) const {
  if (const auto text = texts_.find(id); text && *text != 0) {
    for (Relation r = 0; r < relation_count(); ++r) {
      if (relations_.id[r] == *text) return r;
    }
  }
  if (id.size() < 16) return std::nullopt;
  const std::string_view digits = id.substr(0, 16);
  for (Relation r = 0; r < relation_count(); ++r) {
    if (relations_.id[r] == 0 && hex16(relation_hash(r)) == digits && relation_id(r) == id) return r;
  }
  return std::nullopt;
}

std::string_view Records::entity_name(Entity e) const {
  const std::string_view name = stated_name(e);
  return name.empty() ? entity_id(e) : name;
}

std::string_view Records::entity_property(Entity e, std::string_view name) const {
  return property_of(texts_, entities_.properties, e, name);
}

std::string_view Records::relation_property(Relation r, std::string_view name) const {
  return property_of(texts_, relations_.properties, r, name);
}

std::string Records::relation_id(Relation r) const {
  if (const TextId id = relations_.id[r]; id != 0) return std::string(texts_[id]);
  std::string id = hex16(relation_hash(r));
  if (const auto repeat = repeats_.find(r); repeat != repeats_.end()) id += "-" + std::to_string(repeat->second);
  return id;
}

std::string_view Records::attested_text(Relation r) const { return texts_[attested_[relations_.attested[r]].text]; }

std::string_view Records::source_id(Relation r) const {
  const SourceId source = relations_.source[r];
  return source == no_source ? std::string_view() : texts_[sources_[source].id];
}

std::optional<Day> Records::known_on(Relation r) const {
  const SourceId source = relations_.source[r];
  return source == no_source ? std::nullopt : source_known_[source];
}

std::optional<Day> Records::surely_known_on(Relation r) const {
  const SourceId source = relations_.source[r];
  return source == no_source ? std::nullopt : source_surely_known_[source];
}

std::string Records::relation_place(Relation r) const {
  return file_line(files_, relation_files_[r], relation_lines_[r]);
}

std::string Records::entity_place(Entity e) const { return file_line(files_, entity_files_[e], entity_lines_[e]); }

Spell Records::written_spell(Relation r) const {
  SpellSource source;
  source.start = dates_[relations_.start[r]];
  source.end = dates_[relations_.end[r]];
  source.attested = attested(r);
  if (const SourceId id = relations_.source[r]; id != no_source) source.written_on = source_published_[id];
  source.as_of = as_of_;
  return make_spell(source);
}

Spell Records::spell(Relation r) const {
  if (const auto found = ordered_spells_.find(r); found != ordered_spells_.end()) return found->second;
  return written_spell(r);
}

std::span<const std::pair<Relation, Relation>> Records::after(Relation r) const {
  if (after_.empty()) return {};
  const auto first = std::lower_bound(after_.begin(), after_.end(), std::pair<Relation, Relation>(r, 0));
  return {first, std::find_if(first, after_.end(), [&](const auto& edge) { return edge.first != r; })};
}

bool Records::follows(Relation later, Relation earlier) const {
  if (!ordered_spells_.contains(later) || !ordered_spells_.contains(earlier)) return false;
  std::vector<Relation> waiting{later};
  tsl::robin_set<Relation> seen;
  while (!waiting.empty()) {
    const Relation next = waiting.back();
    waiting.pop_back();
    for (const auto& edge : after(next)) {
      if (edge.second == earlier) return true;
      if (seen.insert(edge.second).second) waiting.push_back(edge.second);
    }
  }
  return false;
}

std::uint64_t Records::relation_hash(Relation r) const { return relation_hash(r, SingleHashes{*this}); }

}  // namespace renmai
