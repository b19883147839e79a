// SPDX-License-Identifier: Apache-2.0
#include "records/groups.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "records/names.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

std::vector<std::string> region_names(const Regions& regions) {
  std::vector<std::string> names;
  for (const Region& region : regions.all()) names.push_back(region.id);
  return names;
}

}  // namespace

EntitySet::EntitySet(const Selected& selected, std::string_view name, std::string_view what)
    : selected_(selected), region_(selected.regions.find(name)) {
  if (region_ != nullptr) {
    id_ = region_->id;
    name_ = region_->name;
    return;
  }
  const NameAnswer answer = find_name(selected.records, name);
  if (answer.found.empty()) {
    const auto names = region_names(selected.regions);
    std::string hint = did_you_mean(name, std::span<const std::string>(names));
    if (hint.empty() && !answer.suggestion.empty()) hint = "did you mean '" + answer.suggestion + "'?";
    throw Error(ErrorKind::not_found,
                std::string(what) + ": no region, place or organisation is called '" + std::string(name) + "'", {},
                hint);
  }
  entity_ = selected.identity(require_entity(selected.records, name, what));
  id_ = shown_id(selected.records, entity_);
  name_ = shown_name(selected.records, entity_);
}

bool EntitySet::contains(Entity e, std::optional<Day> day) const {
  if (e == no_entity) return false;
  if (region_ != nullptr) return lies_in(selected_.hierarchy, *region_, e, day);
  const auto line = of_places() ? selected_.hierarchy.enclosing_places(e, day) : selected_.hierarchy.enclosing(e, day);
  return std::find(line.begin(), line.end(), entity_) != line.end();
}

bool EntitySet::of_places() const { return region_ != nullptr || selected_.records.role(entity_) == EntityRole::place; }

Groups::Groups(const Selected& selected, GroupBy by, Basis basis) : selected_(selected), by_(by), basis_(basis) {
  group_of("?", "?");
  const auto containments = selected.records.containments();
  dated_ = std::any_of(containments.begin(), containments.end(), [](const Containment& c) {
    return c.spell.start.first != day_before_all || c.spell.end.last != day_after_all;
  });
  if (by != GroupBy::region) return;
  if (selected.regions.all().empty()) {
    throw Error(ErrorKind::usage, "flows by region want regions", {}, "name a regions.toml with --regions");
  }
  refuse_overlaps();
}

Groups::Groups(const Selected& selected, Basis basis, const std::string& from, const std::string& to)
    : Groups(selected, GroupBy::unit, basis) {
  if (!from.empty()) from_.emplace(selected, from, "--from");
  if (!to.empty()) to_.emplace(selected, to, "--to");
  // Groups 1 to 4, whether or not they occur, whatever they are called.
  ids_ = {"?", from_ ? from_->id() : "elsewhere", to_ ? to_->id() : "elsewhere", "both", "neither"};
  names_ = {"?", from_ ? from_->name() : "elsewhere", to_ ? to_->name() : "elsewhere", "both", "neither"};
  if (from_ && to_ && from_->id() == to_->id()) {
    throw Error(ErrorKind::usage, "--from and --to are the same set, '" + from_->id() + "'");
  }
}

void Groups::refuse_overlaps() const {
  const Records& records = selected_.records;
  const auto regions = selected_.regions.all();
  for (Entity e = 0; e < records.entity_count(); ++e) {
    if (records.role(e) != EntityRole::place) continue;
    const Region* first = nullptr;
    for (const Region& region : regions) {
      if (!lies_in(selected_.hierarchy, region, e)) continue;
      if (first == nullptr) {
        first = &region;
        continue;
      }
      throw Error(
          ErrorKind::usage,
          "regions '" + first->id + "' and '" + region.id + "' overlap: " + shown_name(records, e) + " is in both", {},
          "flows between groups want groups that do not overlap; name them with --regions A,B or use --from and --to");
    }
  }
}

Group Groups::group_of(Entity e) {
  if (e == no_entity) return unknown_group;
  const Group group = group_of(selected_.records.entity_id(e), selected_.records.entity_name(e));
  if (selected_.records.has_flag(e, flag_redacted)) {
    ids_[group] = shown_id(selected_.records, e);
    names_[group] = shown_name(selected_.records, e);
  }
  return group;
}

Group Groups::group_of(std::string_view id, std::string_view name) {
  const auto [found, is_new] = by_id_.try_emplace(std::string(id), static_cast<Group>(ids_.size()));
  if (is_new) {
    ids_.emplace_back(id);
    names_.emplace_back(name);
  }
  return found->second;
}

Entity Groups::base_entity(Entity where, Entity place, std::optional<Day> day) const {
  switch (basis_) {
    case Basis::employer: return selected_.hierarchy.roll_up(where, RollUp::top, day);
    case Basis::site: return place == no_entity ? selected_.identity(where) : selected_.identity(place);
    case Basis::residence: break;
  }
  return selected_.identity(where);
}

Group Groups::of_set_pair(Entity where, Entity base, std::optional<Day> day) const {
  // A place-made set asks where the basis puts it; an organisation's asks what it belongs to, at any level.
  const auto holds = [&](const std::optional<EntitySet>& set) {
    return set && set->contains(set->of_places() ? base : selected_.identity(where), day);
  };
  const bool in_from = holds(from_);
  const bool in_to = holds(to_);
  if (in_from && in_to) return 3;
  if (in_from) return 1;
  if (in_to) return 2;
  // An entity of unknown place is in no set that is made of places, and not known to be outside either.
  const bool place_asked = (from_ && from_->of_places()) || (to_ && to_->of_places());
  if (place_asked && selected_.hierarchy.places(base, day).empty()) return unknown_group;
  if (from_ && to_) return 4;
  return from_ ? 2 : 1;
}

Group Groups::find(Entity where, Entity place, std::optional<Day> day) {
  const Records& records = selected_.records;
  const Hierarchy& hierarchy = selected_.hierarchy;
  const Entity base = base_entity(where, place, day);
  if (from_ || to_) return of_set_pair(where, base, day);
  const auto of_unit = [&](RollUp level) {
    const Entity unit = hierarchy.roll_up(where, level, day);
    const bool counts = records.role(unit) != EntityRole::place || basis_ == Basis::residence;
    return group_of(counts ? unit : no_entity);
  };
  switch (by_) {
    case GroupBy::unit: return of_unit(RollUp::unit);
    case GroupBy::organisation: return of_unit(RollUp::organisation);
    case GroupBy::top: return of_unit(RollUp::top);
    case GroupBy::kind: {
      const std::string& kind = records.entity_kind(hierarchy.roll_up(where, RollUp::organisation, day)).name;
      return group_of(kind, kind);
    }
    case GroupBy::sector: {
      for (const RollUp level : {RollUp::unit, RollUp::organisation, RollUp::top}) {
        const std::string_view sector = records.entity_property(hierarchy.roll_up(where, level, day), "sector");
        if (!sector.empty()) return group_of(sector, sector);
      }
      return unknown_group;
    }
    case GroupBy::city: return group_of(hierarchy.at_level(base, PlaceLevel::city, day));
    case GroupBy::state: return group_of(hierarchy.at_level(base, PlaceLevel::state, day));
    case GroupBy::country: return group_of(hierarchy.at_level(base, PlaceLevel::country, day));
    case GroupBy::region:
      for (const Region& region : selected_.regions.all()) {
        if (lies_in(hierarchy, region, base, day)) return group_of(region.id, region.name);
      }
      return unknown_group;
  }
  return unknown_group;
}

namespace {
std::uint64_t pair_key(Entity where, Entity place) { return (std::uint64_t{where} << 32U) | place; }
}  // namespace

Group Groups::of(Entity where, Entity place, std::optional<Day> day) {
  if (where == no_entity) return unknown_group;
  if (dated_) return find(where, place, day);
  if (of_entity_.empty()) of_entity_.assign(selected_.records.entity_count(), no_group);
  if (place == no_entity) {
    if (of_entity_[where] == no_group) of_entity_[where] = find(where, place, day);
    return of_entity_[where];
  }
  const auto [known, is_new] = of_pair_.try_emplace(pair_key(where, place), no_group);
  if (is_new) known.value() = find(where, place, day);
  return known->second;
}

Group Groups::known(Entity where, Entity place) const {
  if (where == no_entity) return unknown_group;
  return place == no_entity ? of_entity_[where] : of_pair_.find(pair_key(where, place))->second;
}

bool Groups::wanted(Group from, Group to) const {
  if (!from_ && !to_) return true;
  return from == 1 && to == 2;
}

}  // namespace renmai
