// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tsl/robin_map.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "records/parts.hpp"
#include "records/row_hash.hpp"

namespace renmai {

/// A part of containment: `part` lies in `whole`, said by a relation or by a column of the entity.
struct Containment {
  Entity part = no_entity;
  Entity whole = no_entity;
  bool place_line = false;  ///< the whole is a place; else an organisation holds a unit
  double confidence = 1;
  Spell spell;
};

/// Everything read from one dataset: immutable once built by RecordsBuilder, or made of the parts that a snapshot kept.
class Records {
 public:
  Records() = default;
  /// Of parts whose columns all have one item for each row. Throws Error{input} if they do not fit together, as far as
  /// that is looked at here (records/soundness.hpp looks at all). Cost: O(dates + sources + structural relations +
  /// entities that lie in something).
  explicit Records(RecordsParts parts);
  [[nodiscard]] const RecordsParts& parts() const { return parts_; }

  [[nodiscard]] const Schema& schema() const { return parts_.schema; }
  [[nodiscard]] const DatasetFacts& dataset() const { return parts_.dataset; }
  [[nodiscard]] Entity entity_count() const { return static_cast<Entity>(parts_.entities.id.size()); }
  [[nodiscard]] Relation relation_count() const { return static_cast<Relation>(parts_.relations.from.size()); }
  [[nodiscard]] const EntityColumns& entities() const { return parts_.entities; }
  [[nodiscard]] const RelationColumns& relations() const { return parts_.relations; }
  [[nodiscard]] std::span<const Source> sources() const { return parts_.sources; }
  [[nodiscard]] std::span<const Claim> claims() const { return parts_.claims; }
  [[nodiscard]] std::string_view text(TextId id) const { return parts_.texts[id]; }

  [[nodiscard]] std::optional<Entity> find_entity(std::string_view id) const;
  [[nodiscard]] std::optional<Relation> find_relation(std::string_view id) const;
  [[nodiscard]] std::string_view entity_id(Entity e) const { return parts_.texts[parts_.entities.id[e]]; }
  /// The name it was given, empty if none or the id itself.
  [[nodiscard]] std::string_view stated_name(Entity e) const {
    const std::uint8_t begin = parts_.entities.name_begin[e];
    return begin == 0 ? parts_.texts[parts_.entities.name[e]] : parts_.texts[parts_.entities.id[e]].substr(begin);
  }
  /// Display name: the name, or the id where there is none.
  [[nodiscard]] std::string_view entity_name(Entity e) const;
  [[nodiscard]] const EntityKind& entity_kind(Entity e) const {
    return parts_.schema.entity_kinds()[parts_.entities.kind[e]];
  }
  [[nodiscard]] EntityRole role(Entity e) const { return entity_kind(e).role; }
  [[nodiscard]] bool has_flag(Entity e, Flag flag) const { return (parts_.entities.flags[e] & flag) != 0; }
  /// The value of a property of an entity or relation; empty if it has none.
  [[nodiscard]] std::string_view entity_property(Entity e, std::string_view name) const;
  [[nodiscard]] std::string_view relation_property(Relation r, std::string_view name) const;

  /// The id as given, else sixteen hexadecimal digits of the hash of the row's fields, and -2, -3 ... for equal rows.
  [[nodiscard]] std::string relation_id(Relation r) const;
  [[nodiscard]] const RelationKind& relation_kind(Relation r) const {
    return parts_.schema.relation_kinds()[parts_.relations.kind[r]];
  }
  [[nodiscard]] Status status(Relation r) const { return static_cast<Status>(parts_.relations.status[r]); }
  [[nodiscard]] double confidence(Relation r) const { return parts_.relations.confidence[r]; }
  [[nodiscard]] const Date& date(DateId id) const { return dates_[id]; }
  [[nodiscard]] std::string_view date_text(DateId id) const { return parts_.texts[parts_.date_texts[id]]; }
  [[nodiscard]] std::span<const Date> attested(Relation r) const { return attested_[parts_.relations.attested[r]]; }
  [[nodiscard]] std::string_view attested_text(Relation r) const;
  /// A number for the pair of its dates, if its spell depends on nothing else; relations of the same number held for
  /// the same time.
  [[nodiscard]] std::optional<std::uint64_t> plain_dates(Relation r) const {
    if (!ordered_spells_.empty() || parts_.relations.attested[r] != 0 || parts_.relations.source[r] != no_source)
      return std::nullopt;
    return (std::uint64_t{parts_.relations.start[r]} << 32U) | parts_.relations.end[r];
  }
  /// When the relation held, by its own dates and those it must follow (`after`).
  [[nodiscard]] Spell spell(Relation r) const;
  /// The relations that ended before this one began, as stated (not the transitive closure), but for circles: pairs
  /// (r, earlier), ascending.
  [[nodiscard]] std::span<const std::pair<Relation, Relation>> after(Relation r) const;
  /// Whether any relation is stated to follow another.
  [[nodiscard]] bool has_order() const { return !parts_.after.empty(); }
  /// Whether `later` is stated to follow `earlier`, directly or through others.
  [[nodiscard]] bool follows(Relation later, Relation earlier) const;
  [[nodiscard]] std::string_view source_id(Relation r) const;
  /// The first possible day the source was published or retrieved: the day from which it could be known. Empty if
  /// undated.
  [[nodiscard]] std::optional<Day> known_on(Relation r) const;
  /// The last possible day of the same: the day from which it was surely known.
  [[nodiscard]] std::optional<Day> surely_known_on(Relation r) const;
  /// "relations.csv:12" as far as known.
  [[nodiscard]] std::string relation_place(Relation r) const;
  [[nodiscard]] std::string entity_place(Entity e) const;

  [[nodiscard]] std::span<const Containment> containments() const { return containments_; }
  /// What was found wrong while building, short of a bad row.
  [[nodiscard]] std::span<const Finding> findings() const { return parts_.findings; }
  /// The day "now" stands for: the dataset's, else the latest publication, else the latest day written anywhere.
  [[nodiscard]] Day as_of() const { return parts_.as_of; }
  /// xxh3 over the canonically sorted rows: the same for any order of input rows.
  [[nodiscard]] std::uint64_t content_hash() const { return parts_.content_hash; }

  /// The relations with the entity at either end, ascending. Cost: O(1) and their number in a snapshot, else
  /// O(relations).
  [[nodiscard]] std::vector<Relation> relations_of(Entity e) const;

 private:
  friend class RecordsBuilder;
  friend class Soundness;
  [[nodiscard]] std::uint64_t relation_hash(Relation r) const;
  struct SharedHashes;
  struct SingleHashes;
  template <class Hashes>
  [[nodiscard]] std::uint64_t relation_hash(Relation r, const Hashes& hashes) const;
  [[nodiscard]] Spell written_spell(Relation r) const;

  // What is told from the parts (derive.cpp).
  using AfterEdge = std::pair<Relation, Relation>;
  void settle_sources();
  [[nodiscard]] Day told_as_of() const;
  [[nodiscard]] ContentHash hash_of_other_rows() const;
  [[nodiscard]] std::vector<AfterEdge> after_in_order() const;
  void refuse_long_after() const;
  void order_spells(const std::function<void(const AfterEdge&)>& clash);
  void collect_containments();

  RecordsParts parts_;
  std::vector<Date> dates_;                              // by DateId
  std::vector<std::vector<Date>> attested_;              // by AttestedId
  std::vector<std::optional<Day>> source_known_;         // by source: first possible day of publication or retrieval
  std::vector<std::optional<Day>> source_surely_known_;  // by source: last possible day of the same
  std::vector<std::optional<Day>> source_published_;     // by source: first possible day of publication
  tsl::robin_map<Relation, Spell> ordered_spells_;       // spells that `after` narrowed
  std::vector<Containment> containments_;
};

}  // namespace renmai
