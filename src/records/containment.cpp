// SPDX-License-Identifier: Apache-2.0
#include "records/containment.hpp"

#include <algorithm>
#include <array>

namespace renmai {
namespace {

constexpr std::array<std::string_view, 3> roll_up_words{"unit", "organisation", "top"};

bool may_hold(DayRange start, DayRange end, std::optional<Day> day) {
  return !day || (start.first <= *day && end.last > *day);
}

}  // namespace

std::string_view to_word(RollUp roll_up) { return roll_up_words.at(static_cast<std::size_t>(roll_up)); }

Hierarchy::Hierarchy(const Records& records, const Identity& identity) : records_(&records), identity_(&identity) {
  struct Link {
    Entity part;
    Whole whole;
  };
  std::vector<Link> links;
  for (const Containment& c : records.containments()) {
    const Entity part = identity(c.part);
    const Entity whole = identity(c.whole);
    if (part == whole) continue;
    links.push_back({part, {whole, c.place_line, c.confidence, c.spell.start, c.spell.end}});
  }
  std::stable_sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
    return std::tie(a.part, b.whole.confidence, a.whole.whole) < std::tie(b.part, a.whole.confidence, b.whole.whole);
  });
  offsets_.assign(static_cast<std::size_t>(records.entity_count()) + 1, 0);
  for (const Link& link : links) ++offsets_[link.part + 1];
  for (std::size_t e = 1; e < offsets_.size(); ++e) offsets_[e] += offsets_[e - 1];
  for (const Link& link : links) wholes_.push_back(link.whole);
}

Entity Hierarchy::roll_up(Entity e, RollUp level, std::optional<Day> day) const {
  e = (*identity_)(e);
  if (level == RollUp::unit) return e;
  std::vector<Entity> seen;
  for (;;) {
    if (level == RollUp::organisation && records_->role(e) != EntityRole::unit) return e;
    const auto above = wholes(e);
    const auto next = std::find_if(above.begin(), above.end(), [&](const Whole& w) {
      const EntityRole role = records_->role(w.whole);
      return (role == EntityRole::organisation || role == EntityRole::unit) && may_hold(w.start, w.end, day);
    });
    if (next == above.end() || std::find(seen.begin(), seen.end(), next->whole) != seen.end()) return e;
    seen.push_back(e);
    e = next->whole;
  }
}

/// Visits the entities above, level by level, each once; `visit(level)` returns whether to climb on.
template <class Visit>
void Hierarchy::climb(std::vector<Entity> level, std::optional<Day> day, bool place_line_only,
                      const Visit& visit) const {
  std::vector<Entity> seen = level;
  while (!level.empty() && visit(std::as_const(level))) {
    std::vector<Entity> above;
    for (const Entity e : level) {
      for (const Whole& w : wholes(e)) {
        if (place_line_only && !w.place_line) continue;
        if (!may_hold(w.start, w.end, day)) continue;
        if (std::find(seen.begin(), seen.end(), w.whole) != seen.end()) continue;
        seen.push_back(w.whole);
        above.push_back(w.whole);
      }
    }
    level = std::move(above);
  }
}

std::vector<Entity> Hierarchy::places(Entity e, std::optional<Day> day) const {
  e = (*identity_)(e);
  if (records_->role(e) == EntityRole::place) return {e};
  std::vector<Entity> found;
  climb({e}, day, false, [&](const std::vector<Entity>& level) {
    for (const Entity part : level) {
      if (records_->role(part) == EntityRole::place) continue;
      for (const Whole& w : wholes(part)) {
        const bool fits = w.place_line && may_hold(w.start, w.end, day);
        if (fits && std::find(found.begin(), found.end(), w.whole) == found.end()) found.push_back(w.whole);
      }
    }
    return found.empty();
  });
  return found;
}

std::vector<Entity> Hierarchy::all_at_level(Entity e, PlaceLevel wanted, std::optional<Day> day) const {
  std::vector<Entity> found;
  climb(places(e, day), day, true, [&](const std::vector<Entity>& level) {
    for (const Entity place : level) {
      if (records_->entities().level[place] == static_cast<std::uint8_t>(wanted)) found.push_back(place);
    }
    return found.empty();
  });
  return found;
}

Entity Hierarchy::at_level(Entity e, PlaceLevel level, std::optional<Day> day) const {
  const auto found = all_at_level(e, level, day);
  return found.empty() ? no_entity : found.front();
}

std::vector<Entity> Hierarchy::enclosing_places(Entity e, std::optional<Day> day) const {
  std::vector<Entity> all;
  climb(places(e, day), day, true, [&](const std::vector<Entity>& level) {
    all.insert(all.end(), level.begin(), level.end());
    return true;
  });
  return all;
}

std::vector<Entity> Hierarchy::enclosing(Entity e, std::optional<Day> day) const {
  std::vector<Entity> all;
  climb({(*identity_)(e)}, day, false, [&](const std::vector<Entity>& level) {
    all.insert(all.end(), level.begin(), level.end());
    return true;
  });
  return all;
}

std::vector<Entity> Hierarchy::units_of(Entity e, std::optional<Day> day) const {
  e = (*identity_)(e);
  // Children are found by one pass over all wholes a level; organisations are few levels deep.
  std::vector<char> inside(offsets_.size() - 1, 0);
  inside[e] = 1;
  for (bool grown = true; grown;) {
    grown = false;
    for (Entity part = 0; part < inside.size(); ++part) {
      if (inside[part] != 0) continue;
      for (const Whole& w : wholes(part)) {
        if (inside[w.whole] == 0 || w.place_line || !may_hold(w.start, w.end, day)) continue;
        inside[part] = 1;
        grown = true;
        break;
      }
    }
  }
  std::vector<Entity> units{e};
  for (Entity part = 0; part < inside.size(); ++part) {
    if (inside[part] != 0 && part != e) units.push_back(part);
  }
  return units;
}

std::vector<Entity> Hierarchy::circles() const {
  // Peels off whatever lies in nothing that is left; what stays is on a circle or below one. Then the part that is
  // below only is peeled off from the other side.
  const std::size_t count = offsets_.size() - 1;
  std::vector<std::uint32_t> above(count);
  std::vector<std::uint32_t> below(count, 0);
  std::vector<std::vector<Entity>> parts(wholes_.empty() ? 0 : count);
  for (Entity e = 0; e < count; ++e) {
    above[e] = static_cast<std::uint32_t>(wholes(e).size());
    for (const Whole& w : wholes(e)) {
      parts[w.whole].push_back(e);
      ++below[w.whole];
    }
  }
  if (wholes_.empty()) return {};
  std::vector<char> gone(count, 0);
  std::vector<Entity> ready;
  const auto drop = [&](Entity e) {
    gone[e] = 1;
    for (const Entity part : parts[e]) {
      if (--above[part] == 0 && gone[part] == 0) ready.push_back(part);
    }
    for (const Whole& w : wholes(e)) {
      if (--below[w.whole] == 0 && gone[w.whole] == 0) ready.push_back(w.whole);
    }
  };
  for (Entity e = 0; e < count; ++e) {
    if (above[e] == 0 || below[e] == 0) ready.push_back(e);
  }
  while (!ready.empty()) {
    const Entity e = ready.back();
    ready.pop_back();
    if (gone[e] == 0) drop(e);
  }
  std::vector<Entity> left;
  for (Entity e = 0; e < count; ++e) {
    if (gone[e] == 0) left.push_back(e);
  }
  return left;
}

}  // namespace renmai
