// SPDX-License-Identifier: Apache-2.0
#include "ask/who.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <tuple>
#include <vector>

#include "ask/shown.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

struct Row {
  std::string id, name, kind, relation, direction, other, other_id, relation_kind, role, start, end, attested, status;
  double confidence = std::numeric_limits<double>::quiet_NaN();
  std::string certainty, source, locator, other_kind, other_flags, place, after, named_as;
  Day best = no_day;  // sorts the rows, with `number`
  Relation number = 0;
};

Row row_of_entity(const Records& records, Entity e) {
  Row row;
  row.id = shown_id(records, e);
  row.name = shown_name(records, e);
  row.kind = records.entity_kind(e).name;
  return row;
}

/// The names a row uses where they are not those its ends are shown by.
std::string named_as(const Selected& selected, Relation r) {
  const Records& records = selected.records;
  std::vector<std::string> names;
  for (const Entity e : {records.relations().from[r], records.relations().to[r]}) {
    if (selected.identity(e) != e) names.push_back(shown_name(records, e));
  }
  return join_distinct(names);
}

/// What a relation is stated to follow.
std::string earlier_ids(const Records& records, Relation r) {
  std::vector<std::string> ids;
  for (const auto& edge : records.after(r)) ids.push_back(records.relation_id(edge.second));
  return join(ids, "; ");
}

Row row_of(const Selected& selected, Entity entity, Fact fact, Relation r) {
  const Records& records = selected.records;
  const RelationColumns& columns = records.relations();
  Row row = row_of_entity(records, entity);
  Entity other = selected.from(fact) == entity ? selected.to(fact) : selected.from(fact);
  row.direction = selected.from(fact) == entity ? "out" : "in";
  if (other == entity) {  // between two names: show the one that does not stand for the rest
    row.direction = "self";
    other = columns.from[r] == entity ? columns.to[r] : columns.from[r];
  }
  row.relation = records.relation_id(r);
  row.other = shown_name(records, other);
  row.other_id = shown_id(records, other);
  row.relation_kind = records.relation_kind(r).name;
  row.start = records.date_text(columns.start[r]);
  row.end = records.date_text(columns.end[r]);
  row.attested = records.attested_text(r);
  row.status = to_word(records.status(r));
  row.confidence = records.confidence(r);
  row.certainty = to_word(selected.certainty(fact));
  row.source = records.source_id(r);
  row.other_kind = records.entity_kind(other).name;
  row.other_flags = shown_flags(records, other);
  if (!records.has_flag(other, flag_redacted)) {
    row.role = records.text(columns.role[r]);
    row.locator = records.text(columns.locator[r]);
    row.named_as = named_as(selected, r);
  }
  if (const Entity place = columns.place[r]; place != no_entity) row.place = shown_name(records, place);
  row.after = earlier_ids(records, r);
  row.best = best_day(records.spell(r));
  row.number = r;
  return row;
}

Table table_of(const std::vector<Row>& rows) {
  Table table;
  table.add("id", column(rows, &Row::id));
  table.add("name", column(rows, &Row::name));
  table.add("kind", column(rows, &Row::kind));
  table.add("relation", column(rows, &Row::relation));
  table.add("direction", column(rows, &Row::direction));
  table.add("other", column(rows, &Row::other));
  table.add("other_id", column(rows, &Row::other_id));
  table.add("relation_kind", column(rows, &Row::relation_kind));
  table.add("role", column(rows, &Row::role));
  table.add("start", column(rows, &Row::start));
  table.add("end", column(rows, &Row::end));
  table.add("attested", column(rows, &Row::attested));
  table.add("status", column(rows, &Row::status));
  table.add("confidence", column(rows, &Row::confidence));
  table.add("certainty", column(rows, &Row::certainty));
  table.add("source", column(rows, &Row::source));
  table.add("locator", column(rows, &Row::locator));
  table.add("other_kind", column(rows, &Row::other_kind));
  table.add("other_flags", column(rows, &Row::other_flags));
  table.add("place", column(rows, &Row::place));
  table.add("after", column(rows, &Row::after));
  table.add("named_as", column(rows, &Row::named_as));
  return table;
}

/// What is said of the entity itself, under all its names.
Stamp portrait(const Selected& selected, Entity entity) {
  const Records& records = selected.records;
  const EntityColumns& columns = records.entities();
  std::vector<std::string> names, aliases, wholes, notes;
  selected.identity.for_members(entity, [&](Entity e) {
    if (e != entity) names.push_back(shown_name(records, e));
    for (const auto alias : split_list(records.text(columns.aliases[e]), ';')) aliases.emplace_back(alias);
    notes.emplace_back(records.text(columns.note[e]));
  });
  for (const Entity e : selected.hierarchy.enclosing(entity)) {
    if (e != entity) wholes.push_back(shown_name(records, e));
  }
  Stamp stamp;
  const auto add = [&](std::string key, std::string value) {
    if (!value.empty()) stamp.emplace_back(std::move(key), std::move(value));
  };
  add("also_named", join_distinct(names));
  add("aliases", join_distinct(aliases));
  add("flags", shown_flags(records, entity));
  add("level", std::string(to_word(static_cast<PlaceLevel>(columns.level[entity]))));
  add("lies_in", join_distinct(wholes));
  add("note", join_distinct(notes));
  return stamp;
}

}  // namespace

Table who(const Selected& selected, Entity entity) {
  const Records& records = selected.records;
  entity = selected.identity(entity);
  const bool redacted = records.has_flag(entity, flag_redacted);
  std::vector<Row> rows;
  if (!redacted) {
    for (const Fact fact : selected.facts_of(entity)) {
      for (const Relation r : selected.evidence(fact)) rows.push_back(row_of(selected, entity, fact, r));
    }
  }
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return a.best != b.best ? earlier_best(a.best, b.best) : a.number < b.number;
  });
  if (rows.empty()) rows.push_back(row_of_entity(records, entity));
  Table table = table_of(rows);
  if (redacted)
    table.stamp.emplace_back("flags", "redacted: details are hidden");
  else
    table.stamp = portrait(selected, entity);
  const auto made_by = selected.stamp();
  table.stamp.insert(table.stamp.end(), made_by.begin(), made_by.end());
  return table;
}

}  // namespace renmai
