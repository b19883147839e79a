// SPDX-License-Identifier: Apache-2.0
#include "records/moves.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "records/tenure.hpp"

namespace renmai {
namespace {

constexpr std::array<std::string_view, 10> type_words{"onward", "return", "stated", "entry",     "exit",
                                                      "gap",    "visit",  "dual",   "ambiguous", "censored"};
constexpr std::size_t most_stays = 4096;

std::uint16_t traits_wanted(const MoveRules& rules) {
  if (rules.basis == Basis::residence) return trait_residence;
  return rules.study ? trait_affiliation | trait_study : trait_affiliation;
}

/// The facts of one person, stays and stated moves apart.
struct PersonFacts {
  Entity person = no_entity;
  std::vector<Stay> stays;
  std::vector<Event> stated;
};

class Derivation {
 public:
  Derivation(const Selected& selected, Groups& groups, const MoveRules& rules)
      : selected_(selected), groups_(groups), rules_(rules), wanted_(traits_wanted(rules)) {}

  Career run() {
    const auto people = collect();
    check_stop();
    Career career;
    career.person_count = people.size();
    for (const PersonFacts& person : people) {
      for (const Stay& stay : person.stays) career.undated_count += stay.spell.has_best_start() ? 0U : 1U;
    }
    std::vector<std::vector<Event>> by_person(people.size());
    parallel_for(
        people.size(), [&](std::size_t p) { by_person[p] = events_of(people[p]); }, 256);
    for (auto& events : by_person) {
      career.events.insert(career.events.end(), events.begin(), events.end());
    }
    return career;
  }

 private:
  /// People in the order of their ids, each with facts in canonical order.
  std::vector<PersonFacts> collect() {
    std::vector<std::pair<Entity, Fact>> rows;
    for (Fact f = 0; f < selected_.fact_count(); ++f) {
      const RelationKind& kind = selected_.kind(f);
      const bool stay = kind.has(wanted_) && !kind.has(trait_event);
      if (!stay && !kind.has(trait_transfer)) continue;
      const Entity person = selected_.from(f);
      if (selected_.records.role(person) == EntityRole::person) rows.emplace_back(person, f);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<PersonFacts> people;
    for (const auto& [person, fact] : rows) {
      if (people.empty() || people.back().person != person) people.push_back({person, {}, {}});
      add_fact(people.back(), fact);
      if (people.back().stays.size() <= most_stays) continue;
      throw Error(ErrorKind::limit,
                  "person '" + std::string(selected_.records.entity_id(person)) + "' has more than " +
                      format_count(most_stays) + " affiliations; moves cannot be derived",
                  {}, "if the id stands for many people, leave it out: --where from!=ID");
    }
    return people;
  }

  void add_fact(PersonFacts& person, Fact fact) {
    const RelationColumns& c = selected_.records.relations();
    const Relation r = selected_.relation(fact);
    const Spell spell = selected_.spell(fact);
    const auto day = spell.has_best_start() ? std::optional(spell.best_start) : std::nullopt;
    if (selected_.kind(fact).has(trait_transfer)) return add_stated(person, fact, spell, day);
    person.stays.push_back({groups_.of(c.to[r], c.place[r], day), spell, fact});
  }

  void add_stated(PersonFacts& person, Fact fact, const Spell& spell, std::optional<Day> day) {
    const RelationColumns& c = selected_.records.relations();
    const Relation r = selected_.relation(fact);
    const auto is_place = [&](Entity e) { return e != no_entity && selected_.records.role(e) == EntityRole::place; };
    // Where the person was says nothing of an employer; an organisation has a place, so its moves count on every basis.
    if (rules_.basis != Basis::residence && is_place(c.to[r])) return;
    const Group from = groups_.of(c.from_place[r], no_entity, day);
    const Group to = groups_.of(c.to[r], c.place[r], day);
    if (from == to) return;
    person.stated.push_back({.person = person.person,
                             .type = EventType::stated,
                             .from = from,
                             .to = to,
                             .date = spell.best_start,
                             .dates = spell.start,
                             .certainty = Certainty::certain,
                             .counted = true,
                             .from_fact = fact,
                             .to_fact = fact});
  }

  std::vector<Event> events_of(const PersonFacts& person) const {
    std::vector<Event> events;
    if (!person.stays.empty()) derive(person, events);
    limit_pairs(person, events);
    for (const Event& stated : person.stated) {
      if (rules_.basis == Basis::residence) drop_twins(events, stated);
      events.push_back(stated);
    }
    // As they happened, undated stated moves last; then the possible ones by group.
    const auto rank = [](const Event& event) {
      return std::pair(!event.counted, event.date == no_day ? day_after_all : event.date);
    };
    std::stable_sort(events.begin(), events.end(), [&](const Event& a, const Event& b) {
      if (a.counted || b.counted) return rank(a) < rank(b);
      return std::tie(groups_.id(a.from), groups_.id(a.to), a.to_fact) <
             std::tie(groups_.id(b.from), groups_.id(b.to), b.to_fact);
    });
    return events;
  }

  void derive(const PersonFacts& person, std::vector<Event>& events) const {
    const FollowsFunction follows = [&](Fact later, Fact earlier) { return selected_.follows(later, earlier); };
    const auto group_before = [&](Group a, Group b) { return groups_.id(a) < groups_.id(b); };
    const auto tenures = unite_stays(person.stays, rules_, group_before, follows);
    const bool all_dated = std::all_of(person.stays.begin(), person.stays.end(),
                                       [](const Stay& stay) { return stay.spell.has_best_start(); });
    const Day as_of = selected_.records.as_of();
    run_tenure_policy(tenures, person.stays, rules_, as_of, all_dated, follows, person.person, events);
    add_possible_moves(tenures, person.stays, rules_, as_of, follows, person.person, 0, events);
  }

  static void limit_pairs(const PersonFacts& person, std::vector<Event>& events) {
    std::map<Group, std::uint32_t> stays;
    for (const Stay& stay : person.stays) ++stays[stay.group];
    for (Event& event : events) event.pair_limit = std::min(stays[event.from], stays[event.to]);
  }

  /// A stated move stands for the derived ones of the same pair about the same time.
  void drop_twins(std::vector<Event>& events, const Event& stated) const {
    std::erase_if(events, [&](const Event& event) {
      if (!is_move(event.type) || event.type == EventType::stated) return false;
      if (event.from != stated.from || event.to != stated.to) return false;
      if (event.date == no_day || stated.date == no_day) return true;
      return std::abs(std::int64_t{event.date} - stated.date) <= rules_.max_gap;
    });
  }

  const Selected& selected_;
  Groups& groups_;
  const MoveRules& rules_;
  std::uint16_t wanted_;
};

}  // namespace

std::string_view to_word(EventType type) { return type_words.at(static_cast<std::size_t>(type)); }

Career derive_moves(const Selected& selected, Groups& groups, const MoveRules& rules) {
  return Derivation(selected, groups, rules).run();
}

}  // namespace renmai
