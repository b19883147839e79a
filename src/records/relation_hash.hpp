// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "records/records.hpp"
#include "records/row_hash.hpp"

namespace renmai {

/// Hashes of the texts that many relations share, each made once.
struct Records::SharedHashes {
  explicit SharedHashes(const Records& records) : entities(records.entity_count()), dates(records.dates_.size()) {
    parallel_for(entities.size(),
                 [&](std::size_t e) { entities[e] = hash_bytes(records.parts_.texts[records.parts_.entities.id[e]]); });
    for (DateId d = 0; d < dates.size(); ++d) dates[d] = hash_bytes(records.date_text(d));
    for (const RelationKind& kind : records.parts_.schema.relation_kinds()) kinds.push_back(hash_bytes(kind.name));
    for (std::size_t s = 0; s < status_count; ++s) statuses.push_back(hash_bytes(to_word(static_cast<Status>(s))));
  }
  [[nodiscard]] std::uint64_t entity(Entity e) const { return entities[e]; }
  [[nodiscard]] std::uint64_t date(DateId d) const { return dates[d]; }
  [[nodiscard]] std::uint64_t kind(std::uint8_t k) const { return kinds[k]; }
  [[nodiscard]] std::uint64_t status(std::uint8_t s) const { return statuses[s]; }

  Array<std::uint64_t> entities;
  std::vector<std::uint64_t> dates;
  std::vector<std::uint64_t> kinds;
  std::vector<std::uint64_t> statuses;
};

/// The same, made anew each time: for single relations.
struct Records::SingleHashes {
  const Records& records;
  [[nodiscard]] std::uint64_t entity(Entity e) const { return hash_bytes(records.entity_id(e)); }
  [[nodiscard]] std::uint64_t date(DateId d) const { return hash_bytes(records.date_text(d)); }
  [[nodiscard]] std::uint64_t kind(std::uint8_t k) const {
    return hash_bytes(records.parts_.schema.relation_kinds()[k].name);
  }
  [[nodiscard]] static std::uint64_t status(std::uint8_t s) { return hash_bytes(to_word(static_cast<Status>(s))); }
};

template <class Hashes>
std::uint64_t Records::relation_hash(Relation r, const Hashes& hashes) const {
  namespace place = relation_place;
  const RelationColumns& c = parts_.relations;
  std::uint64_t hash = 0;
  const auto add = [&](std::uint64_t at, const Field<TextId>& field) {
    if (!field.empty()) hash = with_text(hash, at, parts_.texts[field[r]]);
  };
  const auto add_entity = [&](std::uint64_t at, Entity e) {
    if (e != no_entity) hash = with_field(hash, at, hashes.entity(e));
  };
  const auto add_date = [&](std::uint64_t at, DateId id) {
    if (id != 0) hash = with_field(hash, at, hashes.date(id));
  };
  add(place::id, c.id);
  add_entity(place::from, c.from[r]);
  hash = with_field(hash, place::kind, hashes.kind(c.kind[r]));
  add_entity(place::to, c.to[r]);
  add(place::role, c.role);
  add_date(place::start, c.start[r]);
  add_date(place::end, c.end[r]);
  if (!c.attested.empty()) hash = with_text(hash, place::attested, attested_text(r));
  add(place::after, c.after);
  add_entity(place::place, c.place[r]);
  add_entity(place::from_place, c.from_place[r]);
  hash = with_field(hash, place::status, hashes.status(c.status[r]));
  if (confidence(r) != 1.0) hash = with_text(hash, place::confidence, format_number(confidence(r)));
  if (c.weight[r] != 1.0) hash = with_text(hash, place::weight, format_number(c.weight[r]));
  if (!c.source.empty()) hash = with_text(hash, place::source, source_id(r));
  add(place::locator, c.locator);
  std::uint64_t properties = 0;
  for (const Property& property : c.properties)
    properties += property_hash(property.name, parts_.texts[property.values[r]]);
  return properties == 0 ? hash : with_field(hash, place::properties, properties);
}

}  // namespace renmai
