// SPDX-License-Identifier: Apache-2.0
#include "ask/at.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "ask/evidence.hpp"
#include "ask/shown.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

struct Stay {
  Entity person = no_entity;
  Certainty certainty = Certainty::no;
  double confidence = 0;
  std::int32_t primacy = 0;
  Fact fact = 0;
};

/// Of one person the fact that speaks first comes first.
bool speaks_before(const Stay& a, const Stay& b) {
  return std::tie(a.person, b.certainty, b.confidence, b.primacy, a.fact) <
         std::tie(b.person, a.certainty, a.confidence, a.primacy, b.fact);
}

struct Row {
  std::string person, name, kind, role, start, end, certainty;
  double confidence = 0;
  std::string sources, organisation, organisation_id, attested, relations;
};

std::vector<Stay> stays_at(const Selected& selected, std::vector<Entity> units, DayRange window) {
  std::sort(units.begin(), units.end());
  std::vector<Stay> stays;
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    if (!is_roster(selected.kind(f)) || !std::binary_search(units.begin(), units.end(), selected.to(f))) continue;
    if (selected.records.role(selected.from(f)) != EntityRole::person) continue;
    const Certainty certainty = selected.spell(f).meets(window);
    if (certainty < (selected.selection.certain ? Certainty::certain : Certainty::possible)) continue;
    stays.push_back({selected.from(f), certainty, selected.confidence(f), selected.kind(f).primacy, f});
  }
  std::sort(stays.begin(), stays.end(), speaks_before);
  return stays;
}

Row row_of(const Selected& selected, std::span<const Stay> stays) {
  const Records& records = selected.records;
  const Stay& first = stays.front();
  std::vector<std::string> kinds, roles, sources, organisations, organisation_ids, relations;
  for (const Stay& stay : stays) {
    organisations.push_back(shown_name(records, selected.to(stay.fact)));
    organisation_ids.push_back(shown_id(records, selected.to(stay.fact)));
    const FactText text = describe(selected, stay.fact);
    kinds.push_back(text.kind);
    for (const Relation r : selected.evidence(stay.fact)) {
      if (!text.role.empty()) roles.emplace_back(records.text(records.relations().role[r]));
      sources.emplace_back(records.source_id(r));
      relations.push_back(records.relation_id(r));
    }
  }
  const FactText text = describe(selected, first.fact);
  Row row;
  row.person = shown_id(records, first.person);
  row.name = shown_name(records, first.person);
  row.kind = join_distinct(kinds);
  row.role = join_distinct(roles);
  row.start = text.start;
  row.end = text.end;
  row.certainty = to_word(first.certainty);
  row.confidence = first.confidence;
  row.sources = join_distinct(sources);
  row.organisation = join_distinct(organisations);
  row.organisation_id = join_distinct(organisation_ids);
  row.attested = text.attested;
  row.relations = join_distinct(relations);
  return row;
}

Table table_of(const std::vector<Row>& rows) {
  Table table;
  table.add("person", column(rows, &Row::person));
  table.add("name", column(rows, &Row::name));
  table.add("kind", column(rows, &Row::kind));
  table.add("role", column(rows, &Row::role));
  table.add("start", column(rows, &Row::start));
  table.add("end", column(rows, &Row::end));
  table.add("certainty", column(rows, &Row::certainty));
  table.add("confidence", column(rows, &Row::confidence));
  table.add("sources", column(rows, &Row::sources));
  table.add("organisation", column(rows, &Row::organisation));
  table.add("organisation_id", column(rows, &Row::organisation_id));
  table.add("attested", column(rows, &Row::attested));
  table.add("relations", column(rows, &Row::relations));
  return table;
}

}  // namespace

namespace {

/// Everybody's stays at an organisation, person after person, the surest person first.
struct Roster {
  Entity organisation = no_entity;
  DayRange window;
  std::vector<Entity> units;
  std::vector<std::vector<Stay>> people;
};

Roster roster_of(const Selected& selected, Entity organisation, const Date& date) {
  const Records& records = selected.records;
  organisation = selected.identity(organisation);
  const EntityRole role = records.role(organisation);
  if (role == EntityRole::person || role == EntityRole::place) {
    throw Error(ErrorKind::usage, "'" + shown_name(records, organisation) + "' is a " +
                                      (role == EntityRole::person ? "person" : "place") + "; at wants an organisation");
  }
  if (!date.known()) throw Error(ErrorKind::usage, "at wants a date, such as 2024-05-15 or 2024-05");

  Roster roster{organisation, date.bounds, {}, {}};
  std::optional<Day> day;  // units are those of the day only where one day is asked for
  if (date.bounds.first == date.bounds.last) day = date.bounds.first;
  roster.units = selected.hierarchy.units_of(organisation, day);
  for (const Stay& stay : stays_at(selected, roster.units, roster.window)) {
    if (roster.people.empty() || roster.people.back().front().person != stay.person) roster.people.emplace_back();
    roster.people.back().push_back(stay);
  }
  const auto key = [&](const std::vector<Stay>& stays) {
    const Stay& first = stays.front();
    return std::tuple(-static_cast<int>(first.certainty), -first.confidence, shown_name(records, first.person),
                      first.person);
  };
  std::sort(roster.people.begin(), roster.people.end(),
            [&](const std::vector<Stay>& a, const std::vector<Stay>& b) { return key(a) < key(b); });
  return roster;
}

void add_stamp(Table& table, const Selected& selected, const Roster& roster) {
  const Records& records = selected.records;
  table.stamp = selected.stamp();
  table.stamp.emplace_back("organisation", shown_name(records, roster.organisation));
  const auto is_unit = [&](Entity e) {  // products are parts of their maker too
    const EntityRole role = records.role(e);
    return e != roster.organisation && (role == EntityRole::unit || role == EntityRole::organisation);
  };
  table.stamp.emplace_back("units", std::to_string(std::count_if(roster.units.begin(), roster.units.end(), is_unit)));
  table.stamp.emplace_back("on", format_range(roster.window));
}

}  // namespace

Table at(const Selected& selected, Entity organisation, const Date& date) {
  const Roster roster = roster_of(selected, organisation, date);
  std::vector<Row> rows;
  rows.reserve(roster.people.size());
  for (const std::vector<Stay>& stays : roster.people) rows.push_back(row_of(selected, stays));
  Table table = table_of(rows);
  add_stamp(table, selected, roster);
  return table;
}

Table at_evidence(const Selected& selected, Entity organisation, const Date& date) {
  const Roster roster = roster_of(selected, organisation, date);
  Evidence evidence(selected);
  std::int64_t row = 0;
  for (const std::vector<Stay>& stays : roster.people) {
    ++row;
    for (const Stay& stay : stays) {
      std::string rule = stay.certainty == Certainty::certain ? "holds then for every completion of its dates"
                                                              : "may hold then: some completion of its dates does";
      const Entity unit = selected.to(stay.fact);
      if (unit != roster.organisation)
        rule += "; " + shown_name(selected.records, unit) + " belongs to " +
                shown_name(selected.records, roster.organisation);
      evidence.add(row, shown_name(selected.records, stay.person), rule, stay.fact);
    }
  }
  Table table = std::move(evidence).table();
  add_stamp(table, selected, roster);
  return table;
}

}  // namespace renmai
