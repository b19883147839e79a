// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <tsl/robin_map.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.hpp"
#include "records/selection.hpp"

namespace renmai {

/// What moves are counted between.
enum class GroupBy : std::uint8_t { unit, organisation, top, kind, sector, city, state, country, region };
/// Which of a person's places counts: the legal home of the employer at its top; where the work took place (the
/// relation's `place`, else the unit's); or where the person was (residence spells and stated moves only).
enum class Basis : std::uint8_t { employer, site, residence };

/// Number of a group; `unknown_group` is the bucket `?`.
using Group = std::uint32_t;
inline constexpr Group unknown_group = 0;
inline constexpr Group no_group = UINT32_MAX;

/// A set of places or organisations by name: a region, else an entity with all that lies in or belongs to it.
class EntitySet {
 public:
  /// Throws Error{not_found} with the nearest name. `what` heads the message ("--from").
  EntitySet(const Selected& selected, std::string_view name, std::string_view what);
  [[nodiscard]] bool contains(Entity e, std::optional<Day> day) const;
  /// Whether the set is made of places; else of an organisation, a person or a thing with its parts.
  [[nodiscard]] bool of_places() const;
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  const Selected& selected_;
  const Region* region_ = nullptr;
  Entity entity_ = no_entity;
  std::string id_;
  std::string name_;
};

/// Puts the organisation or place of a fact into a group. Groups are numbered as they are met; `id` orders them.
class Groups {
 public:
  /// A partition of all groups of one sort. Throws Error{usage} if `by` is region and two regions share a place.
  Groups(const Selected& selected, GroupBy by, Basis basis);
  /// Two sets: in `from` alone, in `to` alone, in both, in neither. Without `to` the rest of the world stands for it.
  Groups(const Selected& selected, Basis basis, const std::string& from, const std::string& to);

  /// The group of an organisation or place, at a day if the answer changes with time. `place` is the relation's own
  /// place (no_entity if it has none), used by the basis `site`.
  [[nodiscard]] Group of(Entity where, Entity place, std::optional<Day> day);
  /// Whether answers may change with time.
  [[nodiscard]] bool dated() const { return dated_; }
  /// The answer that `of` gave before, which does not change with time. Any thread may ask.
  [[nodiscard]] Group known(Entity where, Entity place) const;
  [[nodiscard]] std::size_t size() const { return names_.size(); }
  [[nodiscard]] const std::string& id(Group g) const { return ids_[g]; }
  [[nodiscard]] const std::string& name(Group g) const { return names_[g]; }
  /// By group.
  [[nodiscard]] const std::vector<std::string>& ids() const { return ids_; }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// Whether rows of this pair are wanted: everything for a partition; for two sets only `from` alone to `to` alone.
  [[nodiscard]] bool wanted(Group from, Group to) const;

 private:
  Group group_of(Entity e);
  Group group_of(std::string_view id, std::string_view name);
  Group find(Entity where, Entity place, std::optional<Day> day);
  [[nodiscard]] Group of_set_pair(Entity where, Entity base, std::optional<Day> day) const;
  void refuse_overlaps() const;
  [[nodiscard]] Entity base_entity(Entity where, Entity place, std::optional<Day> day) const;

  const Selected& selected_;
  GroupBy by_;
  Basis basis_;
  std::optional<EntitySet> from_;
  std::optional<EntitySet> to_;
  std::vector<std::string> ids_;
  std::vector<std::string> names_;
  tsl::robin_map<std::string, Group> by_id_;
  // While no containment is dated: answers by `where` (no_group: not asked yet), those with a place by (where, place).
  std::vector<Group> of_entity_;
  tsl::robin_map<std::uint64_t, Group, MixedHash> of_pair_;
  bool dated_ = false;
};

}  // namespace renmai
