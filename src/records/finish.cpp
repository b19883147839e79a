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

template <class T>
void permute(Items<T>& values, std::span<const std::uint32_t> order) {
  Array<T> moved(order.size());
  parallel_for(order.size(), [&](std::size_t k) { moved[k] = values[order[k]]; });
  values = Items<T>(std::move(moved));
}

}  // namespace

Records RecordsBuilder::finish(std::uint64_t max_bad) {
  settle_entity_references();
  sort_kinds();
  sort_entities();
  sort_sources();
  check_stop();
  sort_relations();
  records_.parts_.as_of = records_.told_as_of();
  collect_structural();
  order_spells();
  records_.collect_containments();
  check_stop();
  spread_redaction();
  hash_content();
  std::sort(records_.parts_.findings.begin(), records_.parts_.findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.rule, a.record, a.message) < std::tie(b.rule, b.record, b.message);
  });
  report_.require_at_most(max_bad);
  records_.parts_.texts.close();
  return std::move(records_);
}

void RecordsBuilder::settle_entity_references() {
  EntityColumns& c = records_.parts_.entities;
  const auto settle = [&](std::span<const Pending> references, Field<Entity>& field, std::string_view name) {
    for (const Pending& reference : references) {
      const std::string_view id = records_.parts_.texts[reference.id];
      const auto target = find_entity(id);
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
  for (std::uint8_t& kind : records_.parts_.entities.kind.own()) kind = entity_kinds[kind];
  for (std::uint8_t& kind : records_.parts_.relations.kind.own()) kind = relation_kinds[kind];
}

void RecordsBuilder::sort_entities() {
  EntityColumns& c = records_.parts_.entities;
  std::vector<std::string_view> ids(c.id.size());
  parallel_for(ids.size(), [&](std::size_t e) { ids[e] = records_.parts_.texts[c.id[e]]; });
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
  records_.parts_.entity_lines.permute(order);
  records_.parts_.entity_files.permute(order);

  RelationColumns& r = records_.parts_.relations;
  for (const std::span<Entity> ends : {r.from.own(), r.to.own()})
    parallel_for(ends.size(), [&](std::size_t i) { ends[i] = renumber(ends[i]); });
  r.place.map(renumber);
  r.from_place.map(renumber);
  entity_of_text_.map(renumber);
}

void RecordsBuilder::sort_sources() {
  auto& sources = records_.parts_.sources;
  const Texts& texts = records_.parts_.texts;
  auto order = identity_order(sources.size());
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return texts[sources[a].id] < texts[sources[b].id]; });
  const auto place_of = inverse_of(order, sources.size());
  std::vector<Source> sorted(order.size());
  for (std::size_t k = 0; k < order.size(); ++k) sorted[k] = sources[order[k]];
  sources = std::move(sorted);
  records_.parts_.relations.source.map([&](SourceId s) { return s == no_source ? no_source : place_of[s]; });
  records_.settle_sources();
  for (const Source& source : sources) {
    if (listed_sources_.empty() || listed_sources_.contains(source.id)) continue;
    const std::string id(texts[source.id]);
    records_.parts_.findings.push_back({Finding::Severity::warning,
                                        "unknown-source",
                                        id,
                                        {},
                                        "a row names source '" + id + "', which sources.csv does not list"});
  }
  auto& claims = records_.parts_.claims;
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
  RelationColumns& c = records_.parts_.relations;
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
    parallel_for(count, [&](std::size_t r) { ids[r] = records_.parts_.texts[c.id[r]]; });
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
  const std::span<Entity> from = c.from.own();
  parallel_for(rows.size(), [&](std::size_t k) { from[k] = rows[k].from; });
  if (duplicates_ == Duplicates::keep) number_repeats(rows);
  rows = {};
  permute_relations(order);
  if (!pending_after_.empty()) settle_after(inverse_of(order, count));
}

/// All columns but `from`.
void RecordsBuilder::permute_relations(std::span<const std::uint32_t> order) {
  RelationColumns& c = records_.parts_.relations;
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
  records_.parts_.relation_lines.permute(order);
  records_.parts_.relation_files.permute(order);
}

/// Leaves the first of each run of rows without id whose fields are all equal. Equal 64-bit hashes stand for equal rows
/// of one `from`; among a hundred million rows a false match has a chance below one in ten thousand in all.
void RecordsBuilder::drop_repeats(Array<OrderedRow>& rows) {
  const RelationColumns& c = records_.parts_.relations;
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
    k = equal && records_.parts_.relations.id[rows[i].row] == 0 ? k + 1 : 1;
    if (k > 1) records_.parts_.repeats.emplace_back(static_cast<Relation>(i), k);
  }
}

void RecordsBuilder::collect_structural() {
  records_.parts_.placed = placed_entities(records_.parts_.entities);
  for (Relation r = 0; r < records_.relation_count(); ++r) {
    if (is_structural(records_.relation_kind(r))) records_.parts_.structural.push_back(r);
  }
}

/// What is said to be one with a redacted entity is redacted too, so that no other name of it is shown.
void RecordsBuilder::spread_redaction() {
  auto& flags = records_.parts_.entities.flags;
  if (flags.empty()) return;
  const RelationColumns& c = records_.parts_.relations;
  const auto has = [&](Entity e) { return (flags[e] & flag_redacted) != 0; };
  for (bool changed = true; changed;) {
    changed = false;
    for (const Relation r : records_.parts_.structural.span()) {
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
  ContentHash content = relation_rows_;
  content.add(records_.hash_of_other_rows());
  records_.parts_.content_hash = content.value(records_.entity_count(), records_.relation_count());
}

}  // namespace renmai
