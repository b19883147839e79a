// SPDX-License-Identifier: Apache-2.0
// RecordsBuilder::finish: resolves what had to wait, puts every table into canonical order and derives what all share.
#include <algorithm>
#include <numeric>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "base/text.hpp"
#include "records/builder.hpp"

namespace renmai {
namespace {

std::vector<std::uint32_t> identity_order(std::size_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  return order;
}

/// inverse[old] = new.
std::vector<std::uint32_t> inverse_of(std::span<const std::uint32_t> order, std::size_t count) {
  std::vector<std::uint32_t> inverse(count, UINT32_MAX);
  for (std::size_t k = 0; k < order.size(); ++k) inverse[order[k]] = static_cast<std::uint32_t>(k);
  return inverse;
}

template <class T>
void permute(std::vector<T>& values, std::span<const std::uint32_t> order) {
  std::vector<T> moved(order.size());
  for (std::size_t k = 0; k < order.size(); ++k) moved[k] = values[order[k]];
  values = std::move(moved);
}

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

}  // namespace

Records RecordsBuilder::finish(std::uint64_t max_bad) {
  settle_entity_references();
  sort_kinds();
  sort_entities();
  sort_sources();
  check_stop();
  sort_relations();
  settle_as_of();
  order_spells();
  collect_containments();
  check_stop();
  hash_content();
  spread_redaction();
  std::sort(records_.findings_.begin(), records_.findings_.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.rule, a.record, a.message) < std::tie(b.rule, b.record, b.message);
  });
  report_.require_at_most(max_bad);
  return std::move(records_);
}

void RecordsBuilder::settle_entity_references() {
  EntityColumns& c = records_.entities_;
  const auto settle = [&](std::span<const Pending> references, Field<Entity>& field, std::string_view name) {
    for (const Pending& reference : references) {
      const std::string_view id = records_.texts_[reference.id];
      const auto target = records_.find_entity(id);
      if (!target) {
        report_.bad(reference.place, "unknown entity '" + std::string(id) + "' in '" + std::string(name) + "'");
      } else if (*target == reference.row) {
        report_.bad(reference.place, "an entity cannot be its own '" + std::string(name) + "'");
      } else {
        field.set(reference.row, *target);
      }
    }
  };
  settle(pending_part_of_, c.part_of, "part_of");
  settle(pending_place_, c.place, "place");
}

/// Kinds that rows brought along are numbered by name, not by first mention.
void RecordsBuilder::sort_kinds() {
  const auto [entity_kinds, relation_kinds] = schema().sort_added();
  for (std::uint8_t& kind : records_.entities_.kind) kind = entity_kinds[kind];
  for (std::uint8_t& kind : records_.relations_.kind) kind = relation_kinds[kind];
}

void RecordsBuilder::sort_entities() {
  EntityColumns& c = records_.entities_;
  auto order = identity_order(c.id.size());
  const Texts& texts = records_.texts_;
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return texts[c.id[a]] < texts[c.id[b]]; });
  const auto place_of = inverse_of(order, c.id.size());
  const auto renumber = [&](Entity e) { return e == no_entity ? no_entity : place_of[e]; };

  permute(c.id, order);
  permute(c.kind, order);
  c.name.permute(order);
  c.aliases.permute(order);
  c.part_of.permute(order);
  c.part_of.map(renumber);
  c.place.permute(order);
  c.place.map(renumber);
  c.level.permute(order);
  c.flags.permute(order);
  c.note.permute(order);
  for (Property& property : c.properties) property.values.permute(order);
  std::sort(c.properties.begin(), c.properties.end(),
            [](const Property& a, const Property& b) { return a.name < b.name; });
  records_.entity_lines_.permute(order);
  records_.entity_files_.permute(order);

  RelationColumns& r = records_.relations_;
  for (Entity& e : r.from) e = renumber(e);
  for (Entity& e : r.to) e = renumber(e);
  r.place.map(renumber);
  r.from_place.map(renumber);
  for (std::size_t e = 0; e < c.id.size(); ++e) records_.entity_by_id_[c.id[e]] = static_cast<Entity>(e);
}

void RecordsBuilder::sort_sources() {
  auto& sources = records_.sources_;
  const Texts& texts = records_.texts_;
  auto order = identity_order(sources.size());
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return texts[sources[a].id] < texts[sources[b].id]; });
  const auto place_of = inverse_of(order, sources.size());
  permute(sources, order);
  records_.relations_.source.map([&](SourceId s) { return s == no_source ? no_source : place_of[s]; });
  for (const Source& source : sources) {
    const auto published = days_of(texts[source.published]);
    const auto retrieved = days_of(texts[source.retrieved]);
    records_.source_published_.push_back(first_day(published));
    records_.source_known_.push_back(earliest(first_day(published), first_day(retrieved)));
    records_.source_surely_known_.push_back(earliest(last_day(published), last_day(retrieved)));
    if (listed_sources_.empty() || listed_sources_.contains(source.id)) continue;
    const std::string id(texts[source.id]);
    records_.findings_.push_back({Finding::Severity::warning,
                                  "unknown-source",
                                  id,
                                  {},
                                  "a row names source '" + id + "', which sources.csv does not list"});
  }
  auto& claims = records_.claims_;
  std::sort(claims.begin(), claims.end(), [&](const Claim& a, const Claim& b) { return texts[a.id] < texts[b.id]; });
}

void RecordsBuilder::sort_relations() {
  RelationColumns& c = records_.relations_;
  const std::size_t count = c.from.size();
  std::vector<std::uint64_t> hashes(count);
  parallel_for(count, [&](std::size_t r) { hashes[r] = records_.relation_hash(static_cast<Relation>(r)); });
  bool all_named = true;
  for (std::size_t r = 0; r < count && all_named; ++r) all_named = c.id[r] != 0;
  auto order = identity_order(count);
  const Texts& texts = records_.texts_;
  // Equal rows come together either way; the input line decides among them only which one is reported as the repeat.
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (all_named) return texts[c.id[a]] < texts[c.id[b]];
    if (c.from[a] != c.from[b]) return c.from[a] < c.from[b];
    if (hashes[a] != hashes[b]) return hashes[a] < hashes[b];
    return a < b;
  });
  drop_repeats(order, hashes);

  permute(c.from, order);
  permute(c.to, order);
  permute(c.kind, order);
  c.id.permute(order);
  c.role.permute(order);
  c.start.permute(order);
  c.end.permute(order);
  c.attested.permute(order);
  c.after.permute(order);
  c.place.permute(order);
  c.from_place.permute(order);
  c.status.permute(order);
  c.confidence.permute(order);
  c.weight.permute(order);
  c.source.permute(order);
  c.locator.permute(order);
  for (Property& property : c.properties) property.values.permute(order);
  std::sort(c.properties.begin(), c.properties.end(),
            [](const Property& a, const Property& b) { return a.name < b.name; });
  records_.relation_lines_.permute(order);
  records_.relation_files_.permute(order);
  if (duplicates_ == Duplicates::keep) number_repeats(order, hashes);
  settle_after(inverse_of(order, count));
}

/// Leaves the first of each run of rows without id whose fields are all equal. Equal 64-bit hashes stand for equal rows
/// of one `from`; among a hundred million rows a false match has a chance below one in ten thousand in all.
void RecordsBuilder::drop_repeats(std::vector<std::uint32_t>& order, std::span<const std::uint64_t> hashes) {
  const RelationColumns& c = records_.relations_;
  const auto repeats = [&](std::uint32_t a, std::uint32_t b) {
    return hashes[a] == hashes[b] && c.from[a] == c.from[b] && c.to[a] == c.to[b] && c.kind[a] == c.kind[b] &&
           c.start[a] == c.start[b] && c.end[a] == c.end[b];
  };
  std::vector<std::uint32_t> repeated;
  for (std::size_t k = 1; k < order.size(); ++k) {
    if (repeats(order[k - 1], order[k])) repeated.push_back(order[k]);
  }
  std::sort(repeated.begin(), repeated.end());  // reported in the order of the input
  const std::string_view fate = duplicates_ == Duplicates::drop ? "dropped" : "kept";
  for (const std::uint32_t row : repeated) {
    report_.notice("exact repeat", records_.relation_place(row),
                   "repeats an earlier row exactly; " + std::string(fate));
  }
  if (duplicates_ == Duplicates::keep) return;
  order.erase(std::unique(order.begin(), order.end(), repeats), order.end());
}

void RecordsBuilder::number_repeats(std::span<const std::uint32_t> order, std::span<const std::uint64_t> hashes) {
  std::uint32_t k = 1;
  for (std::size_t i = 1; i < order.size(); ++i) {
    const auto r = static_cast<Relation>(i);
    k = hashes[order[i]] == hashes[order[i - 1]] && records_.relations_.id[r] == 0 ? k + 1 : 1;
    if (k > 1) records_.repeats_[r] = k;
  }
}

void RecordsBuilder::settle_as_of() {
  if (records_.dataset_.as_of) {
    records_.as_of_ = *records_.dataset_.as_of;
    return;
  }
  Day latest = day_before_all;
  for (const auto& published : records_.source_published_) latest = std::max(latest, published.value_or(latest));
  if (latest == day_before_all) {
    const auto consider = [&](const Date& date) {
      if (date.known() && date.written.last < day_after_all) latest = std::max(latest, date.written.last);
    };
    const RelationColumns& c = records_.relations_;
    for (Relation r = 0; r < records_.relation_count(); ++r) {
      consider(records_.dates_[c.start[r]]);
      consider(records_.dates_[c.end[r]]);
      for (const Date& date : records_.attested(r)) consider(date);
    }
  }
  if (latest != day_before_all) records_.as_of_ = latest;
}

void RecordsBuilder::collect_containments() {
  const EntityColumns& c = records_.entities_;
  auto& list = records_.containments_;
  const auto on_place_line = [&](Entity whole) { return records_.role(whole) == EntityRole::place; };
  tsl::robin_map<std::uint64_t, bool, MixedHash> explicit_pairs;
  for (Relation r = 0; r < records_.relation_count(); ++r) {
    if (!records_.relation_kind(r).has(trait_containment) || records_.status(r) != Status::actual) continue;
    const Entity part = records_.relations_.from[r];
    const Entity whole = records_.relations_.to[r];
    if (part == whole) continue;
    explicit_pairs[(std::uint64_t{part} << 32U) | whole] = true;
    list.push_back({part, whole, on_place_line(whole), records_.confidence(r), records_.spell(r)});
  }
  for (Entity e = 0; e < records_.entity_count(); ++e) {
    for (const Entity whole : {c.part_of[e], c.place[e]}) {
      if (whole == no_entity || explicit_pairs.contains((std::uint64_t{e} << 32U) | whole)) continue;
      list.push_back({e, whole, on_place_line(whole), 1.0, Spell{}});
    }
  }
  std::sort(list.begin(), list.end(), [](const Containment& a, const Containment& b) {
    return std::tie(a.part, b.confidence, a.whole) < std::tie(b.part, a.confidence, b.whole);
  });
}

/// What is said to be one with a redacted entity is redacted too, so that no other name of it is shown.
void RecordsBuilder::spread_redaction() {
  auto& flags = records_.entities_.flags;
  if (flags.empty()) return;
  const RelationColumns& c = records_.relations_;
  const auto has = [&](Entity e) { return (flags[e] & flag_redacted) != 0; };
  for (bool changed = true; changed;) {
    changed = false;
    for (Relation r = 0; r < records_.relation_count(); ++r) {
      const IdentityRole role = records_.relation_kind(r).identity;
      if (role != IdentityRole::same && role != IdentityRole::renamed) continue;
      if (has(c.from[r]) == has(c.to[r])) continue;
      const Entity other = has(c.from[r]) ? c.to[r] : c.from[r];
      flags.set(other, static_cast<std::uint8_t>(flags[other] | flag_redacted));
      changed = true;
    }
  }
}

void RecordsBuilder::hash_content() {
  const EntityColumns& c = records_.entities_;
  const Texts& texts = records_.texts_;
  const auto combine = [](std::uint64_t& hash, std::string_view text, std::uint64_t position) {
    if (!text.empty()) hash = mix64(hash) ^ hash_bytes(text, position);
  };
  std::uint64_t total = mix64(records_.entity_count()) ^ mix64(records_.relation_count() + 1ULL);
  for (Entity e = 0; e < records_.entity_count(); ++e) {
    std::uint64_t hash = 1;
    combine(hash, texts[c.id[e]], 1);
    combine(hash, records_.entity_kind(e).name, 2);
    combine(hash, texts[c.name[e]], 3);
    combine(hash, texts[c.aliases[e]], 4);
    combine(hash, c.part_of[e] == no_entity ? "" : texts[c.id[c.part_of[e]]], 5);
    combine(hash, c.place[e] == no_entity ? "" : texts[c.id[c.place[e]]], 6);
    combine(hash, to_word(static_cast<PlaceLevel>(c.level[e])), 7);
    hash = mix64(hash ^ c.flags[e]);
    combine(hash, texts[c.note[e]], 8);
    for (const Property& property : c.properties) combine(hash, texts[property.values[e]], hash_bytes(property.name));
    total = mix64(total) ^ hash;
  }
  for (Relation r = 0; r < records_.relation_count(); ++r) total = mix64(total) ^ records_.relation_hash(r);
  for (const Source& s : records_.sources_) {
    for (const TextId text : {s.id, s.title, s.author, s.published, s.retrieved, s.language, s.kind, s.note}) {
      total = mix64(total) ^ hash_bytes(texts[text]);
    }
  }
  for (const Claim& k : records_.claims_) {
    for (const TextId text : {k.id, k.metric, k.subject, k.comparator, k.value, k.unit, k.population, k.time, k.source,
                              k.locator, k.kind, k.note}) {
      total = mix64(total) ^ hash_bytes(texts[text]);
    }
  }
  records_.content_hash_ = total;
}

}  // namespace renmai
