// SPDX-License-Identifier: Apache-2.0
#include "ask/facts.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "ask/shown.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

struct Row {
  std::string relation, from, kind, to, role, start, end, status, certainty;
  double confidence = 1;
  std::string sources;
  std::int64_t source_count = 0;
  std::string place, from_place, attested, also;
  std::string from_id, to_id, from_kind, to_kind;
};

std::string shown_or_nothing(const Records& records, Entity e) {
  return e == no_entity ? std::string() : shown_name(records, e);
}

std::int64_t source_count(const Selected& selected, Fact fact) {
  std::set<SourceId> sources;
  for (const Relation r : selected.evidence(fact)) sources.insert(selected.records.relations().source[r]);
  sources.erase(no_source);
  return static_cast<std::int64_t>(sources.size());
}

Row row_of(const Selected& selected, Fact fact) {
  const Records& records = selected.records;
  FactText text = describe(selected, fact);
  Row row;
  row.relation = std::move(text.relation);
  row.from = shown_name(records, selected.from(fact));
  row.kind = std::move(text.kind);
  row.to = shown_name(records, selected.to(fact));
  row.role = std::move(text.role);
  row.start = std::move(text.start);
  row.end = std::move(text.end);
  row.status = std::move(text.status);
  row.certainty = std::move(text.certainty);
  row.confidence = text.confidence;
  row.sources = std::move(text.source);
  row.source_count = source_count(selected, fact);
  row.place = shown_or_nothing(records, records.relations().place[selected.relation(fact)]);
  row.from_place = shown_or_nothing(records, records.relations().from_place[selected.relation(fact)]);
  row.attested = std::move(text.attested);
  row.also = std::move(text.also);
  row.from_id = shown_id(records, selected.from(fact));
  row.to_id = shown_id(records, selected.to(fact));
  row.from_kind = records.entity_kind(selected.from(fact)).name;
  row.to_kind = records.entity_kind(selected.to(fact)).name;
  return row;
}

}  // namespace

void sort_by_time(const Selected& selected, std::vector<Fact>& listed) {
  std::vector<std::pair<Day, Fact>> dated;
  dated.reserve(listed.size());
  for (const Fact f : listed) dated.emplace_back(best_day(selected.spell(f)), f);
  std::stable_sort(dated.begin(), dated.end(),
                   [](const auto& a, const auto& b) { return earlier_best(a.first, b.first); });
  for (std::size_t k = 0; k < listed.size(); ++k) listed[k] = dated[k].second;
}

std::vector<Fact> facts_in_order(const Selected& selected) {
  std::vector<Fact> order(selected.fact_count());
  std::iota(order.begin(), order.end(), Fact{0});
  sort_by_time(selected, order);
  return order;
}

Table facts(const Selected& selected) { return facts(selected, facts_in_order(selected)); }

Table facts(const Selected& selected, std::span<const Fact> listed) {
  std::vector<Row> rows;
  rows.reserve(listed.size());
  for (const Fact fact : listed) rows.push_back(row_of(selected, fact));
  Table table;
  table.add("relation", column(rows, &Row::relation));
  table.add("from", column(rows, &Row::from));
  table.add("kind", column(rows, &Row::kind));
  table.add("to", column(rows, &Row::to));
  table.add("role", column(rows, &Row::role));
  table.add("start", column(rows, &Row::start));
  table.add("end", column(rows, &Row::end));
  table.add("status", column(rows, &Row::status));
  table.add("certainty", column(rows, &Row::certainty));
  table.add("confidence", column(rows, &Row::confidence));
  table.add("sources", column(rows, &Row::sources));
  table.add("source_count", column(rows, &Row::source_count), "sources");
  table.add("place", column(rows, &Row::place));
  table.add("from_place", column(rows, &Row::from_place));
  table.add("attested", column(rows, &Row::attested));
  table.add("also", column(rows, &Row::also));
  table.add("from_id", column(rows, &Row::from_id));
  table.add("to_id", column(rows, &Row::to_id));
  table.add("from_kind", column(rows, &Row::from_kind));
  table.add("to_kind", column(rows, &Row::to_kind));
  table.stamp = selected.stamp();
  return table;
}

Table count_by(const Table& table, const std::vector<std::string>& columns) {
  const Table keys = table.select(columns);
  std::map<std::vector<std::string>, std::vector<std::size_t>> groups;
  for (std::size_t row = 0; row < keys.row_count(); ++row) {
    std::vector<std::string> key;
    for (const Column& column : keys.columns()) key.push_back(column.cell(row));
    groups[std::move(key)].push_back(row);
  }
  std::vector<std::pair<std::int64_t, std::size_t>> counted;  // count, first row
  counted.reserve(groups.size());
  for (const auto& [key, rows] : groups) counted.emplace_back(static_cast<std::int64_t>(rows.size()), rows.front());
  std::stable_sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::size_t> firsts;
  std::vector<std::int64_t> counts;
  for (const auto& [count, first] : counted) {
    counts.push_back(count);
    firsts.push_back(first);
  }
  Table result = keys.take(firsts);
  result.add("facts", std::move(counts), "facts");
  result.stamp = table.stamp;
  return result;
}

}  // namespace renmai
