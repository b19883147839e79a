// SPDX-License-Identifier: Apache-2.0
#include "records/containment.hpp"

#include <tsl/robin_set.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "records/circles.hpp"

namespace renmai {
namespace {

constexpr std::array<std::string_view, 3> roll_up_words{"unit", "organisation", "top"};

bool may_hold(DayRange start, DayRange end, std::optional<Day> day) {
  return !day || (start.first <= *day && end.last > *day);
}

/// Entities met on a climb: mostly a handful, but one may lie in many wholes at once.
class Visited {
 public:
  explicit Visited(std::span<const Entity> first) {
    for (const Entity e : first) add(e);
  }
  /// Whether it is new.
  bool add(Entity e) {
    if (few_.size() < most_few) {
      if (std::find(few_.begin(), few_.end(), e) != few_.end()) return false;
      few_.push_back(e);
      return true;
    }
    if (many_.empty()) many_.insert(few_.begin(), few_.end());
    return many_.insert(e).second;
  }

 private:
  static constexpr std::size_t most_few = 32;
  std::vector<Entity> few_;
  tsl::robin_set<Entity> many_;
};

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
  if (links.empty()) return;
  offsets_.assign(std::size_t{links.back().part} + 2, 0);
  for (const Link& link : links) ++offsets_[link.part + std::size_t{1}];
  for (std::size_t e = 1; e < offsets_.size(); ++e) offsets_[e] += offsets_[e - 1];
  for (const Link& link : links) wholes_.push_back(link.whole);
  refuse_deep_nesting();
}

std::vector<std::pair<Entity, Entity>> Hierarchy::links() const {
  std::vector<std::pair<Entity, Entity>> links;
  for (Entity e = 0; e + 1 < offsets_.size(); ++e) {
    for (const Whole& w : wholes(e)) links.emplace_back(e, w.whole);
  }
  std::sort(links.begin(), links.end());
  return links;
}

/// Every answer climbs, so what is nested thousands deep, as only a hostile file is, would take quadratic time.
void Hierarchy::refuse_deep_nesting() const {
  auto links = this->links();
  std::vector<Entity> linked;  // few of all entities lie in something
  for (const auto& [part, whole] : links) linked.insert(linked.end(), {part, whole});
  std::sort(linked.begin(), linked.end());
  linked.erase(std::unique(linked.begin(), linked.end()), linked.end());
  const auto place_of = [&](Entity e) {
    return static_cast<Entity>(std::lower_bound(linked.begin(), linked.end(), e) - linked.begin());
  };
  for (auto& [part, whole] : links) part = place_of(part), whole = place_of(whole);
  const auto longest = longest_walks(linked.size(), links);
  const auto deepest = std::max_element(longest.begin(), longest.end());
  if (*deepest <= most_nested) return;
  const Entity e = linked[static_cast<std::size_t>(deepest - longest.begin())];
  throw Error(ErrorKind::limit,
              "'" + std::string(records_->entity_id(e)) + "' is nested " + format_count(*deepest) +
                  " deep in what it is part of or lies in; at most " + format_count(most_nested) + " is read",
              records_->entity_place(e));
}

/// The surest organisation or unit that `e` is part of.
Entity Hierarchy::next_organisation(Entity e, std::optional<Day> day) const {
  for (const Whole& w : wholes(e)) {
    const EntityRole role = records_->role(w.whole);
    const bool fits = role == EntityRole::organisation || role == EntityRole::unit;
    if (fits && may_hold(w.start, w.end, day)) return w.whole;
  }
  return no_entity;
}

Entity Hierarchy::roll_up(Entity e, RollUp level, std::optional<Day> day) const {
  e = (*identity_)(e);
  if (level == RollUp::unit) return e;
  const auto above = [&](Entity at) {
    const bool arrived = level == RollUp::organisation && records_->role(at) != EntityRole::unit;
    return arrived ? no_entity : next_organisation(at, day);
  };
  // Brent's search for a circle: `mark` waits for 1, 2, 4 ... steps and is met again only on a circle.
  Entity mark = e;
  for (std::uint64_t steps = 0, wait = 1;; ++steps) {
    const Entity next = above(e);
    if (next == no_entity) return e;
    e = next;
    if (e == mark) break;
    if (steps == wait) mark = e, steps = 0, wait *= 2;
  }
  Entity least = e;
  for (Entity on = above(e); on != e; on = above(on)) least = std::min(least, on);
  return least;
}

/// Visits the entities above, level by level, each once; `visit(level)` returns whether to climb on.
template <class Visit>
void Hierarchy::climb(std::vector<Entity> level, std::optional<Day> day, bool place_line_only,
                      const Visit& visit) const {
  Visited seen(level);
  while (!level.empty() && visit(std::as_const(level))) {
    std::vector<Entity> above;
    for (const Entity e : level) {
      for (const Whole& w : wholes(e)) {
        if (place_line_only && !w.place_line) continue;
        if (!may_hold(w.start, w.end, day)) continue;
        if (seen.add(w.whole)) above.push_back(w.whole);
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
  const std::size_t count = records_->entity_count();
  std::vector<std::uint32_t> first_part(count + 1, 0);
  const auto each_part = [&](const auto& use) {
    for (Entity part = 0; part < count; ++part) {
      for (const Whole& w : wholes(part)) {
        if (!w.place_line && may_hold(w.start, w.end, day)) use(part, w.whole);
      }
    }
  };
  each_part([&](Entity, Entity whole) { ++first_part[whole + 1]; });
  for (std::size_t k = 1; k <= count; ++k) first_part[k] += first_part[k - 1];
  std::vector<Entity> parts(first_part[count]);
  auto next_slot = first_part;
  each_part([&](Entity part, Entity whole) { parts[next_slot[whole]++] = part; });

  std::vector<char> inside(count, 0);
  inside[e] = 1;
  std::vector<Entity> units{e};
  for (std::size_t at = 0; at < units.size(); ++at) {
    for (std::uint32_t k = first_part[units[at]]; k < first_part[units[at] + 1]; ++k) {
      if (inside[parts[k]] == 0) inside[parts[k]] = 1, units.push_back(parts[k]);
    }
  }
  std::sort(units.begin() + 1, units.end());
  return units;
}

std::vector<Entity> Hierarchy::circles() const {
  const auto circles = find_circles(records_->entity_count(), links());
  std::vector<Entity> found;
  for (Entity e = 0; e < circles.size(); ++e) {
    if (circles[e] != no_circle) found.push_back(e);
  }
  return found;
}

}  // namespace renmai
