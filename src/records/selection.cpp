// SPDX-License-Identifier: Apache-2.0
#include "records/selection.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"
#include "records/contradictions.hpp"
#include "records/fact_joiner.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

/// By kind number: whether the selection means it.
std::vector<char> kinds_meant(const Schema& schema, const Selection& selection) {
  const auto kinds = schema.relation_kinds();
  std::vector<char> meant(kinds.size(), 0);
  if (selection.kinds.empty()) {
    for (std::size_t k = 0; k < kinds.size(); ++k) meant[k] = kinds[k].has(selection.default_traits) ? 1 : 0;
    return meant;
  }
  for (const std::string& word : selection.kinds) {
    std::uint16_t traits = 0;
    for (const TraitName& trait : trait_names()) {
      if (trait.name == word) traits = trait.trait;
    }
    bool known = word == "all" || traits != 0;
    for (std::size_t k = 0; k < kinds.size(); ++k) {
      if (word != "all" && kinds[k].name != word && !kinds[k].has(traits)) continue;
      meant[k] = 1;
      known = true;
    }
    if (known) continue;
    std::vector<std::string_view> words{"all"};
    for (const TraitName& trait : trait_names()) words.push_back(trait.name);
    for (const RelationKind& kind : kinds) words.emplace_back(kind.name);
    throw Error(ErrorKind::usage, "there is no kind or trait '" + word + "'", {},
                did_you_mean(word, std::span<const std::string_view>(words)));
  }
  return meant;
}

std::uint32_t statuses_meant(const Schema& schema, const Selection& selection) {
  if (selection.statuses.empty()) return 1U << static_cast<unsigned>(Status::actual);
  std::uint32_t meant = 0;
  for (const std::string& word : selection.statuses) {
    if (word == "all") return ~0U;
    const auto status = schema.parse_status(word);
    if (!status) {
      std::vector<std::string_view> words{"all"};
      for (std::size_t i = 0; i < status_count; ++i) words.push_back(to_word(static_cast<Status>(i)));
      throw Error(ErrorKind::usage, "there is no status '" + word + "'", {},
                  did_you_mean(word, std::span<const std::string_view>(words)));
    }
    meant |= 1U << static_cast<unsigned>(*status);
  }
  return meant;
}

std::optional<DayRange> window_of(const Selection& selection) {
  if (selection.at && selection.during) {
    throw Error(ErrorKind::usage, "--at and --during exclude each other", {}, "--during 2024-05/2024-05 is a month");
  }
  if (selection.during) return parse_window(*selection.during);
  if (!selection.at) return std::nullopt;
  const Date date = require_date(*selection.at, "--at");
  if (!date.known()) throw Error(ErrorKind::usage, "--at wants a date, got '" + *selection.at + "'");
  return date.bounds;
}

/// The last day of --known-by.
std::optional<Day> known_by_of(const Selection& selection) {
  if (!selection.known_by) return std::nullopt;
  const Date date = require_date(*selection.known_by, "--known-by");
  if (!date.known()) throw Error(ErrorKind::usage, "--known-by wants a date, got '" + *selection.known_by + "'");
  return date.bounds.last;
}

template <class Value>
std::string join_values(std::span<const Relation> rows, const Value& value) {
  if (rows.size() == 1) return std::string(value(rows.front()));
  std::vector<std::string> parts;
  for (const Relation r : rows) parts.emplace_back(value(r));
  return join_distinct(parts);
}

/// Days that its dates leave open.
std::int64_t open_days(const Records& records, Relation r) {
  const Spell spell = records.spell(r);
  const auto width = [](DayRange range) { return std::int64_t{range.last} - range.first; };
  return width(spell.start) + width(spell.end);
}

/// (relation, the one that counts in its place), sorted.
std::vector<std::pair<Relation, Relation>> outweighed(const Records& records, const Identity& identity,
                                                      Resolve resolve) {
  std::vector<std::pair<Relation, Relation>> found;
  if (resolve == Resolve::all) return found;
  const auto worth = [&](Relation r) {
    const std::int64_t precision = -open_days(records, r);
    const std::int64_t lateness = records.known_on(r).value_or(day_before_all);
    const bool latest = resolve == Resolve::latest;
    return std::tuple(latest ? lateness : precision, latest ? precision : lateness, records.confidence(r));
  };
  const Contradictions contradictions(records, identity);
  for (const auto& [a, b] : contradictions.pairs()) {
    if (worth(a) < worth(b))
      found.emplace_back(a, b);
    else
      found.emplace_back(b, a);
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// By entity: whether it, or the organisation it is a unit of, is left out. Empty if nothing is.
std::vector<char> left_out(const Selected& selected) {
  std::vector<char> out;
  if (selected.selection.without.empty()) return out;
  out.resize(selected.records.entity_count(), 0);
  for (const Entity e : selected.selection.without) {
    const Entity shown = selected.identity(e);
    if (selected.records.role(shown) == EntityRole::place)
      throw Error(ErrorKind::usage, "'" + shown_name(selected.records, shown) +
                                        "' is a place; a person or an organisation can be left out");
    out[shown] = 1;
    for (const Entity unit : selected.hierarchy.units_of(shown)) out[unit] = 1;
  }
  return out;
}

}  // namespace

std::string_view to_word(Resolve resolve) {
  constexpr std::array<std::string_view, 3> words{"all", "latest", "most-precise"};
  return words.at(static_cast<std::size_t>(resolve));
}

Selection selection_of_everything() {
  Selection selection;
  selection.kinds = {"all"};
  selection.statuses = {"all"};
  selection.min_confidence = 0;
  selection.collectives = true;
  return selection;
}

Selected::Selected(const Records& all, Selection choice, Regions chosen_regions, Prepared)
    : records(all),
      selection(std::move(choice)),
      identity(all, selection.identity, selection.flipped),
      hierarchy(all, identity),
      regions(std::move(chosen_regions)),
      window_(window_of(selection)),
      known_by_(known_by_of(selection)),
      outweighed_(outweighed(all, identity, selection.resolve)) {}

Selected::Selected(const Records& all, Selection choice, Regions chosen_regions)
    : Selected(all, std::move(choice), std::move(chosen_regions), Prepared{}) {
  keep([&](const auto& take) {
    for (Relation r = 0; r < records.relation_count(); ++r) take(r);
  });
}

Selected::Selected(const Records& all, Selection choice, Regions chosen_regions, std::span<const Entity> about)
    : Selected(all, std::move(choice), std::move(chosen_regions), Prepared{}) {
  std::vector<Relation> near;
  for (const Entity e : about) {
    identity.for_members(e, [&](Entity member) {
      const std::vector<Relation> relations = records.relations_of(member);
      near.insert(near.end(), relations.begin(), relations.end());
    });
  }
  std::sort(near.begin(), near.end());
  near.erase(std::unique(near.begin(), near.end()), near.end());
  keep([&](const auto& take) { std::for_each(near.begin(), near.end(), take); });
}

/// Of the relations that each_relation gives, in ascending order, takes those that are wanted as facts.
template <class EachRelation>
void Selected::keep(const EachRelation& each_relation) {
  const auto kinds = kinds_meant(records.schema(), selection);
  const std::uint32_t statuses = statuses_meant(records.schema(), selection);
  const Conditions conditions(selection.where, records);
  const Certainty least = selection.certain ? Certainty::certain : Certainty::possible;
  const RelationColumns& c = records.relations();
  const std::vector<char> out = left_out(*this);
  const auto is_out = [&](Entity e) { return e != no_entity && out[identity(e)] != 0; };

  const auto wanted = [&](Relation r) {
    if (kinds[c.kind[r]] == 0 || (statuses >> c.status[r] & 1U) == 0) return false;
    if (records.confidence(r) < selection.min_confidence) return false;
    if (!admits(identity(c.from[r])) || !admits(identity(c.to[r]))) return false;
    if (known(r) < least) return false;
    if (!out.empty() && (is_out(c.from[r]) || is_out(c.to[r]) || is_out(c.from_place[r]))) return false;
    if (outweighed_by(r)) return false;
    return conditions.empty() || conditions.hold(records, r);
  };
  each_relation([&](Relation r) {
    if (wanted(r)) order_.push_back(r);
  });
  if (records.sources().size() > 1) {
    const auto facts = join_facts(records, identity, std::move(order_));
    order_.clear();
    offsets_.push_back(0);
    for (const auto& fact : facts) {
      order_.insert(order_.end(), fact.begin(), fact.end());
      offsets_.push_back(static_cast<std::uint32_t>(order_.size()));
    }
  }
  if (window_) keep_in_time();
}

void Selected::keep_in_time() {
  const Certainty least = selection.certain ? Certainty::certain : Certainty::possible;
  std::vector<Relation> order;
  std::vector<std::uint32_t> offsets{0};
  for (Fact f = 0; f < fact_count(); ++f) {
    if (certainty(f) < least) continue;
    const auto rows = evidence(f);
    order.insert(order.end(), rows.begin(), rows.end());
    offsets.push_back(static_cast<std::uint32_t>(order.size()));
  }
  order_ = std::move(order);
  offsets_ = std::move(offsets);
}

std::optional<Relation> Selected::outweighed_by(Relation r) const {
  const auto found = std::lower_bound(outweighed_.begin(), outweighed_.end(), std::pair(r, Relation{0}));
  return found == outweighed_.end() || found->first != r ? std::nullopt : std::optional(found->second);
}

double Selected::confidence(Fact f) const {
  double most = 0;
  for (const Relation r : evidence(f)) most = std::max(most, records.confidence(r));
  return most;
}

Spell Selected::spell(Fact f) const {
  const auto rows = evidence(f);
  Spell spell = records.spell(rows.front());
  for (const Relation r : rows.subspan(1)) spell = unite(spell, records.spell(r)).value_or(spell);
  return spell;
}

/// Whether what the row says was known by --known-by. A source without a date may be older.
Certainty Selected::known(Relation r) const {
  if (!known_by_) return Certainty::certain;
  const auto first = records.known_on(r);
  const auto last = records.surely_known_on(r);
  if (last && *last <= *known_by_) return Certainty::certain;
  return first && *first > *known_by_ ? Certainty::no : Certainty::possible;
}

Certainty Selected::certainty(Fact f) const {
  Certainty told = Certainty::certain;
  if (known_by_) {
    told = Certainty::no;
    for (const Relation r : evidence(f)) told = either(told, known(r));
  }
  if (!window_) return told;
  const Spell spell = this->spell(f);
  return both(told, selection.during_rule == DuringRule::all ? spell.within(*window_) : spell.meets(*window_));
}

std::string Selected::roles(Fact f) const {
  return join_values(evidence(f), [&](Relation r) { return records.text(records.relations().role[r]); });
}

std::string Selected::sources(Fact f) const {
  return join_values(evidence(f), [&](Relation r) { return records.source_id(r); });
}

bool Selected::follows(Fact later, Fact earlier) const {
  for (const Relation a : evidence(later)) {
    for (const Relation b : evidence(earlier)) {
      if (records.follows(a, b)) return true;
    }
  }
  return false;
}

std::vector<Fact> Selected::facts_of(Entity representative) const {
  std::vector<Fact> facts;
  for (Fact f = 0; f < fact_count(); ++f) {
    if (from(f) == representative || to(f) == representative) facts.push_back(f);
  }
  return facts;
}

std::vector<std::pair<std::string, std::string>> stamp_of(const Selection& selection) {
  std::vector<std::pair<std::string, std::string>> lines;
  const auto add = [&](std::string key, std::string value) { lines.emplace_back(std::move(key), std::move(value)); };
  std::vector<std::string> kinds = selection.kinds;
  if (kinds.empty()) {
    for (const TraitName& trait : trait_names()) {
      if ((selection.default_traits & trait.trait) != 0) kinds.emplace_back(trait.name);
    }
  }
  add("kinds", join(kinds, "+"));
  add("status", selection.statuses.empty() ? "actual" : join(selection.statuses, "+"));
  add("confidence", ">= " + format_number(selection.min_confidence));
  add("identity", std::string(to_word(selection.identity)));
  if (selection.at) add("at", *selection.at);
  if (selection.during)
    add("during", *selection.during + (selection.during_rule == DuringRule::all ? " (all of it)" : ""));
  if (selection.certain) add("time", "certain only");
  if (selection.known_by) add("known_by", *selection.known_by);
  if (!selection.where.empty()) add("where", selection.where);
  if (selection.collectives) add("collectives", "in");
  if (selection.resolve != Resolve::all) add("resolve", std::string(to_word(selection.resolve)));
  return lines;
}

std::vector<std::pair<std::string, std::string>> Selected::stamp() const {
  std::vector<std::pair<std::string, std::string>> lines = stamp_of(selection);
  const auto add = [&](std::string key, std::string value) { lines.emplace_back(std::move(key), std::move(value)); };
  std::vector<std::string> left;
  left.reserve(selection.without.size());
  for (const Entity e : selection.without) left.push_back(shown_name(records, e));
  if (!left.empty()) add("without", join(left, "; "));
  add("as_of", format_day(records.as_of()));
  add("facts", std::to_string(fact_count()));
  if (!records.dataset().name.empty()) add("dataset", records.dataset().name);
  add("hash", hex16(records.content_hash()));
  return lines;
}

}  // namespace renmai
