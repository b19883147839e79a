// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "records/identity.hpp"
#include "records/records.hpp"

namespace renmai {

/// How far units are rolled up before they become vertices or groups.
enum class RollUp : std::uint8_t { unit, organisation, top };
[[nodiscard]] std::string_view to_word(RollUp roll_up);

/// What lies in what: organisations through part_of, places through containment, both after identity.
///
/// An entity may lie in several wholes; where one is needed the surest is taken, then the least id. A day, where given,
/// leaves out containments that certainly did not hold then. Circles never hang: each entity is visited once, and an
/// organisation that is part of itself through others rolls up to the least id of its circle.
class Hierarchy {
 public:
  /// Error{limit} if something is nested more than 256 deep.
  Hierarchy(const Records& records, const Identity& identity);

  [[nodiscard]] const Identity& identity() const { return *identity_; }
  /// The entity itself, its nearest organisation (a unit such as a lab climbs until it is no unit), or its topmost one.
  [[nodiscard]] Entity roll_up(Entity e, RollUp level, std::optional<Day> day = {}) const;
  /// Where an entity lies: itself if it is a place; its own places; else those of what it is part of, nearest first.
  [[nodiscard]] std::vector<Entity> places(Entity e, std::optional<Day> day = {}) const;
  /// The nearest place of that level in which the entity lies; no_entity if there is none. Nearest = fewest steps up;
  /// ties by confidence, then id.
  [[nodiscard]] Entity at_level(Entity e, PlaceLevel level, std::optional<Day> day = {}) const;
  /// All places of that level at the least distance: more than one is an error `check` reports.
  [[nodiscard]] std::vector<Entity> all_at_level(Entity e, PlaceLevel wanted, std::optional<Day> day = {}) const;
  /// The entity, all places it lies in and everything these lie in (places only, if `e` is no place).
  [[nodiscard]] std::vector<Entity> enclosing_places(Entity e, std::optional<Day> day = {}) const;
  /// Everything `e` is part of or lies in, itself first.
  [[nodiscard]] std::vector<Entity> enclosing(Entity e, std::optional<Day> day = {}) const;
  /// All units below an organisation, itself first, ascending after.
  [[nodiscard]] std::vector<Entity> units_of(Entity e, std::optional<Day> day = {}) const;
  /// Entities that are part of themselves through others, ascending.
  [[nodiscard]] std::vector<Entity> circles() const;

 private:
  static constexpr std::uint32_t most_nested = 256;

  struct Whole {
    Entity whole;
    bool place_line;
    double confidence;
    DayRange start;
    DayRange end;
  };
  [[nodiscard]] std::span<const Whole> wholes(Entity e) const {
    if (e + std::size_t{1} >= offsets_.size()) return {};
    return std::span(wholes_).subspan(offsets_[e], offsets_[e + std::size_t{1}] - offsets_[e]);
  }
  [[nodiscard]] std::vector<std::pair<Entity, Entity>> links() const;  // (part, whole), sorted
  void refuse_deep_nesting() const;
  [[nodiscard]] Entity next_organisation(Entity e, std::optional<Day> day) const;
  template <class Visit>
  void climb(std::vector<Entity> level, std::optional<Day> day, bool place_line_only, const Visit& visit) const;

  const Records* records_;
  const Identity* identity_;
  std::vector<std::uint32_t> offsets_;  // up to the last entity that lies in something
  std::vector<Whole> wholes_;
};

}  // namespace renmai
