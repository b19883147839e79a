// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tsl/robin_map.h>
#include <tsl/robin_set.h>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/report.hpp"
#include "records/records.hpp"
#include "records/row_hash.hpp"

namespace renmai {

using NamedText = std::pair<std::string_view, std::string_view>;

/// Where a row stands in the input: for messages only.
struct RowPlace {
  std::string_view file;
  std::uint64_t line = 0;
  /// Byte column of a field, by the field's name in the model ("start"); may be null.
  std::uint64_t (*column)(const void* context, std::string_view field) = nullptr;
  const void* context = nullptr;

  /// "file:line:column" of a field, as far as known.
  [[nodiscard]] std::string at(std::string_view field) const;
};

/// A row of entities.csv, as text. Empty fields are absent.
struct EntityRow {
  std::string_view id{}, kind{}, name{}, aliases{}, part_of{}, place{}, level{}, flags{}, note{};
  std::span<const NamedText> properties{};
};

/// A row of relations.csv, as text. Empty fields are absent.
struct RelationRow {
  std::string_view id{}, from{}, kind{}, to{}, role{}, start{}, end{}, attested{}, after{}, place{}, from_place{},
      status{}, confidence{}, weight{}, source{}, locator{};
  std::span<const NamedText> properties{};
};

struct SourceRow {
  std::string_view id{}, title{}, author{}, published{}, retrieved{}, language{}, kind{}, note{};
};

struct ClaimRow {
  std::string_view id{}, metric{}, subject{}, comparator{}, value{}, unit{}, population{}, time{}, source{}, locator{},
      kind{}, note{};
};

namespace detail {

/// A relation on its way into canonical order.
struct OrderedRow {
  Entity from;
  std::uint32_t row;
  std::uint64_t hash;
};

}  // namespace detail

enum class Duplicates : std::uint8_t { drop, keep };

/// Collects rows in any order and makes Records of them. A bad row goes into the report with its place and is left out;
/// the caller decides whether any may be (`finish`).
class RecordsBuilder {
 public:
  explicit RecordsBuilder(Report& report, Duplicates duplicates = Duplicates::drop);

  [[nodiscard]] Schema& schema() { return records_.parts_.schema; }
  [[nodiscard]] DatasetFacts& dataset() { return records_.parts_.dataset; }

  /// Returns whether the row was good.
  bool add_entity(const EntityRow& row, const RowPlace& place);
  bool add_relation(const RelationRow& row, const RowPlace& place);
  bool add_source(const SourceRow& row, const RowPlace& place);
  bool add_claim(const ClaimRow& row, const RowPlace& place);

  /// The entity of that id, made with this kind and name if new: for inputs that name ends without listing them.
  /// A `place` id given later than the first mention fills a gap and never overwrites.
  Entity entity_for(std::string_view id, std::string_view kind, std::string_view name, std::string_view place = {});
  [[nodiscard]] bool has_entity(std::string_view id) const { return find_entity(id).has_value(); }
  void set_entity_property(Entity entity, std::string_view name, std::string_view value);
  void set_entity_level(Entity entity, PlaceLevel level);

  // For readers that read in parts; all on a builder that holds no relations yet.

  /// An entity for each distinct text prefix + rest that the parts mention, of this kind and with `rest` for its name;
  /// numbers[part][row] becomes the entity of the row. The builder must hold no entities.
  void add_entities(std::string_view prefix, std::string_view kind, std::span<TextMentions> parts,
                    std::span<const std::span<Entity>> numbers);
  /// Gives an entity another name than its id says.
  void rename(Entity entity, std::string_view name);
  /// Numbers of words as columns hold them; nothing for a word that is no kind of the schema, or no date.
  [[nodiscard]] std::optional<std::uint32_t> find_kind(std::string_view word) const;
  [[nodiscard]] std::optional<DateId> find_date(std::string_view word, bool may_be_open);
  TextId text(std::string_view word) { return records_.parts_.texts.add(word); }
  /// Whether no row's end is surely before its start.
  [[nodiscard]] bool dates_in_order(const Field<DateId>& start, const Field<DateId>& end, std::size_t count) const;
  /// Takes over good relations, with the line of each in the file.
  void adopt(RelationColumns relations, Array<std::uint32_t> lines, std::string_view file);

  /// Throws Error{input} if the report holds more than `max_bad` bad rows: a single one in its own words, else their
  /// count at the place of the first; the report says why. Call once, last.
  [[nodiscard]] Records finish(std::uint64_t max_bad = 0);

 private:
  struct Pending {  // a reference to an id that may come later
    std::uint32_t row;
    TextId id;
    std::string place;
  };

  // The steps of finish, in order (finish.cpp).
  void settle_entity_references();
  void sort_kinds();
  void sort_entities();
  void sort_sources();
  void sort_relations();
  void permute_relations(std::span<const std::uint32_t> order);
  void drop_repeats(Array<detail::OrderedRow>& rows);
  void number_repeats(std::span<const detail::OrderedRow> rows);
  void settle_after(std::span<const std::uint32_t> place_of);
  void spread_redaction();
  void collect_structural();
  void drop_after_circles();
  void order_spells();
  void hash_content();

  [[nodiscard]] std::optional<Entity> find_entity(std::string_view id) const;
  void set_name(Entity entity, std::string_view id, std::string_view name);
  DateId date_id(std::string_view text, const RowPlace& place, std::string_view field, bool may_be_open, bool& good);
  AttestedId attested_id(std::string_view text, const RowPlace& place, bool& good);
  Entity entity_of(std::string_view id, const RowPlace& place, std::string_view field, bool& good);
  SourceId source_of(std::string_view id);
  std::uint8_t file_of(std::string_view file);
  void set_properties(std::vector<Property>& properties, std::size_t row, std::span<const NamedText> values);
  struct RelationCells {
    Entity from;
    Entity to;
    DateId start;
    DateId end;
    AttestedId attested;
    Entity place;
    Entity from_place;
    Status status;
    double confidence;
    double weight;
  };
  [[nodiscard]] std::optional<RelationCells> read_relation(const RelationRow& row, const RowPlace& place);
  void bad(const RowPlace& place, std::string_view field, std::string_view message);

  Report& report_;
  Duplicates duplicates_;
  Records records_;
  Field<Entity> entity_of_text_{no_entity};  // by the text of its id
  tsl::robin_map<TextId, SourceId> source_by_id_;
  tsl::robin_map<TextId, DateId> date_by_text_;
  tsl::robin_map<TextId, AttestedId> attested_by_text_;
  tsl::robin_map<TextId, std::uint32_t> relation_by_id_;
  tsl::robin_map<TextId, std::uint32_t> claim_by_id_;
  std::vector<Pending> pending_part_of_;
  std::vector<Pending> pending_place_;
  std::vector<Pending> pending_after_;
  tsl::robin_set<TextId> listed_sources_;
  ContentHash relation_rows_;                          // of the relations that stay
  tsl::robin_map<Entity, std::uint64_t> entity_rows_;  // hashes of the rows of entities, to know exact repeats
};

}  // namespace renmai
