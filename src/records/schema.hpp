// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace renmai {

/// What a kind of relation means to the program. Code asks for traits, never for a kind's name. A bit set.
enum Trait : std::uint16_t {
  trait_affiliation = 1U << 0,  ///< a person at an organisation
  trait_study = 1U << 1,
  trait_mentorship = 1U << 2,   ///< mentor -> mentee
  trait_containment = 1U << 3,  ///< part -> whole
  trait_identity = 1U << 4,
  trait_residence = 1U << 5,  ///< a spell of being somewhere
  trait_transfer = 1U << 6,   ///< a stated move: person -> destination, from_place
  trait_visit = 1U << 7,      ///< never counts
  trait_offer = 1U << 8,
  trait_other = 1U << 9,
  trait_event = 1U << 10,      ///< happens on a day: no spell on a roster, no tenure (founding)
  trait_aggregate = 1U << 11,  ///< some people moved, none named or counted: shown beside flows, never added to them
};

struct TraitName {
  std::string_view name;
  Trait trait;
};
/// The traits by name, in the order of their bits.
[[nodiscard]] std::span<const TraitName> trait_names();

/// How an identity relation acts.
enum class IdentityRole : std::uint8_t { none, same, different, renamed };
[[nodiscard]] std::string_view to_word(IdentityRole role);

struct RelationKind {
  std::string name;
  std::string summary;
  std::uint16_t traits = trait_other;
  std::int32_t primacy = 0;  ///< of several simultaneous ones the highest is the main one
  IdentityRole identity = IdentityRole::none;
  bool declared = true;  ///< built in, in a schema.toml, or made by a reader; not merely met in the data
  [[nodiscard]] bool has(std::uint16_t any_of) const { return (traits & any_of) != 0; }
};

/// Whether relations of the kind say which entities are one, or what lies in what.
[[nodiscard]] inline bool is_structural(const RelationKind& kind) {
  return kind.identity != IdentityRole::none || kind.has(trait_containment);
}

/// What an entity of a kind can be.
enum class EntityRole : std::uint8_t { person, organisation, unit, place, other };
[[nodiscard]] std::string_view to_word(EntityRole role);

struct EntityKind {
  std::string name;
  std::string summary;
  EntityRole role = EntityRole::other;
  bool declared = true;  ///< as of RelationKind
};

/// Statuses of a relation; only `actual` feeds a metric unless asked.
enum class Status : std::uint8_t {
  actual,
  planned,
  applied,
  interviewed,
  verbal,
  offered,
  accepted,
  declined,
  rejected,
  withdrawn,
  lapsed,
  on_hold
};
inline constexpr std::size_t status_count = 12;
[[nodiscard]] std::string_view to_word(Status status);

/// Levels of places, from the finest.
enum class PlaceLevel : std::uint8_t { none, site, city, state, country, supranational };
[[nodiscard]] std::string_view to_word(PlaceLevel level);
[[nodiscard]] std::optional<PlaceLevel> parse_place_level(std::string_view word);

/// Flags of an entity. A bit set.
enum Flag : std::uint8_t { flag_pseudonym = 1, flag_collective = 2, flag_unnamed = 4, flag_redacted = 8 };
struct FlagName {
  std::string_view name;
  Flag flag;
};
[[nodiscard]] std::span<const FlagName> flag_names();

/// The kinds of entity and relation a dataset may use, the words for statuses, and what they mean.
class Schema {
 public:
  /// The built-in kinds of design.md: every dataset starts from these.
  Schema();

  /// Of kinds and words as another schema held them, in their order.
  Schema(std::vector<RelationKind> relation_kinds, std::vector<EntityKind> entity_kinds,
         std::vector<std::pair<std::string, Status>> status_words)
      : relation_kinds_(std::move(relation_kinds)),
        entity_kinds_(std::move(entity_kinds)),
        status_words_(std::move(status_words)) {}

  /// Adds or changes kinds from the text of a schema.toml:
  ///   [relation.NAME] traits = [...], primacy = N, summary = "..."; [entity.NAME] role = "...", summary = "...";
  ///   [status] "foreign word" = "our word".
  /// Throws Error{input} at file:line:column for bad TOML, a value of the wrong type, an unknown trait, role or status.
  void extend(std::string_view toml, std::string_view file);

  [[nodiscard]] std::span<const RelationKind> relation_kinds() const { return relation_kinds_; }
  [[nodiscard]] std::span<const EntityKind> entity_kinds() const { return entity_kinds_; }
  [[nodiscard]] std::optional<std::uint8_t> find_relation_kind(std::string_view name) const;
  [[nodiscard]] std::optional<std::uint8_t> find_entity_kind(std::string_view name) const;
  /// Adds the kind if it is new; with the trait `other` (role `other`), as not declared. Throws Error{limit} past 255
  /// kinds.
  std::uint8_t relation_kind(std::string_view name, std::uint16_t traits = trait_other);
  std::uint8_t entity_kind(std::string_view name, EntityRole role = EntityRole::other);
  /// The status a word stands for; "" is actual; `extended` is offered, and what can become of an offer may have
  /// `offer-` before it. Nothing if unknown.
  [[nodiscard]] std::optional<Status> parse_status(std::string_view word) const;
  /// Words from `extend`, as (foreign, ours), in the order met.
  [[nodiscard]] std::span<const std::pair<std::string, Status>> status_words() const { return status_words_; }

  /// New numbers of kinds, by their old numbers.
  struct Renumbering {
    std::vector<std::uint8_t> entity_kinds;
    std::vector<std::uint8_t> relation_kinds;
  };
  /// Puts the kinds beyond the built-in ones in the order of their names, so that the order of rows does not show.
  [[nodiscard]] Renumbering sort_added();

 private:
  std::vector<RelationKind> relation_kinds_;
  std::vector<EntityKind> entity_kinds_;
  std::vector<std::pair<std::string, Status>> status_words_;
};

/// 0..1, or certain = 1, likely = 0.75, inferred = 0.4; "" is 1. Nothing if it is neither.
[[nodiscard]] std::optional<double> parse_confidence(std::string_view text);
/// The word if it is exactly one of the three grades, else the number.
[[nodiscard]] std::string format_confidence(double confidence);

}  // namespace renmai
