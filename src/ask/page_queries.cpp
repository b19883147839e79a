// SPDX-License-Identifier: Apache-2.0
#include "ask/page_queries.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "ask/facts.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "pass/flow.hpp"
#include "records/names.hpp"

namespace renmai {
namespace {

template <class Item>
std::vector<Item> slice_of(const std::vector<Item>& items, const PageSlice& slice) {
  const std::size_t begin = std::min(slice.offset, items.size());
  const std::size_t end = std::min(items.size(), begin + slice.limit);
  return {items.begin() + static_cast<std::ptrdiff_t>(begin), items.begin() + static_cast<std::ptrdiff_t>(end)};
}

/// The tables of some facts and of the entities at their ends, and of those named besides.
PagePart part_of(const PageFacts& facts, std::vector<Fact> listed, std::set<Entity> entities, const PageSlice& slice) {
  const Selected& everything = facts.everything();
  std::erase_if(listed, [&](Fact f) { return !facts.shows(f); });
  sort_by_time(everything, listed);
  PagePart part;
  part.total = listed.size();
  listed = slice_of(listed, slice);
  for (const Fact f : listed) {
    entities.insert(everything.from(f));
    entities.insert(everything.to(f));
  }
  part.tables.emplace_back("entities", facts.entity_table(std::vector<Entity>(entities.begin(), entities.end())));
  facts.add_facts(listed, part.tables);
  return part;
}

GroupBy group_of(const std::string& by) {
  if (by == "country") return GroupBy::country;
  if (by == "organisation") return GroupBy::organisation;
  throw Error(ErrorKind::usage, "moves are by country or organisation, not by '" + by + "'");
}

}  // namespace

PagePart page_search(const PageFacts& facts, std::string_view text, std::size_t limit) {
  PagePart part;
  std::vector<Entity> found;
  if (!trim(text).empty()) {
    std::set<Entity> seen;
    for (const Entity e : find_name(facts.records(), text).found) {
      const Entity representative = facts.everything().identity(e);
      const bool shown = !facts.records().has_flag(representative, flag_redacted);
      if (shown && seen.insert(representative).second) found.push_back(representative);
    }
  }
  part.total = found.size();
  part.tables.emplace_back("entities", facts.entity_table(slice_of(found, {.offset = 0, .limit = limit})));
  return part;
}

PagePart page_entity(const PageFacts& facts, std::string_view id, const PageSlice& slice) {
  const auto named = facts.records().find_entity(id);
  const Entity entity = named ? facts.everything().identity(*named) : no_entity;
  if (!named || facts.records().has_flag(entity, flag_redacted))
    throw Error(ErrorKind::not_found, "there is no entity '" + std::string(id) + "'");
  const std::span<const Fact> all = facts.facts_of(entity);
  return part_of(facts, {all.begin(), all.end()}, {entity}, slice);
}

PagePart page_source(const PageFacts& facts, std::string_view id, const PageSlice& slice) {
  const Records& records = facts.records();
  const auto is_it = [&](const Source& source) { return records.text(source.id) == id; };
  if (std::none_of(records.sources().begin(), records.sources().end(), is_it))
    throw Error(ErrorKind::not_found, "there is no source '" + std::string(id) + "'");
  std::vector<Fact> resting;
  for (Fact f = 0; f < facts.everything().fact_count(); ++f) {
    const auto rows = facts.everything().evidence(f);
    if (std::any_of(rows.begin(), rows.end(), [&](Relation r) { return records.source_id(r) == id; }))
      resting.push_back(f);
  }
  return part_of(facts, std::move(resting), {}, slice);
}

const Table& PageMovesQuery::evidence_by(const std::string& by) {
  const auto found = evidence_.find(by);
  if (found != evidence_.end()) return found->second;
  return evidence_.emplace(by, with_entity_names(selected_.records, flow(selected_, {.by = group_of(by), .why = true})))
      .first->second;
}

/// Of one person alone, which is no work where a snapshot knows the relations of each.
Table PageMovesQuery::evidence_of(const std::string& by, const std::string& person) const {
  const Records& records = selected_.records;
  const auto found = records.find_entity(person);
  const std::vector<Entity> about(found ? std::vector<Entity>{selected_.identity(*found)} : std::vector<Entity>());
  const Selected own(records, selected_.selection, selected_.regions, about);
  return with_entity_names(records, flow(own, {.by = group_of(by), .why = true}));
}

PagePart PageMovesQuery::find(const PageMoves& asked, const PageSlice& slice) {
  const Table of_person = asked.person.empty() ? Table() : evidence_of(asked.by, asked.person);
  const Table& all = asked.person.empty() ? evidence_by(asked.by) : of_person;
  const std::string year = asked.year == 0 ? std::string() : std::to_string(asked.year);
  const bool cell = !asked.from.empty() || !asked.to.empty();
  const Column& from = all.column("from_id");
  const Column& to = all.column("to_id");
  const Column& person = all.column("person");
  const auto in_year = [&](std::size_t row) {
    const std::string& date = all.column("date").text(row);
    const std::string& earliest = all.column("earliest").text(row);
    const std::string& latest = all.column("latest").text(row);
    if (!cell) return date.starts_with(year + "-");  // what moved then
    return (earliest.empty() || earliest <= year + "-12-31") && (latest.empty() || latest >= year + "-01-01");
  };
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < all.row_count(); ++row) {
    if (cell && (from.text(row) != asked.from || to.text(row) != asked.to)) continue;
    if (!asked.person.empty() && person.text(row) != asked.person) continue;
    if (!year.empty() && !in_year(row)) continue;
    rows.push_back(row);
  }
  PagePart part;
  part.total = rows.size();
  part.tables.emplace_back("flow_" + asked.by + "_why", all.take(slice_of(rows, slice)));
  return part;
}

}  // namespace renmai
