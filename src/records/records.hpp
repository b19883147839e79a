// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tsl/robin_map.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/array.hpp"
#include "base/date.hpp"
#include "base/parallel.hpp"
#include "records/schema.hpp"
#include "records/spell.hpp"
#include "records/texts.hpp"

namespace renmai {

/// Number of an entity, relation, source or claim: its place in canonical order (entities and sources by id; relations
/// by id if all have one, else by `from` and content), so nothing depends on the order of input rows.
using Entity = std::uint32_t;
using Relation = std::uint32_t;
inline constexpr Entity no_entity = UINT32_MAX;
using DateId = std::uint32_t;      ///< 0 is the unknown date
using AttestedId = std::uint32_t;  ///< 0 is the empty list
using SourceId = std::uint32_t;
inline constexpr SourceId no_source = UINT32_MAX;

/// A column whose cells are mostly one value: cells past the stored ones hold the fallback, so an absent column is
/// free.
template <class T>
class Field {
 public:
  explicit Field(T fallback = T{}) : fallback_(fallback) {}
  /// Takes over a whole column.
  void assign(Array<T> values) { values_ = std::move(values); }
  [[nodiscard]] T operator[](std::size_t i) const { return i < values_.size() ? values_[i] : fallback_; }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  void set(std::size_t i, T value) {
    if (i >= values_.size()) {
      if (value == fallback_) return;
      values_.resize(i + 1, fallback_);
    }
    values_[i] = value;
  }
  /// Cell k becomes what cell order[k] was.
  void permute(std::span<const std::uint32_t> order) {
    if (values_.empty()) return;
    Array<T> moved(order.size());
    parallel_for(order.size(), [&](std::size_t k) { moved[k] = (*this)[order[k]]; });
    values_ = std::move(moved);
  }
  /// Every stored cell v becomes change(v).
  template <class Change>
  void map(const Change& change) {
    parallel_for(values_.size(), [&](std::size_t i) { values_[i] = change(values_[i]); });
  }

 private:
  Array<T> values_;
  T fallback_;
};

/// A further column of the input, by its name.
struct Property {
  std::string name;
  Field<TextId> values;
};

struct EntityColumns {
  Array<TextId> id;
  Array<std::uint8_t> kind;
  Field<TextId> name;              ///< empty where the name ends the id
  Field<std::uint8_t> name_begin;  ///< there: the bytes of the id before the name; 0: the id is the name
  Field<TextId> aliases;           ///< `;`-separated
  Field<Entity> part_of{no_entity};
  Field<Entity> place{no_entity};
  Field<std::uint8_t> level;  ///< PlaceLevel
  Field<std::uint8_t> flags;  ///< bits of Flag
  Field<TextId> note;
  std::vector<Property> properties;
};

struct RelationColumns {
  Field<TextId> id;  ///< empty where the row had none; Records::relation_id makes one
  Array<Entity> from;
  Array<Entity> to;
  Array<std::uint8_t> kind;
  Field<TextId> role;
  Field<DateId> start;
  Field<DateId> end;
  Field<AttestedId> attested;
  Field<TextId> after;  ///< as written: `;`-separated ids
  Field<Entity> place{no_entity};
  Field<Entity> from_place{no_entity};
  Field<std::uint8_t> status;  ///< Status
  Field<double> confidence{1.0};
  Field<double> weight{1.0};
  Field<SourceId> source{no_source};
  Field<TextId> locator;
  std::vector<Property> properties;
};

struct Source {
  TextId id = 0, title = 0, author = 0, published = 0, retrieved = 0, language = 0, kind = 0, note = 0;
  friend bool operator==(const Source&, const Source&) = default;
};

struct Claim {
  TextId id = 0, metric = 0, subject = 0, comparator = 0, value = 0, unit = 0, population = 0, time = 0, source = 0,
         locator = 0, kind = 0, note = 0;
  friend bool operator==(const Claim&, const Claim&) = default;
};

/// A part of containment: `part` lies in `whole`, said by a relation or by a column of the entity.
struct Containment {
  Entity part = no_entity;
  Entity whole = no_entity;
  bool place_line = false;  ///< the whole is a place; else an organisation holds a unit
  double confidence = 1;
  Spell spell;
};

/// Something `check` reports. A rule is a short fixed word such as "part-of-cycle".
struct Finding {
  enum class Severity : std::uint8_t { note, warning, error };
  Severity severity = Severity::warning;
  std::string rule;
  std::string record;  ///< id of the entity, relation, claim or source
  std::string place;   ///< file:line, if known
  std::string message;
};

/// What a dataset says of itself (dataset.toml).
struct DatasetFacts {
  std::string name;
  std::string title;
  std::string description;
  std::string license;
  std::string regions_file;  ///< relative to the dataset folder
  std::optional<Day> as_of;
};

/// Everything read from one dataset: immutable once built by RecordsBuilder.
class Records {
 public:
  [[nodiscard]] const Schema& schema() const { return schema_; }
  [[nodiscard]] const DatasetFacts& dataset() const { return dataset_; }
  [[nodiscard]] Entity entity_count() const { return static_cast<Entity>(entities_.id.size()); }
  [[nodiscard]] Relation relation_count() const { return static_cast<Relation>(relations_.from.size()); }
  [[nodiscard]] const EntityColumns& entities() const { return entities_; }
  [[nodiscard]] const RelationColumns& relations() const { return relations_; }
  [[nodiscard]] std::span<const Source> sources() const { return sources_; }
  [[nodiscard]] std::span<const Claim> claims() const { return claims_; }
  [[nodiscard]] std::string_view text(TextId id) const { return texts_[id]; }
  /// The number of a text that occurs somewhere in the records.
  [[nodiscard]] std::optional<TextId> find_text(std::string_view text) const { return texts_.find(text); }

  [[nodiscard]] std::optional<Entity> find_entity(std::string_view id) const;
  [[nodiscard]] std::optional<Relation> find_relation(std::string_view id) const;
  [[nodiscard]] std::string_view entity_id(Entity e) const { return texts_[entities_.id[e]]; }
  /// The name it was given, empty if none or the id itself.
  [[nodiscard]] std::string_view stated_name(Entity e) const {
    const std::uint8_t begin = entities_.name_begin[e];
    return begin == 0 ? texts_[entities_.name[e]] : texts_[entities_.id[e]].substr(begin);
  }
  /// Display name: the name, or the id where there is none.
  [[nodiscard]] std::string_view entity_name(Entity e) const;
  [[nodiscard]] const EntityKind& entity_kind(Entity e) const { return schema_.entity_kinds()[entities_.kind[e]]; }
  [[nodiscard]] EntityRole role(Entity e) const { return entity_kind(e).role; }
  [[nodiscard]] bool has_flag(Entity e, Flag flag) const { return (entities_.flags[e] & flag) != 0; }
  /// The value of a property of an entity or relation; empty if it has none.
  [[nodiscard]] std::string_view entity_property(Entity e, std::string_view name) const;
  [[nodiscard]] std::string_view relation_property(Relation r, std::string_view name) const;

  /// The id as given, else sixteen hexadecimal digits of the hash of the row's fields, and -2, -3 ... for equal rows.
  [[nodiscard]] std::string relation_id(Relation r) const;
  [[nodiscard]] const RelationKind& relation_kind(Relation r) const {
    return schema_.relation_kinds()[relations_.kind[r]];
  }
  [[nodiscard]] Status status(Relation r) const { return static_cast<Status>(relations_.status[r]); }
  [[nodiscard]] double confidence(Relation r) const { return relations_.confidence[r]; }
  [[nodiscard]] const Date& date(DateId id) const { return dates_[id]; }
  [[nodiscard]] std::string_view date_text(DateId id) const { return texts_[date_texts_[id]]; }
  [[nodiscard]] std::span<const Date> attested(Relation r) const { return attested_[relations_.attested[r]].dates; }
  [[nodiscard]] std::string_view attested_text(Relation r) const;
  /// A number for the pair of its dates, if its spell depends on nothing else; relations of the same number held for
  /// the same time.
  [[nodiscard]] std::optional<std::uint64_t> plain_dates(Relation r) const {
    if (!ordered_spells_.empty() || relations_.attested[r] != 0 || relations_.source[r] != no_source)
      return std::nullopt;
    return (std::uint64_t{relations_.start[r]} << 32U) | relations_.end[r];
  }
  /// When the relation held, by its own dates and those it must follow (`after`).
  [[nodiscard]] Spell spell(Relation r) const;
  /// The relations that ended before this one began, as stated (not the transitive closure), but for circles: pairs
  /// (r, earlier), ascending.
  [[nodiscard]] std::span<const std::pair<Relation, Relation>> after(Relation r) const;
  /// Whether any relation is stated to follow another.
  [[nodiscard]] bool has_order() const { return !after_.empty(); }
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
  [[nodiscard]] std::span<const Finding> findings() const { return findings_; }
  /// The day "now" stands for: the dataset's, else the latest publication, else the latest day written anywhere.
  [[nodiscard]] Day as_of() const { return as_of_; }
  /// xxh3 over the canonically sorted rows: the same for any order of input rows.
  [[nodiscard]] std::uint64_t content_hash() const { return content_hash_; }

 private:
  friend class RecordsBuilder;
  struct AttestedList {
    TextId text = 0;
    std::vector<Date> dates;
  };
  [[nodiscard]] std::uint64_t relation_hash(Relation r) const;
  struct SharedHashes;
  struct SingleHashes;
  template <class Hashes>
  [[nodiscard]] std::uint64_t relation_hash(Relation r, const Hashes& hashes) const;
  [[nodiscard]] Spell written_spell(Relation r) const;

  Schema schema_;
  DatasetFacts dataset_;
  Texts texts_;
  EntityColumns entities_;
  RelationColumns relations_;
  std::vector<Source> sources_;
  std::vector<std::optional<Day>> source_known_;         // by source: first possible day of publication or retrieval
  std::vector<std::optional<Day>> source_surely_known_;  // by source: last possible day of the same
  std::vector<std::optional<Day>> source_published_;     // by source: first possible day of publication
  std::vector<Claim> claims_;
  std::vector<Date> dates_;
  std::vector<TextId> date_texts_;
  std::vector<AttestedList> attested_;
  std::vector<std::pair<Relation, Relation>> after_;  // (later, earlier), sorted
  tsl::robin_map<Relation, Spell> ordered_spells_;    // spells that `after` narrowed
  tsl::robin_map<Relation, std::uint32_t> repeats_;   // k of the k-th equal row, where k > 1
  Field<Entity> entity_of_text_{no_entity};           // by the text of its id
  std::vector<Containment> containments_;
  std::vector<Finding> findings_;
  std::vector<std::string> files_;
  Field<std::uint32_t> entity_lines_;
  Field<std::uint32_t> relation_lines_;
  Field<std::uint8_t> entity_files_;
  Field<std::uint8_t> relation_files_;
  Day as_of_ = day_after_all;
  std::uint64_t content_hash_ = 0;
};

}  // namespace renmai
