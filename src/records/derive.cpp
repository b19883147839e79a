// SPDX-License-Identifier: Apache-2.0
// What Records tells from its parts: dates, what is known of sources, spells in order, what lies in what.
#include <tsl/robin_map.h>

#include <algorithm>
#include <queue>
#include <tuple>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "records/circles.hpp"
#include "records/records.hpp"
#include "records/row_hash.hpp"
#include "records/soundness.hpp"

namespace renmai {
namespace {

constexpr std::uint32_t most_in_after = 1024;

std::optional<DayRange> days_of(std::string_view text) {
  const DateParse parse = parse_date(text);
  return parse.date && parse.date->known() ? std::optional(parse.date->bounds) : std::nullopt;
}

std::optional<Day> first_day(std::optional<DayRange> days) {
  return days && days->first > day_before_all ? std::optional(days->first) : std::nullopt;
}

std::optional<Day> last_day(std::optional<DayRange> days) {
  return days && days->last < day_after_all ? std::optional(days->last) : std::nullopt;
}

std::optional<Day> earliest(std::optional<Day> a, std::optional<Day> b) { return a && b ? std::min(a, b) : a ? a : b; }

/// A date that the builder took in.
Date date_of(std::string_view text) {
  DateParse parse = parse_date(text);
  if (!parse.date) refuse_unsound("'" + std::string(text) + "' is no date: " + parse.message);
  return *parse.date;
}

}  // namespace

Records::Records(RecordsParts parts) : parts_(std::move(parts)) {
  require_sound_references(*this);
  for (const TextId text : parts_.date_texts.span()) dates_.push_back(date_of(parts_.texts[text]));
  for (const TextId text : parts_.attested_texts.span()) {
    auto& dates = attested_.emplace_back();
    for (const std::string_view part : split_list(parts_.texts[text], ';')) {
      dates.push_back(date_of(part));
      if (!dates.back().known()) refuse_unsound("'" + std::string(part) + "' is no date to be attested on");
    }
  }
  settle_sources();
  if (!parts_.after.empty()) {
    if (after_in_order().size() != parts_.after.size()) refuse_unsound("relations follow one another in a circle");
    refuse_long_after();
    order_spells([](const AfterEdge&) {});
  }
  collect_containments();
}

void Records::settle_sources() {
  const Texts& texts = parts_.texts;
  for (const Source& source : parts_.sources) {
    const auto published = days_of(texts[source.published]);
    const auto retrieved = days_of(texts[source.retrieved]);
    source_published_.push_back(first_day(published));
    source_known_.push_back(earliest(first_day(published), first_day(retrieved)));
    source_surely_known_.push_back(earliest(last_day(published), last_day(retrieved)));
  }
}

/// Answers walk along `after`, so a chain of thousands, as only a hostile file has, would take quadratic time.
void Records::refuse_long_after() const {
  const auto longest = longest_walks(relation_count(), parts_.after);
  const auto most = std::max_element(longest.begin(), longest.end());
  if (*most <= most_in_after) return;
  const auto r = static_cast<Relation>(most - longest.begin());
  throw Error(ErrorKind::limit,
              "relation '" + relation_id(r) + "' is the last of " + format_count(*most) +
                  " that follow one another by 'after'; at most " + format_count(most_in_after) + " are read",
              relation_place(r));
}

/// The pairs of `after` as (earlier, later), each after all that lead to its earlier one.
std::vector<std::pair<Relation, Relation>> Records::after_in_order() const {
  std::vector<std::pair<Relation, Relation>> by_earlier;
  tsl::robin_map<Relation, std::uint32_t> waiting;  // by relation: how many earlier ones are not placed yet
  for (const auto& [later, earlier] : parts_.after) {
    waiting.try_emplace(earlier, 0);
    ++waiting.try_emplace(later, 0).first.value();
    by_earlier.emplace_back(earlier, later);
  }
  std::sort(by_earlier.begin(), by_earlier.end());
  std::priority_queue<Relation, std::vector<Relation>, std::greater<>> ready;
  for (const auto& [relation, count] : waiting) {
    if (count == 0) ready.push(relation);
  }
  std::vector<std::pair<Relation, Relation>> placed;
  while (!ready.empty()) {
    const Relation earlier = ready.top();
    ready.pop();
    auto edge = std::lower_bound(by_earlier.begin(), by_earlier.end(), std::pair(earlier, Relation{0}));
    for (; edge != by_earlier.end() && edge->first == earlier; ++edge) {
      placed.push_back(*edge);
      if (--waiting.find(edge->second).value() == 0) ready.push(edge->second);
    }
  }
  return placed;
}

/// Narrows the spells that `after` links: lower bounds from the earlier ones on, upper bounds from the later ones back,
/// then best days from the earlier ones on, within bounds that no longer change. `clash` is told of each pair (earlier,
/// later) that the dates do not allow.
void Records::order_spells(const std::function<void(const AfterEdge&)>& clash) {
  auto& spells = ordered_spells_;
  for (const auto& [later, earlier] : parts_.after) {
    spells.try_emplace(later, written_spell(later));
    spells.try_emplace(earlier, written_spell(earlier));
  }
  const auto narrow = [&](const AfterEdge& edge) {
    return order_after(spells.find(edge.second).value(), spells.find(edge.first).value());
  };
  const auto placed = after_in_order();
  for (const auto& edge : placed) {
    if (!narrow(edge)) clash(edge);
  }
  std::for_each(placed.rbegin(), placed.rend(), narrow);
  // NOLINTNEXTLINE(modernize-loop-convert): a range-for has no way to change a value
  for (auto entry = spells.begin(); entry != spells.end(); ++entry) {
    const Spell written = written_spell(entry->first);
    entry.value().best_start = written.best_start;
    entry.value().best_end = written.best_end;
  }
  for (const auto& edge : placed) narrow(edge);
}

Day Records::told_as_of() const {
  if (parts_.dataset.as_of) return *parts_.dataset.as_of;
  Day latest = day_before_all;
  for (const auto& published : source_published_) latest = std::max(latest, published.value_or(latest));
  if (latest == day_before_all) {
    std::vector<char> written(dates_.size(), 0);
    const RelationColumns& c = parts_.relations;
    for (const DateId date : c.start.stored()) written[date] = 1;
    for (const DateId date : c.end.stored()) written[date] = 1;
    const auto consider = [&](const Date& date) {
      if (date.known() && date.written.last < day_after_all) latest = std::max(latest, date.written.last);
    };
    for (DateId date = 0; date < dates_.size(); ++date) {
      if (written[date] != 0) consider(dates_[date]);
    }
    for (const AttestedId list : c.attested.stored()) {
      for (const Date& date : attested_[list]) consider(date);
    }
  }
  return latest == day_before_all ? day_after_all : latest;
}

void Records::collect_containments() {
  const EntityColumns& c = parts_.entities;
  auto& list = containments_;
  const auto on_place_line = [&](Entity whole) { return role(whole) == EntityRole::place; };
  tsl::robin_map<std::uint64_t, bool, MixedHash> explicit_pairs;
  for (const Relation r : parts_.structural.span()) {
    if (!relation_kind(r).has(trait_containment) || status(r) != Status::actual) continue;
    const Entity part = parts_.relations.from[r];
    const Entity whole = parts_.relations.to[r];
    if (part == whole) continue;
    explicit_pairs[(std::uint64_t{part} << 32U) | whole] = true;
    list.push_back({part, whole, on_place_line(whole), confidence(r), spell(r)});
  }
  for (const Entity e : parts_.placed) {
    for (const Entity whole : {c.part_of[e], c.place[e]}) {
      if (whole == no_entity || explicit_pairs.contains((std::uint64_t{e} << 32U) | whole)) continue;
      list.push_back({e, whole, on_place_line(whole), 1.0, Spell{}});
    }
  }
  std::sort(list.begin(), list.end(), [](const Containment& a, const Containment& b) {
    return std::tie(a.part, b.confidence, a.whole) < std::tie(b.part, a.confidence, b.whole);
  });
}

/// The hash of all rows but those of relations.
ContentHash Records::hash_of_other_rows() const {
  namespace place = entity_place;
  const EntityColumns& c = parts_.entities;
  const Texts& texts = parts_.texts;
  std::vector<std::uint64_t> kinds;
  for (const EntityKind& kind : parts_.schema.entity_kinds()) kinds.push_back(hash_bytes(kind.name));
  const auto hash_of_entity = [&](Entity e) {
    std::uint64_t hash = with_text(0, place::id, texts[c.id[e]]);
    hash = with_field(hash, place::kind, kinds[c.kind[e]]);
    // A name that ends the id is told by where it begins; it is never stored in another way.
    hash = c.name_begin[e] != 0 ? with_field(hash, place::name, c.name_begin[e])
                                : with_text(hash, place::name, texts[c.name[e]]);
    if (!c.aliases.empty()) hash = with_text(hash, place::aliases, texts[c.aliases[e]]);
    if (c.part_of[e] != no_entity) hash = with_text(hash, place::part_of, texts[c.id[c.part_of[e]]]);
    if (c.place[e] != no_entity) hash = with_text(hash, place::place, texts[c.id[c.place[e]]]);
    if (!c.level.empty()) hash = with_text(hash, place::level, to_word(static_cast<PlaceLevel>(c.level[e])));
    if (c.flags[e] != 0) hash = with_field(hash, place::flags, c.flags[e]);
    if (!c.note.empty()) hash = with_text(hash, place::note, texts[c.note[e]]);
    std::uint64_t properties = 0;
    for (const Property& property : c.properties) properties += property_hash(property.name, texts[property.values[e]]);
    return properties == 0 ? hash : with_field(hash, place::properties, properties);
  };
  std::vector<std::uint64_t> hashes(entity_count());
  parallel_for(hashes.size(), [&](std::size_t e) { hashes[e] = hash_of_entity(static_cast<Entity>(e)); });
  ContentHash content;
  for (const std::uint64_t hash : hashes) content.add(hash);

  const auto add_row = [&](std::string_view table, std::initializer_list<TextId> fields) {
    std::uint64_t hash = hash_bytes(table);
    std::uint64_t at = 0;
    for (const TextId field : fields) hash = with_text(hash, ++at, texts[field]);
    content.add(hash);
  };
  for (const Source& s : parts_.sources) {
    add_row("source", {s.id, s.title, s.author, s.published, s.retrieved, s.language, s.kind, s.note});
  }
  for (const Claim& k : parts_.claims) {
    add_row("claim", {k.id, k.metric, k.subject, k.comparator, k.value, k.unit, k.population, k.time, k.source,
                      k.locator, k.kind, k.note});
  }
  return content;
}

}  // namespace renmai
