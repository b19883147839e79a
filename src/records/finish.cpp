// SPDX-License-Identifier: Apache-2.0
// RecordsBuilder::finish: resolves what had to wait, puts every table into canonical order and derives what all share.
#include <algorithm>
#include <initializer_list>
#include <numeric>
#include <tuple>

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/sort.hpp"
#include "base/text.hpp"
#include "records/builder.hpp"
#include "records/relation_hash.hpp"
#include "records/text_order.hpp"

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
  parallel_for(order.size(), [&](std::size_t k) { inverse[order[k]] = static_cast<std::uint32_t>(k); });
  return inverse;
}

template <class Values>
void permute(Values& values, std::span<const std::uint32_t> order) {
  Values moved(order.size());
  parallel_for(order.size(), [&](std::size_t k) { moved[k] = values[order[k]]; });
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
  std::vector<std::string_view> ids(c.id.size());
  parallel_for(ids.size(), [&](std::size_t e) { ids[e] = records_.texts_[c.id[e]]; });
  const auto order = order_by_text(ids);
  const auto place_of = inverse_of(order, c.id.size());
  const auto renumber = [&](Entity e) { return e == no_entity ? no_entity : place_of[e]; };

  permute(c.id, order);
  permute(c.kind, order);
  c.name.permute(order);
  c.name_begin.permute(order);
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
  parallel_for(r.from.size(), [&](std::size_t i) {
    r.from[i] = renumber(r.from[i]);
    r.to[i] = renumber(r.to[i]);
  });
  r.place.map(renumber);
  r.from_place.map(renumber);
  records_.entity_of_text_.map(renumber);
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

namespace {

using detail::OrderedRow;

/// By `from`, then hash, then row.
void sort_rows(Array<OrderedRow>& rows) {
  radix_sort(rows, 32, [](const OrderedRow& row) { return row.from; });
  // Each block sorts the runs of one `from` that begin in it; where these lie is found before anything is moved.
  struct Runs {
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Runs> runs((rows.size() + block_size - 1) / block_size);
  parallel_for(
      runs.size(),
      [&](std::size_t b) {
        std::size_t begin = b * block_size;
        const std::size_t block_end = std::min(rows.size(), begin + block_size);
        while (begin > 0 && begin < block_end && rows[begin].from == rows[begin - 1].from) ++begin;
        std::size_t end = block_end;
        while (begin < block_end && end < rows.size() && rows[end].from == rows[end - 1].from) ++end;
        runs[b] = {begin, end};
      },
      1);
  parallel_for(
      runs.size(),
      [&](std::size_t b) {
        for (std::size_t begin = runs[b].begin, end = begin; begin < runs[b].end; begin = end) {
          while (end < runs[b].end && rows[end].from == rows[begin].from) ++end;
          std::sort(rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.begin() + static_cast<std::ptrdiff_t>(end),
                    [](const OrderedRow& a, const OrderedRow& z) {
                      return std::tie(a.hash, a.row) < std::tie(z.hash, z.row);
                    });
        }
      },
      1);
}

}  // namespace

/// Puts relations by id if all have one, else by `from` and hash. Equal rows come together either way; the input line
/// decides among them only which one is reported as the repeat.
void RecordsBuilder::sort_relations() {
  RelationColumns& c = records_.relations_;
  const std::size_t count = c.from.size();
  Array<OrderedRow> rows(count);
  {
    const Records::SharedHashes hashes(records_);
    parallel_for(count, [&](std::size_t r) {
      const auto row = static_cast<Relation>(r);
      rows[r] = {c.from[r], row, records_.relation_hash(row, hashes)};
    });
  }
  bool all_named = !c.id.empty();
  for (std::size_t r = 0; r < count && all_named; ++r) all_named = c.id[r] != 0;
  if (all_named) {
    std::vector<std::string_view> ids(count);
    parallel_for(count, [&](std::size_t r) { ids[r] = records_.texts_[c.id[r]]; });
    const auto by_id = order_by_text(ids);
    Array<OrderedRow> sorted(count);
    parallel_for(count, [&](std::size_t k) { sorted[k] = rows[by_id[k]]; });
    rows = std::move(sorted);
  } else {
    sort_rows(rows);
  }
  drop_repeats(rows);
  relation_rows_ = ContentHash();
  for (const OrderedRow& row : rows) relation_rows_.add(row.hash);
  std::vector<std::uint32_t> order(rows.size());
  parallel_for(order.size(), [&](std::size_t k) { order[k] = rows[k].row; });
  c.from.resize(rows.size());
  parallel_for(rows.size(), [&](std::size_t k) { c.from[k] = rows[k].from; });
  if (duplicates_ == Duplicates::keep) number_repeats(rows);
  rows = {};
  permute_relations(order);
  if (!pending_after_.empty()) settle_after(inverse_of(order, count));
}

/// All columns but `from`.
void RecordsBuilder::permute_relations(std::span<const std::uint32_t> order) {
  RelationColumns& c = records_.relations_;
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
}

/// Leaves the first of each run of rows without id whose fields are all equal. Equal 64-bit hashes stand for equal rows
/// of one `from`; among a hundred million rows a false match has a chance below one in ten thousand in all.
void RecordsBuilder::drop_repeats(Array<OrderedRow>& rows) {
  const RelationColumns& c = records_.relations_;
  const auto repeats = [&](const OrderedRow& a, const OrderedRow& b) {
    return a.hash == b.hash && a.from == b.from && c.to[a.row] == c.to[b.row] && c.kind[a.row] == c.kind[b.row] &&
           c.start[a.row] == c.start[b.row] && c.end[a.row] == c.end[b.row];
  };
  std::vector<std::uint32_t> repeated;
  for (std::size_t k = 1; k < rows.size(); ++k) {
    if (repeats(rows[k - 1], rows[k])) repeated.push_back(rows[k].row);
  }
  if (repeated.empty()) return;
  std::sort(repeated.begin(), repeated.end());  // reported in the order of the input
  const std::string_view fate = duplicates_ == Duplicates::drop ? "dropped" : "kept";
  for (const std::uint32_t row : repeated) {
    report_.notice("exact repeat", records_.relation_place(row),
                   "repeats an earlier row exactly; " + std::string(fate));
  }
  if (duplicates_ == Duplicates::keep) return;
  rows.erase(std::unique(rows.begin(), rows.end(), repeats), rows.end());
}

void RecordsBuilder::number_repeats(std::span<const OrderedRow> rows) {
  std::uint32_t k = 1;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const bool equal = rows[i].hash == rows[i - 1].hash && rows[i].from == rows[i - 1].from;
    k = equal && records_.relations_.id[rows[i].row] == 0 ? k + 1 : 1;
    if (k > 1) records_.repeats_[static_cast<Relation>(i)] = k;
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
  namespace place = entity_place;
  const EntityColumns& c = records_.entities_;
  const Texts& texts = records_.texts_;
  std::vector<std::uint64_t> kinds;
  for (const EntityKind& kind : records_.schema_.entity_kinds()) kinds.push_back(hash_bytes(kind.name));
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
  std::vector<std::uint64_t> hashes(records_.entity_count());
  parallel_for(hashes.size(), [&](std::size_t e) { hashes[e] = hash_of_entity(static_cast<Entity>(e)); });
  ContentHash content = relation_rows_;
  for (const std::uint64_t hash : hashes) content.add(hash);

  const auto add_row = [&](std::string_view table, std::initializer_list<TextId> fields) {
    std::uint64_t hash = hash_bytes(table);
    std::uint64_t at = 0;
    for (const TextId field : fields) hash = with_text(hash, ++at, texts[field]);
    content.add(hash);
  };
  for (const Source& s : records_.sources_) {
    add_row("source", {s.id, s.title, s.author, s.published, s.retrieved, s.language, s.kind, s.note});
  }
  for (const Claim& k : records_.claims_) {
    add_row("claim", {k.id, k.metric, k.subject, k.comparator, k.value, k.unit, k.population, k.time, k.source,
                      k.locator, k.kind, k.note});
  }
  records_.content_hash_ = content.value(records_.entity_count(), records_.relation_count());
}

}  // namespace renmai
