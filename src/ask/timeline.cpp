// SPDX-License-Identifier: Apache-2.0
#include "ask/timeline.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "ask/shown.hpp"
#include "base/interrupt.hpp"

namespace renmai {
namespace {

struct Row {
  std::string person, name, start, end, earliest_start, latest_start, earliest_end, latest_end, best_start, best_end;
  std::string kind, role, direction, other, status, certainty;
  double confidence = 0;
  std::string attested, source, other_id, relation, also;
  std::int64_t days_min = Column::absent;
  std::int64_t days_max = Column::absent;
  Day best = no_day;  // sorts the rows of an entity, with `fact`
  Fact fact = 0;
};

/// Fewest and most days the relation can have held: E - S at the closest and the farthest bounds.
void set_days(Row& row, const Spell& spell) {
  if (spell.start.last < day_after_all && spell.end.first > day_before_all) {
    row.days_min = std::max<std::int64_t>(0, std::int64_t{spell.end.first} - spell.start.last);
  }
  if (spell.start.first > day_before_all && spell.end.last < day_after_all) {
    row.days_max = std::int64_t{spell.end.last} - spell.start.first;
  }
}

Row row_of(const Selected& selected, Entity entity, Fact fact) {
  const Records& records = selected.records;
  const bool is_from = selected.from(fact) == entity;
  const Entity other = is_from ? selected.to(fact) : selected.from(fact);
  FactText text = describe(selected, fact);
  Row row;
  row.person = shown_id(records, entity);
  row.name = shown_name(records, entity);
  row.start = std::move(text.start);
  row.end = std::move(text.end);
  row.earliest_start = shown_day(text.spell.start.first);
  row.latest_start = shown_day(text.spell.start.last);
  row.earliest_end = shown_day(text.spell.end.first);
  row.latest_end = shown_day(text.spell.end.last);
  row.best_start = shown_day(text.spell.best_start);
  row.best_end = shown_day(text.spell.best_end);
  row.kind = std::move(text.kind);
  row.role = std::move(text.role);
  row.direction = other == entity ? "self" : is_from ? "out" : "in";
  row.other = shown_name(records, other);
  row.status = std::move(text.status);
  row.certainty = std::move(text.certainty);
  row.confidence = text.confidence;
  row.attested = std::move(text.attested);
  row.source = std::move(text.source);
  row.other_id = shown_id(records, other);
  row.relation = std::move(text.relation);
  row.also = std::move(text.also);
  set_days(row, text.spell);
  row.best = best_day(text.spell);
  row.fact = fact;
  return row;
}

Table table_of(const std::vector<Row>& rows) {
  Table table;
  table.add("person", column(rows, &Row::person));
  table.add("name", column(rows, &Row::name));
  table.add("start", column(rows, &Row::start));
  table.add("end", column(rows, &Row::end));
  table.add("earliest_start", column(rows, &Row::earliest_start));
  table.add("latest_start", column(rows, &Row::latest_start));
  table.add("earliest_end", column(rows, &Row::earliest_end));
  table.add("latest_end", column(rows, &Row::latest_end));
  table.add("best_start", column(rows, &Row::best_start));
  table.add("best_end", column(rows, &Row::best_end));
  table.add("kind", column(rows, &Row::kind));
  table.add("role", column(rows, &Row::role));
  table.add("direction", column(rows, &Row::direction));
  table.add("other", column(rows, &Row::other));
  table.add("status", column(rows, &Row::status));
  table.add("certainty", column(rows, &Row::certainty));
  table.add("confidence", column(rows, &Row::confidence));
  table.add("attested", column(rows, &Row::attested));
  table.add("source", column(rows, &Row::source));
  table.add("other_id", column(rows, &Row::other_id));
  table.add("relation", column(rows, &Row::relation));
  table.add("also", column(rows, &Row::also));
  table.add("days_min", column(rows, &Row::days_min), "days");
  table.add("days_max", column(rows, &Row::days_max), "days");
  return table;
}

}  // namespace

Table timeline(const Selected& selected, std::span<const Entity> entities) {
  std::vector<Entity> asked;
  for (const Entity e : entities) {
    const Entity shown = selected.identity(e);
    if (std::find(asked.begin(), asked.end(), shown) == asked.end()) asked.push_back(shown);
  }
  std::vector<Row> rows;
  for (const Entity entity : asked) {
    check_stop();
    if (selected.records.has_flag(entity, flag_redacted)) continue;
    const auto first = static_cast<std::ptrdiff_t>(rows.size());
    for (const Fact fact : selected.facts_of(entity)) rows.push_back(row_of(selected, entity, fact));
    std::sort(rows.begin() + first, rows.end(), [](const Row& a, const Row& b) {
      return a.best != b.best ? earlier_best(a.best, b.best) : a.fact < b.fact;
    });
  }
  Table table = table_of(rows);
  table.stamp = selected.stamp();
  table.stamp.emplace_back("entities", std::to_string(asked.size()));
  return table;
}

}  // namespace renmai
