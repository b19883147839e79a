// SPDX-License-Identifier: Apache-2.0
#include "records/soundness.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/parallel.hpp"
#include "base/sort.hpp"
#include "base/text.hpp"
#include "records/circles.hpp"
#include "records/name_index.hpp"
#include "records/relation_hash.hpp"
#include "records/relation_index.hpp"
#include "records/stored_columns.hpp"

namespace renmai {
namespace {

/// Whether single items can be what their column holds.
class Limits {
 public:
  explicit Limits(const RecordsParts& parts) {
    const auto set = [&](Holds holds, std::size_t count) { most_[static_cast<std::size_t>(holds)] = count; };
    set(Holds::text, parts.texts.size());
    set(Holds::date, parts.date_texts.size());
    set(Holds::attested, parts.attested_texts.size());
    set(Holds::entity, parts.entities.id.size());
    set(Holds::entity_or_none, parts.entities.id.size());
    set(Holds::source_or_none, parts.sources.size());
    set(Holds::entity_kind, parts.schema.entity_kinds().size());
    set(Holds::relation_kind, parts.schema.relation_kinds().size());
    set(Holds::level, static_cast<std::size_t>(PlaceLevel::supranational) + 1);
    set(Holds::flags, std::size_t{2} * flag_redacted);
    set(Holds::status, status_count);
  }

  template <class T>
  [[nodiscard]] bool allow(Holds holds, T item) const {
    if constexpr (std::is_floating_point_v<T>) {
      return holds == Holds::confidence ? item >= 0 && item <= 1 : !std::isnan(item);
    } else {
      if (holds == Holds::anything) return true;
      const bool may_be_none = holds == Holds::entity_or_none || holds == Holds::source_or_none;
      return item < most_[static_cast<std::size_t>(holds)] || (may_be_none && item == no_entity);
    }
  }

 private:
  static_assert(no_entity == no_source);
  std::array<std::size_t, holds_count> most_{};
};

void require_item(bool sound, std::string_view column, std::size_t row) {
  if (!sound) refuse_unsound(std::string(column) + "[" + std::to_string(row) + "] leads outside");
}

/// The item of a column in one row.
void require_in_row(const Records& records, const Limits& limits, RowsOf wanted, std::size_t row) {
  visit_stored_columns(records.parts(), [&](RowsOf rows, std::string_view name, Holds holds, const auto& column) {
    if (rows == wanted) require_item(limits.allow(holds, column[row]), name, row);
  });
}

/// A name that ends an id begins inside it.
bool name_fits(const Records& records, Entity e) {
  return records.entities().name_begin[e] <= records.entity_id(e).size();
}

void require_name(const Records& records, Entity e) {
  if (!name_fits(records, e)) refuse_unsound("entity_name_begin[" + std::to_string(e) + "] lies outside its id");
}

/// Whether all of [0, count) hold; asked in parallel.
template <class Holding>
bool all_of(std::size_t count, const Holding& holds) {
  return parallel_sum(count, [&](std::size_t i) { return holds(i) ? 0.0 : 1.0; }) == 0;
}

template <class Container>
bool equal(const Container& a, const Container& b) {
  return a.size() == b.size() && all_of(a.size(), [&](std::size_t i) { return a[i] == b[i]; });
}

std::vector<std::uint64_t> sorted_hashes(const Texts& texts) {
  std::vector<std::uint64_t> hashes(texts.size());
  parallel_for(hashes.size(), [&](std::size_t i) { hashes[i] = hash_bytes(texts[static_cast<TextId>(i)]); });
  radix_sort(hashes, 64, [](std::uint64_t hash) { return hash; });
  return hashes;
}

void require_entity(const Records& records, const Limits& limits, Entity e) {
  if (e >= records.entity_count()) refuse_unsound("it names entity " + std::to_string(e) + ", which it does not hold");
  require_in_row(records, limits, RowsOf::entities, e);
  require_name(records, e);
}

void require_relation(const Records& records, const Limits& limits, Relation r) {
  if (r >= records.relation_count())
    refuse_unsound("it names relation " + std::to_string(r) + ", which it does not hold");
  require_in_row(records, limits, RowsOf::relations, r);
  const RelationColumns& c = records.relations();
  for (const Entity e : {c.from[r], c.to[r], c.place[r], c.from_place[r]}) {
    if (e != no_entity) require_entity(records, limits, e);
  }
}

}  // namespace

void refuse_unsound(const std::string& what) {
  throw Error(ErrorKind::input, "the snapshot is damaged: " + what, {}, "make it anew with `renmai import`");
}

void require_sound_entity(const Records& records, Entity e) {
  if (records.parts().memory == nullptr) return;
  require_entity(records, Limits(records.parts()), e);
}

void require_sound_relation(const Records& records, Relation r) {
  if (records.parts().memory == nullptr) return;
  require_relation(records, Limits(records.parts()), r);
}

void require_sound_references(const Records& records) {
  const RecordsParts& parts = records.parts();
  const Limits limits(parts);
  const auto require_text = [&](TextId text, const std::string& column, std::size_t row) {
    require_item(limits.allow(Holds::text, text), column, row);
  };
  const auto require_texts = [&](std::span<const TextId> texts, const std::string& column) {
    for (std::size_t i = 0; i < texts.size(); ++i) require_text(texts[i], column, i);
    if (texts.empty() || texts.front() != 0) refuse_unsound(column + " does not begin with the empty text");
  };
  if (parts.texts.size() == 0 || !parts.texts[0].empty()) refuse_unsound("the first text is not the empty one");
  require_texts(parts.date_texts.span(), "date_text");
  require_texts(parts.attested_texts.span(), "attested_text");
  for (std::size_t i = 0; i < parts.sources.size(); ++i) {
    const Source& s = parts.sources[i];
    for (const TextId text : {s.id, s.title, s.author, s.published, s.retrieved, s.language, s.kind, s.note})
      require_text(text, "source", i);
  }
  for (std::size_t i = 0; i < parts.claims.size(); ++i) {
    const Claim& k = parts.claims[i];
    for (const TextId text : {k.id, k.metric, k.subject, k.comparator, k.value, k.unit, k.population, k.time, k.source,
                              k.locator, k.kind, k.note})
      require_text(text, "claim", i);
  }
  for (const Relation r : parts.structural.span()) require_relation(records, limits, r);
  for (const auto& [later, earlier] : parts.after) {
    require_relation(records, limits, later);
    require_relation(records, limits, earlier);
  }
  const EntityColumns& c = records.entities();
  for (const Entity e : parts.placed) {
    require_entity(records, limits, e);
    for (const Entity whole : {c.part_of[e], c.place[e]}) {
      if (whole != no_entity) require_entity(records, limits, whole);
    }
  }
}

void require_sound(const Records& records) {
  const RecordsParts& parts = records.parts();
  if (parts.memory == nullptr) return;
  const Limits limits(parts);
  parallel_for(parts.texts.size(), [&](std::size_t i) { static_cast<void>(parts.texts[static_cast<TextId>(i)]); });
  visit_stored_columns(parts, [&](RowsOf, std::string_view name, Holds holds, const auto& column) {
    if (holds == Holds::anything) return;
    const auto items = stored_items(column);
    if (all_of(items.size(), [&](std::size_t row) { return limits.allow(holds, items[row]); })) return;
    for (std::size_t row = 0; row < items.size(); ++row) require_item(limits.allow(holds, items[row]), name, row);
  });
  if (!all_of(records.entity_count(), [&](std::size_t e) { return name_fits(records, static_cast<Entity>(e)); })) {
    for (Entity e = 0; e < records.entity_count(); ++e) require_name(records, e);
  }
}

/// The checks of require_canonical that look into what only Records knows.
class Soundness {
 public:
  explicit Soundness(const Records& records) : records_(records), parts_(records.parts_) {}

  void require() const {
    require_order();
    require_relations();
    require_after();
    require_indexes();
    if (records_.told_as_of() != parts_.as_of) refuse_unsound("its as-of date is not what its rows say");
  }

 private:
  [[nodiscard]] std::string_view text(TextId id) const { return parts_.texts[id]; }

  void require_order() const {
    const auto ids = parts_.entities.id.span();
    if (!all_of(ids.size(), [&](std::size_t e) { return e == 0 || text(ids[e - 1]) < text(ids[e]); }))
      refuse_unsound("entities are not in the order of their ids");
    const auto in_order = [&](const auto& rows) {
      return std::is_sorted(rows.begin(), rows.end(),
                            [&](const auto& a, const auto& b) { return text(a.id) < text(b.id); });
    };
    if (!in_order(parts_.sources) || !in_order(parts_.claims)) refuse_unsound("sources or claims are not in order");
    const auto hashes = sorted_hashes(parts_.texts);
    if (std::adjacent_find(hashes.begin(), hashes.end()) != hashes.end()) refuse_unsound("a text is kept twice");
  }

  /// Order, repeats and content hash: all are told by the hashes of the rows.
  void require_relations() const {
    const RelationColumns& c = parts_.relations;
    const Relation count = records_.relation_count();
    const Records::SharedHashes shared(records_);
    Array<std::uint64_t> hashes(count);
    parallel_for(count, [&](std::size_t r) { hashes[r] = records_.relation_hash(static_cast<Relation>(r), shared); });
    const bool named = !c.id.empty() && all_of(count, [&](std::size_t r) { return c.id[r] != 0; });
    const auto in_order = [&](std::size_t r) {
      if (r == 0) return true;
      if (named) return text(c.id[r - 1]) < text(c.id[r]);
      return c.from[r - 1] != c.from[r] ? c.from[r - 1] < c.from[r] : hashes[r - 1] <= hashes[r];
    };
    if (!all_of(count, in_order)) refuse_unsound("relations are not in canonical order");
    auto repeat = parts_.repeats.begin();
    std::uint32_t k = 1;
    ContentHash content;
    for (Relation r = 0; r < count; ++r) {
      content.add(hashes[r]);
      k = r > 0 && hashes[r] == hashes[r - 1] && c.from[r] == c.from[r - 1] && c.id[r] == 0 ? k + 1 : 1;
      if (k == 1) continue;
      if (repeat == parts_.repeats.end() || *repeat != std::pair(r, k)) refuse_unsound("a relation is kept twice");
      ++repeat;
    }
    if (repeat != parts_.repeats.end()) refuse_unsound("it tells of repeated relations that are none");
    content.add(records_.hash_of_other_rows());
    if (content.value(records_.entity_count(), count) != parts_.content_hash)
      refuse_unsound("its content hash is not that of its rows");
  }

  void require_after() const {
    const RelationColumns& c = parts_.relations;
    std::vector<std::pair<Relation, Relation>> pairs;
    if (!c.after.empty()) {
      std::unordered_map<std::string_view, Relation> by_id;
      for (Relation r = 0; r < records_.relation_count(); ++r) by_id.emplace(text(c.id[r]), r);
      for (Relation r = 0; r < records_.relation_count(); ++r) {
        for (const std::string_view id : split_list(text(c.after[r]), ';')) {
          const auto earlier = by_id.find(id);
          if (earlier == by_id.end()) refuse_unsound("a relation follows one that it does not hold");
          pairs.emplace_back(r, earlier->second);
        }
      }
      std::sort(pairs.begin(), pairs.end());
      pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
      erase_circles(find_circles(records_.relation_count(), pairs), pairs);
    }
    if (pairs != parts_.after) refuse_unsound("the order of its relations is not what 'after' says");
  }

  void require_indexes() const {
    std::vector<Relation> structural;
    for (Relation r = 0; r < records_.relation_count(); ++r) {
      if (is_structural(records_.relation_kind(r))) structural.push_back(r);
    }
    if (!std::ranges::equal(structural, parts_.structural.span()))
      refuse_unsound("its list of structural relations is not that of its rows");
    for (const Relation r : structural) {
      const IdentityRole role = records_.relation_kind(r).identity;
      if (role != IdentityRole::same && role != IdentityRole::renamed) continue;
      const RelationColumns& c = parts_.relations;
      if (records_.has_flag(c.from[r], flag_redacted) != records_.has_flag(c.to[r], flag_redacted))
        refuse_unsound("an entity is redacted and one that is the same is not");
    }
    const auto placed = placed_entities(parts_.entities);
    if (!std::ranges::equal(placed.span(), parts_.placed.span()))
      refuse_unsound("its list of entities that lie in something is not that of its rows");
    const NameIndex names = make_name_index(records_);
    if (!equal(names.hashes.span(), parts_.name_hashes.span()) ||
        !equal(names.entities.span(), parts_.name_entities.span()))
      refuse_unsound("its index of names is not that of its entities");
    const RelationIndex rows = make_relation_index(records_);
    if (!equal(rows.offsets.span(), parts_.entity_row_offsets.span()) ||
        !equal(rows.relations.span(), parts_.entity_rows.span()))
      refuse_unsound("its index of relations is not that of its rows");
  }

  const Records& records_;
  const RecordsParts& parts_;
};

void require_canonical(const Records& records) { Soundness(records).require(); }

}  // namespace renmai
