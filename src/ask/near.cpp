// SPDX-License-Identifier: Apache-2.0
#include "ask/near.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "ask/shown.hpp"
#include "ask/vertex.hpp"
#include "pass/distances.hpp"

namespace renmai {
namespace {

struct Row {
  std::int64_t step = 0;
  std::string id, name, kind, via, relation, relation_kind, role, direction, start, end, status;
  double confidence = 0;
  std::string source, via_id, flags, also;
};

/// Vertices by hops then number, without the source.
std::vector<std::pair<std::int64_t, Vertex>> within(const Column& distance, Vertex source, std::uint32_t hops) {
  std::vector<std::pair<std::int64_t, Vertex>> near;
  for (Vertex v = 0; v < distance.size(); ++v) {
    const double steps = distance.reals()[v];
    if (v != source && steps <= hops) near.emplace_back(static_cast<std::int64_t>(steps), v);  // not reached: NaN
  }
  std::sort(near.begin(), near.end());
  return near;
}

Row row_of(const Selected& selected, const Projection& projection, Vertex via, Vertex v) {
  const Records& records = selected.records;
  const Entity entity = projection.entities[v];
  const auto facts = projection.facts_between(via, v);
  const Fact fact = surest(selected, facts);
  FactText text = describe(selected, fact);
  Row row;
  row.id = shown_id(records, entity);
  row.name = shown_name(records, entity);
  row.kind = records.entity_kind(entity).name;
  row.via = shown_name(records, projection.entities[via]);
  row.relation = std::move(text.relation);
  row.relation_kind = std::move(text.kind);
  row.role = std::move(text.role);
  row.direction = leads_from(selected, projection, fact, via) ? "out" : "in";
  row.start = std::move(text.start);
  row.end = std::move(text.end);
  row.status = std::move(text.status);
  row.confidence = text.confidence;
  row.source = std::move(text.source);
  row.via_id = shown_id(records, projection.entities[via]);
  row.flags = shown_flags(records, entity);
  row.also = other_relations(selected, facts, fact);
  return row;
}

Table table_of(const std::vector<Row>& rows) {
  Table table;
  table.add("step", column(rows, &Row::step), "edges");
  table.add("id", column(rows, &Row::id));
  table.add("name", column(rows, &Row::name));
  table.add("kind", column(rows, &Row::kind));
  table.add("via", column(rows, &Row::via));
  table.add("relation", column(rows, &Row::relation));
  table.add("relation_kind", column(rows, &Row::relation_kind));
  table.add("role", column(rows, &Row::role));
  table.add("direction", column(rows, &Row::direction));
  table.add("start", column(rows, &Row::start));
  table.add("end", column(rows, &Row::end));
  table.add("status", column(rows, &Row::status));
  table.add("confidence", column(rows, &Row::confidence));
  table.add("source", column(rows, &Row::source));
  table.add("via_id", column(rows, &Row::via_id));
  table.add("flags", column(rows, &Row::flags));
  table.add("also", column(rows, &Row::also));
  return table;
}

}  // namespace

Table near(const Selected& selected, const Projection& projection, Entity entity, std::uint32_t hops) {
  std::vector<Row> rows;
  const auto source = vertex_for(selected, projection, entity);
  if (source) {
    const Table tree = distances(projection.graph, {.source = source, .weighted = false});
    const auto& parents = tree.column("parent").vertices();
    for (const auto& [step, v] : within(tree.column("distance"), *source, hops)) {
      rows.push_back(row_of(selected, projection, parents[v], v));
      rows.back().step = step;
    }
  }
  Table table = table_of(rows);
  table.stamp = projection.stamp;
  table.stamp.emplace_back("hops", std::to_string(hops));
  if (!source) table.stamp.emplace_back("note", not_in_graph(selected, entity));
  return table;
}

}  // namespace renmai
