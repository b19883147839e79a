// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/text.hpp"
#include "records/records.hpp"
#include "records/row_hash.hpp"

namespace renmai {

template <class EntityHash, class DateHash>
std::uint64_t Records::relation_hash(Relation r, const EntityHash& entity_hash, const DateHash& date_hash) const {
  namespace place = relation_place;
  const RelationColumns& c = relations_;
  std::uint64_t hash = 0;
  const auto add = [&](std::uint64_t at, std::string_view text) { hash = with_text(hash, at, text); };
  const auto add_entity = [&](std::uint64_t at, Entity e) {
    if (e != no_entity) hash = with_field(hash, at, entity_hash(e));
  };
  const auto add_date = [&](std::uint64_t at, DateId id) {
    if (id != 0) hash = with_field(hash, at, date_hash(id));
  };
  add(place::id, texts_[c.id[r]]);
  add_entity(place::from, c.from[r]);
  add(place::kind, relation_kind(r).name);
  add_entity(place::to, c.to[r]);
  add(place::role, texts_[c.role[r]]);
  add_date(place::start, c.start[r]);
  add_date(place::end, c.end[r]);
  add(place::attested, attested_text(r));
  add(place::after, texts_[c.after[r]]);
  add_entity(place::place, c.place[r]);
  add_entity(place::from_place, c.from_place[r]);
  add(place::status, to_word(status(r)));
  if (confidence(r) != 1.0) add(place::confidence, format_number(confidence(r)));
  if (c.weight[r] != 1.0) add(place::weight, format_number(c.weight[r]));
  add(place::source, source_id(r));
  add(place::locator, texts_[c.locator[r]]);
  std::uint64_t properties = 0;
  for (const Property& property : c.properties) properties += property_hash(property.name, texts_[property.values[r]]);
  return properties == 0 ? hash : with_field(hash, place::properties, properties);
}

}  // namespace renmai
