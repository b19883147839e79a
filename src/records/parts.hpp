// SPDX-License-Identifier: Apache-2.0
// What Records is made of: tables of columns and what they refer to. Readers make it, snapshots keep it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/items.hpp"
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
  void assign(Items<T> values) { values_ = std::move(values); }
  void assign(Array<T> values) { values_ = Items<T>(std::move(values)); }
  [[nodiscard]] T operator[](std::size_t i) const { return i < values_.size() ? values_[i] : fallback_; }
  [[nodiscard]] bool empty() const { return values_.empty(); }
  [[nodiscard]] std::span<const T> stored() const { return values_.span(); }
  [[nodiscard]] T fallback() const { return fallback_; }
  void set(std::size_t i, T value) {
    if (i >= values_.size()) {
      if (value == fallback_) return;
      values_.resize(i + 1, fallback_);
    }
    values_.own()[i] = value;
  }
  /// Cell k becomes what cell order[k] was.
  void permute(std::span<const std::uint32_t> order) {
    if (values_.empty()) return;
    Array<T> moved(order.size());
    parallel_for(order.size(), [&](std::size_t k) { moved[k] = (*this)[order[k]]; });
    values_ = Items<T>(std::move(moved));
  }
  /// Every stored cell v becomes change(v).
  template <class Change>
  void map(const Change& change) {
    const std::span<T> values = values_.own();
    parallel_for(values.size(), [&](std::size_t i) { values[i] = change(values[i]); });
  }

 private:
  Items<T> values_;
  T fallback_;
};

/// A further column of the input, by its name.
struct Property {
  std::string name;
  Field<TextId> values;
};

struct EntityColumns {
  Items<TextId> id;
  Items<std::uint8_t> kind;
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

/// The entities whose row says what they are part of or lie in, ascending.
[[nodiscard]] Items<Entity> placed_entities(const EntityColumns& columns);

struct RelationColumns {
  Field<TextId> id;  ///< empty where the row had none; Records::relation_id makes one
  Items<Entity> from;
  Items<Entity> to;
  Items<std::uint8_t> kind;
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

/// Something `check` reports. A rule is a short fixed word such as "part-of-cycle".
struct Finding {
  enum class Severity : std::uint8_t { note, warning, error };
  Severity severity = Severity::warning;
  std::string rule;
  std::string record;  ///< id of the entity, relation, claim or source
  std::string place;   ///< file:line, if known
  std::string message;
};

[[nodiscard]] std::string_view to_word(Finding::Severity severity);

/// What a dataset says of itself (dataset.toml).
struct DatasetFacts {
  std::string name;
  std::string title;
  std::string description;
  std::string license;
  std::string regions_file;  ///< relative to the dataset folder
  std::optional<Day> as_of;
};

/// All that is kept of one dataset; what can be told from it (`Records`) is not among it.
struct RecordsParts {
  Schema schema;
  DatasetFacts dataset;
  Texts texts;
  EntityColumns entities;
  RelationColumns relations;
  std::vector<Source> sources;
  std::vector<Claim> claims;
  Items<TextId> date_texts;                          ///< by DateId
  Items<TextId> attested_texts;                      ///< by AttestedId: `;`-separated dates
  std::vector<std::pair<Relation, Relation>> after;  ///< (later, earlier), sorted, without circles
  std::vector<std::pair<Relation, std::uint32_t>>
      repeats;                    ///< (relation, k) of the k-th equal row, where k > 1; sorted
  Items<Relation> structural;     ///< relations of identity and containment, ascending
  Items<Entity> placed;           ///< entities whose row says what they are part of or lie in, ascending
  std::vector<Finding> findings;  ///< what was found wrong while building, short of a bad row
  std::vector<std::string> files;
  Field<std::uint32_t> entity_lines;
  Field<std::uint32_t> relation_lines;
  Field<std::uint8_t> entity_files;
  Field<std::uint8_t> relation_files;
  Day as_of = day_after_all;
  std::uint64_t content_hash = 0;

  // Where to look up what; empty unless a snapshot keeps them.
  Items<std::uint32_t> name_hashes;         ///< of what entities are called, ascending; see NameIndex
  Items<Entity> name_entities;              ///< beside them
  Items<std::uint64_t> entity_row_offsets;  ///< by entity: its first place in entity_rows
  Items<Relation> entity_rows;              ///< the relations with the entity at either end, ascending
  std::shared_ptr<const void> memory;       ///< holds what items lie in that are not owned
};

}  // namespace renmai
