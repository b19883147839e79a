// SPDX-License-Identifier: Apache-2.0
#include "records/moves.hpp"

#include <algorithm>
#include <array>
#include <atomic>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/sort.hpp"
#include "base/text.hpp"
#include "records/policies.hpp"
#include "records/tenure.hpp"

namespace renmai {
namespace {

constexpr std::array<std::string_view, 10> type_words{"onward", "return", "stated", "entry",     "exit",
                                                      "gap",    "visit",  "dual",   "ambiguous", "censored"};
constexpr std::size_t most_stays = 1024;
constexpr std::size_t part_rows = std::size_t{1} << 16;
constexpr std::size_t most_parts = 128;

std::uint16_t traits_wanted(const MoveRules& rules) {
  if (rules.basis == Basis::residence) return trait_residence;
  return rules.study ? trait_affiliation | trait_study : trait_affiliation;
}

/// What a fact of a kind is to moves.
enum class Part : std::uint8_t { none, stay, stated };

/// By kind number.
std::vector<Part> parts_of_kinds(const Schema& schema, const MoveRules& rules) {
  std::vector<Part> parts;
  for (const RelationKind& kind : schema.relation_kinds()) {
    const bool stay = kind.has(traits_wanted(rules)) && !kind.has(trait_event);
    parts.push_back(kind.has(trait_transfer) ? Part::stated : stay ? Part::stay : Part::none);
  }
  return parts;
}

constexpr Entity person_of(std::uint64_t row) { return static_cast<Entity>(row >> 32U); }
constexpr Fact fact_of(std::uint64_t row) { return static_cast<Fact>(row); }

/// Spells by the dates that make them; most facts share theirs with many others.
class SpellCache {
 public:
  explicit SpellCache(const Selected& selected) : selected_(selected), slots_(slot_count) {}

  Spell of(Fact fact) {
    const Relation r = selected_.relation(fact);
    const auto dates = selected_.evidence(fact).size() == 1 ? selected_.records.plain_dates(r) : std::nullopt;
    if (!dates) return selected_.spell(fact);
    Slot& slot = slots_[mix64(*dates) % slot_count];
    if (!slot.used || slot.dates != *dates) slot = {*dates, true, selected_.records.spell(r)};
    return slot.spell;
  }

 private:
  static constexpr std::size_t slot_count = 4096;
  struct Slot {
    std::uint64_t dates = 0;
    bool used = false;
    Spell spell;
  };
  const Selected& selected_;
  std::vector<Slot> slots_;
};

}  // namespace

std::string_view to_word(EventType type) { return type_words.at(static_cast<std::size_t>(type)); }

Moves::Moves(const Selected& selected, Groups& groups, const MoveRules& rules)
    : selected_(selected), groups_(groups), rules_(rules) {
  collect();
  check_stop();
  split();
  resolve_groups();
}

/// The rows of people that matter, by person (people in the order of their ids, each with facts in canonical order).
void Moves::collect() {
  const Records& records = selected_.records;
  const auto parts = parts_of_kinds(records.schema(), rules_);
  const std::uint8_t* const kinds = records.relations().kind.data();
  const auto wanted = [&](Fact f) {
    if (parts[kinds[selected_.relation(f)]] == Part::none) return false;
    return records.role(selected_.from(f)) == EntityRole::person;
  };
  const std::size_t count = selected_.fact_count();
  const std::size_t blocks = (count + part_rows - 1) / part_rows;
  std::vector<std::size_t> begins(blocks + 1, 0);
  const auto each = [&](std::size_t block, const auto& use) {
    const std::size_t end = std::min(count, (block + 1) * part_rows);
    for (std::size_t f = block * part_rows; f < end; ++f) {
      if (wanted(static_cast<Fact>(f))) use(static_cast<Fact>(f));
    }
  };
  parallel_for(
      blocks, [&](std::size_t b) { each(b, [&](Fact) { ++begins[b + 1]; }); }, 1);
  for (std::size_t b = 0; b < blocks; ++b) begins[b + 1] += begins[b];
  rows_.resize(begins.back());
  parallel_for(
      blocks,
      [&](std::size_t b) {
        std::size_t place = begins[b];
        each(b, [&](Fact f) { rows_[place++] = (std::uint64_t{selected_.from(f)} << 32U) | f; });
      },
      1);
  radix_sort(rows_, 64, [](std::uint64_t row) { return row; });
}

void Moves::split() {
  const std::size_t part_size = std::max(part_rows, rows_.size() / most_parts);
  parts_.push_back(0);
  while (parts_.back() < rows_.size()) {
    std::size_t end = std::min(rows_.size(), parts_.back() + part_size);
    while (end < rows_.size() && person_of(rows_[end]) == person_of(rows_[end - 1])) ++end;
    parts_.push_back(end);
  }
  std::atomic<std::uint64_t> people{0};
  parallel_for(
      part_count(),
      [&](std::size_t p) {
        std::uint64_t count = 1;
        for (std::size_t i = parts_[p] + 1; i < parts_[p + 1]; ++i) {
          if (person_of(rows_[i]) != person_of(rows_[i - 1])) ++count;
        }
        people.fetch_add(count, std::memory_order_relaxed);
      },
      1);
  person_count_ = people;
}

/// Asks for every group once, by one thread, so that any thread may look it up.
void Moves::resolve_groups() {
  const RelationColumns& c = selected_.records.relations();
  if (groups_.dated()) {
    SpellCache spells(selected_);
    dated_groups_.reserve(rows_.size());
    for (const std::uint64_t row : rows_) {
      const Relation r = selected_.relation(fact_of(row));
      const Spell spell = spells.of(fact_of(row));
      const auto day = spell.has_best_start() ? std::optional(spell.best_start) : std::nullopt;
      dated_groups_.emplace_back(groups_.of(c.from_place[r], no_entity, day), groups_.of(c.to[r], c.place[r], day));
    }
    return;
  }
  std::vector<std::uint8_t> asked(selected_.records.entity_count(), 0);
  const bool placed = !c.place.empty();
  const bool from_placed = !c.from_place.empty();
  const auto ask = [&](Entity e) {
    if (e != no_entity) std::atomic_ref(asked[e]).store(1, std::memory_order_relaxed);
  };
  parallel_for(rows_.size(), [&](std::size_t i) {
    const Relation r = selected_.relation(fact_of(rows_[i]));
    if (!placed || c.place[r] == no_entity) ask(c.to[r]);
    if (from_placed) ask(c.from_place[r]);
  });
  for (Entity e = 0; e < asked.size(); ++e) {
    if (asked[e] != 0) static_cast<void>(groups_.of(e, no_entity, std::nullopt));
  }
  if (!placed) return;
  for (const std::uint64_t row : rows_) {
    const Relation r = selected_.relation(fact_of(row));
    if (c.place[r] != no_entity) static_cast<void>(groups_.of(c.to[r], c.place[r], std::nullopt));
  }
}

/// Makes the events of one person after the other, in memory that all of them share.
class Moves::Person {
 public:
  explicit Person(const Moves& moves)
      : moves_(moves),
        selected_(moves.selected_),
        parts_(parts_of_kinds(selected_.records.schema(), moves.rules_)),
        spells_(selected_),
        context_{moves.rules_, moves.groups_, selected_.records.as_of()} {}

  /// The events of the person with the rows [begin, end).
  std::span<const Event> events(std::size_t begin, std::size_t end) {
    person_.person = person_of(moves_.rows_[begin]);
    person_.stays.clear();
    stated_.clear();
    events_.clear();
    for (std::size_t row = begin; row < end; ++row) add(row);
    if (person_.stays.size() > most_stays) refuse();
    if (!person_.stays.empty()) derive();
    for (const Event& stated : stated_) {
      if (moves_.rules_.basis == Basis::residence) drop_twins(stated);
      events_.push_back(stated);
    }
    sort();
    return events_;
  }

  [[nodiscard]] std::uint64_t undated_count() const { return undated_count_; }

 private:
  [[noreturn]] void refuse() const {
    throw Error(ErrorKind::limit,
                "person '" + std::string(selected_.records.entity_id(person_.person)) + "' has more than " +
                    format_count(most_stays) + " affiliations; moves cannot be derived",
                {}, "if the id stands for many people, leave it out: --where from!=ID");
  }

  void add(std::size_t row) {
    const RelationColumns& c = selected_.records.relations();
    const Fact fact = fact_of(moves_.rows_[row]);
    const Relation r = selected_.relation(fact);
    const Spell spell = spells_.of(fact);
    const Group to =
        moves_.groups_.dated() ? moves_.dated_groups_[row].second : moves_.groups_.known(c.to[r], c.place[r]);
    if (parts_[c.kind[r]] == Part::stay) {
      if (!spell.has_best_start()) ++undated_count_;
      person_.stays.push_back({to, spell, fact, selected_.kind(fact).primacy});
      return;
    }
    // Where the person was says nothing of an employer; an organisation has a place, so its moves count on every basis.
    if (moves_.rules_.basis != Basis::residence && selected_.records.role(c.to[r]) == EntityRole::place) return;
    const Group from =
        moves_.groups_.dated() ? moves_.dated_groups_[row].first : moves_.groups_.known(c.from_place[r], no_entity);
    if (from == to) return;
    stated_.push_back({.person = person_.person,
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

  void derive() {
    if (selected_.records.has_order()) {
      facts_.clear();
      for (const Stay& stay : person_.stays) facts_.push_back(stay.fact);
      person_.stated.assign(selected_, facts_);
    }
    unite_stays(person_, context_);
    if (moves_.rules_.policy != MovePolicy::tenure) return run_other_policy(person_, context_, events_);
    if (run_tenure_policy(person_, context_, events_)) return;
    possible_.add(person_, context_, events_);
    stays_of_groups_.clear();
    for (const Stay& stay : person_.stays) stays_of_groups_.push_back(stay.group);
    std::sort(stays_of_groups_.begin(), stays_of_groups_.end());
    for (Event& event : events_) event.pair_limit = std::min(stays_in(event.from), stays_in(event.to));
  }

  [[nodiscard]] std::uint32_t stays_in(Group group) const {
    const auto [first, last] = std::equal_range(stays_of_groups_.begin(), stays_of_groups_.end(), group);
    return static_cast<std::uint32_t>(last - first);
  }

  /// A stated move stands for the derived ones of the same pair about the same time.
  void drop_twins(const Event& stated) {
    std::erase_if(events_, [&](const Event& event) {
      if (!is_move(event.type) || event.type == EventType::stated) return false;
      if (event.from != stated.from || event.to != stated.to) return false;
      if (event.date == no_day || stated.date == no_day) return true;
      return std::abs(std::int64_t{event.date} - stated.date) <= moves_.rules_.max_gap;
    });
  }

  /// As they happened, undated stated moves last; then the possible ones by group.
  void sort() {
    const auto rank = [](const Event& event) {
      return std::pair(!event.counted, event.date == no_day ? day_after_all : event.date);
    };
    const auto before = [&](const Event& a, const Event& b) {
      if (a.counted || b.counted) return rank(a) < rank(b);
      const Groups& groups = moves_.groups_;
      return std::tie(groups.id(a.from), groups.id(a.to), a.to_fact) <
             std::tie(groups.id(b.from), groups.id(b.to), b.to_fact);
    };
    if (!std::is_sorted(events_.begin(), events_.end(), before)) {
      std::stable_sort(events_.begin(), events_.end(), before);
    }
  }

  const Moves& moves_;
  const Selected& selected_;
  std::vector<Part> parts_;
  SpellCache spells_;
  TenureContext context_;
  PersonTenures person_;
  PossibleMoves possible_;
  std::vector<Fact> facts_;             // of its stays
  std::vector<Group> stays_of_groups_;  // sorted
  std::vector<Event> stated_;
  std::vector<Event> events_;
  std::uint64_t undated_count_ = 0;
};

std::uint64_t Moves::visit(const std::function<void(std::size_t part, std::span<const Event> events)>& take) const {
  std::atomic<std::uint64_t> undated{0};
  parallel_for(
      part_count(),
      [&](std::size_t p) {
        check_stop();
        Person person(*this);
        for (std::size_t begin = parts_[p]; begin < parts_[p + 1];) {
          std::size_t end = begin + 1;
          while (end < parts_[p + 1] && person_of(rows_[end]) == person_of(rows_[begin])) ++end;
          take(p, person.events(begin, end));
          begin = end;
        }
        undated.fetch_add(person.undated_count(), std::memory_order_relaxed);
      },
      1);
  return undated;
}

Career derive_moves(const Selected& selected, Groups& groups, const MoveRules& rules) {
  const Moves moves(selected, groups, rules);
  std::vector<std::vector<Event>> parts(moves.part_count());
  Career career;
  career.person_count = moves.person_count();
  career.undated_count = moves.visit([&](std::size_t part, std::span<const Event> events) {
    parts[part].insert(parts[part].end(), events.begin(), events.end());
  });
  for (auto& part : parts) {
    career.events.insert(career.events.end(), part.begin(), part.end());
    part = {};
  }
  return career;
}

}  // namespace renmai
