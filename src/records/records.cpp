// SPDX-License-Identifier: Apache-2.0
#include "records/records.hpp"

#include <tsl/robin_set.h>

#include <algorithm>
#include <array>

#include "base/hash.hpp"
#include "base/text.hpp"
#include "records/relation_hash.hpp"
#include "records/soundness.hpp"

namespace renmai {
namespace {

constexpr std::array<std::string_view, 3> severity_words{"note", "warning", "error"};

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

std::string_view to_word(Finding::Severity severity) { return severity_words.at(static_cast<std::size_t>(severity)); }

Items<Entity> placed_entities(const EntityColumns& columns) {
  Items<Entity> placed;
  const std::size_t stated = std::max(columns.part_of.stored().size(), columns.place.stored().size());
  for (Entity e = 0; e < stated; ++e) {
    if (columns.part_of[e] != no_entity || columns.place[e] != no_entity) placed.push_back(e);
  }
  return placed;
}

std::optional<Entity> Records::find_entity(std::string_view id) const {
  const Items<TextId>& ids = parts_.entities.id;
  const TextId* const found = std::lower_bound(
      ids.begin(), ids.end(), id, [&](TextId text, std::string_view wanted) { return parts_.texts[text] < wanted; });
  if (found == ids.end() || parts_.texts[*found] != id) return std::nullopt;
  return static_cast<Entity>(found - ids.begin());
}

std::optional<Relation> Records::find_relation(std::string_view id) const {
  const auto& ids = parts_.relations.id;
  if (!ids.empty() && !id.empty()) {
    for (Relation r = 0; r < relation_count(); ++r) {
      if (parts_.texts[ids[r]] == id) return r;
    }
  }
  if (id.size() < 16) return std::nullopt;
  const std::string_view digits = id.substr(0, 16);
  for (Relation r = 0; r < relation_count(); ++r) {
    if (ids[r] == 0 && hex16(relation_hash(r)) == digits && relation_id(r) == id) return r;
  }
  return std::nullopt;
}

std::string_view Records::entity_name(Entity e) const {
  const std::string_view name = stated_name(e);
  return name.empty() ? entity_id(e) : name;
}

std::string_view Records::entity_property(Entity e, std::string_view name) const {
  return property_of(parts_.texts, parts_.entities.properties, e, name);
}

std::string_view Records::relation_property(Relation r, std::string_view name) const {
  return property_of(parts_.texts, parts_.relations.properties, r, name);
}

std::string Records::relation_id(Relation r) const {
  if (const TextId id = parts_.relations.id[r]; id != 0) return std::string(parts_.texts[id]);
  std::string id = hex16(relation_hash(r));
  const auto& repeats = parts_.repeats;
  const auto repeat = std::lower_bound(repeats.begin(), repeats.end(), std::pair<Relation, std::uint32_t>(r, 0));
  if (repeat != repeats.end() && repeat->first == r) id += "-" + std::to_string(repeat->second);
  return id;
}

std::string_view Records::attested_text(Relation r) const {
  return parts_.texts[parts_.attested_texts[parts_.relations.attested[r]]];
}

std::string_view Records::source_id(Relation r) const {
  const SourceId source = parts_.relations.source[r];
  return source == no_source ? std::string_view() : parts_.texts[parts_.sources[source].id];
}

std::optional<Day> Records::known_on(Relation r) const {
  const SourceId source = parts_.relations.source[r];
  return source == no_source ? std::nullopt : source_known_[source];
}

std::optional<Day> Records::surely_known_on(Relation r) const {
  const SourceId source = parts_.relations.source[r];
  return source == no_source ? std::nullopt : source_surely_known_[source];
}

std::string Records::relation_place(Relation r) const {
  return file_line(parts_.files, parts_.relation_files[r], parts_.relation_lines[r]);
}

std::vector<Relation> Records::relations_of(Entity e) const {
  std::vector<Relation> relations;
  const RelationColumns& c = parts_.relations;
  const auto offsets = parts_.entity_row_offsets.span();
  if (offsets.empty()) {
    for (Relation r = 0; r < relation_count(); ++r) {
      if (c.from[r] == e || c.to[r] == e) relations.push_back(r);
    }
    return relations;
  }
  const auto rows = parts_.entity_rows.span();
  const std::uint64_t begin = offsets[e];
  const std::uint64_t end = offsets[e + std::size_t{1}];
  if (begin > end || end > rows.size()) refuse_unsound("its index of relations leads outside");
  for (const Relation r : rows.subspan(begin, end - begin)) {
    require_sound_relation(*this, r);
    relations.push_back(r);
  }
  return relations;
}

std::string Records::entity_place(Entity e) const {
  return file_line(parts_.files, parts_.entity_files[e], parts_.entity_lines[e]);
}

Spell Records::written_spell(Relation r) const {
  SpellSource source;
  source.start = dates_[parts_.relations.start[r]];
  source.end = dates_[parts_.relations.end[r]];
  source.attested = attested(r);
  if (const SourceId id = parts_.relations.source[r]; id != no_source) source.written_on = source_published_[id];
  source.as_of = parts_.as_of;
  return make_spell(source);
}

Spell Records::spell(Relation r) const {
  if (const auto found = ordered_spells_.find(r); found != ordered_spells_.end()) return found->second;
  return written_spell(r);
}

std::span<const std::pair<Relation, Relation>> Records::after(Relation r) const {
  if (parts_.after.empty()) return {};
  const auto first = std::lower_bound(parts_.after.begin(), parts_.after.end(), std::pair<Relation, Relation>(r, 0));
  return {first, std::find_if(first, parts_.after.end(), [&](const auto& edge) { return edge.first != r; })};
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
