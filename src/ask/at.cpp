// SPDX-License-Identifier: Apache-2.0
#include "ask/at.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

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

Table at(const Selected& selected, Entity organisation, const Date& date) {
  const Records& records = selected.records;
  organisation = selected.identity(organisation);
  const EntityRole role = records.role(organisation);
  if (role == EntityRole::person || role == EntityRole::place) {
    throw Error(ErrorKind::usage, "'" + shown_name(records, organisation) + "' is a " +
                                      (role == EntityRole::person ? "person" : "place") + "; at wants an organisation");
  }
  if (!date.known()) throw Error(ErrorKind::usage, "at wants a date, such as 2024-05-15 or 2024-05");

  const DayRange window = date.bounds;
  std::optional<Day> day;  // units are those of the day only where one day is asked for
  if (window.first == window.last) day = window.first;
  const auto units = selected.hierarchy.units_of(organisation, day);
  const auto stays = stays_at(selected, units, window);

  struct Ranked {
    Stay first;
    Row row;
  };
  std::vector<Ranked> ranked;
  for (std::size_t i = 0; i < stays.size();) {
    std::size_t next = i + 1;
    while (next < stays.size() && stays[next].person == stays[i].person) ++next;
    ranked.push_back({stays[i], row_of(selected, std::span(stays).subspan(i, next - i))});
    i = next;
  }
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return std::tie(b.first.certainty, b.first.confidence, a.row.name, a.first.person) <
           std::tie(a.first.certainty, a.first.confidence, b.row.name, b.first.person);
  });
  Table table = table_of(column(ranked, &Ranked::row));
  table.stamp = selected.stamp();
  table.stamp.emplace_back("organisation", shown_name(records, organisation));
  const auto is_unit = [&](Entity e) {  // products are parts of their maker too
    return e != organisation && (records.role(e) == EntityRole::unit || records.role(e) == EntityRole::organisation);
  };
  table.stamp.emplace_back("units", std::to_string(std::count_if(units.begin(), units.end(), is_unit)));
  table.stamp.emplace_back("on", format_range(window));
  return table;
}

}  // namespace renmai
