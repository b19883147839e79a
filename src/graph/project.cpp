// SPDX-License-Identifier: Apache-2.0
#include "graph/project.hpp"

#include <algorithm>
#include <tuple>

#include "base/array.hpp"
#include "base/error.hpp"
#include "base/parallel.hpp"
#include "base/sort.hpp"
#include "base/text.hpp"
#include "graph/co_affiliation.hpp"
#include "records/redaction.hpp"

namespace renmai {
namespace {

/// Sorts facts and their ends together by (lower vertex, higher vertex, fact).
void sort_by_pair(Projection& projection) {
  struct Row {
    std::uint64_t pair;  // lower << 32 | higher
    Fact fact;
    bool downward;  // from the higher to the lower
  };
  Array<Row> rows(projection.facts.size());
  parallel_for(rows.size(), [&](std::size_t i) {
    const Vertex from = projection.ends[i].first;
    const Vertex to = projection.ends[i].second;
    rows[i] = {(std::uint64_t{std::min(from, to)} << 32U) | std::max(from, to), projection.facts[i], from > to};
  });
  radix_sort(rows, 32, [](const Row& row) { return row.fact; });  // most often sorted already
  radix_sort(rows, 64, [](const Row& row) { return row.pair; });
  parallel_for(rows.size(), [&](std::size_t i) {
    const auto lower = static_cast<Vertex>(rows[i].pair >> 32U);
    const auto higher = static_cast<Vertex>(rows[i].pair);
    projection.facts[i] = rows[i].fact;
    projection.ends[i] = rows[i].downward ? std::pair(higher, lower) : std::pair(lower, higher);
  });
}

std::vector<std::string> graph_parts(const Graph& graph, const Grouping& grouping) {
  std::vector<std::string> parts;
  if (grouping.edges == EdgesOf::moves) parts.emplace_back("stated moves from origin to destination");
  if (grouping.edges == EdgesOf::together) parts.emplace_back("people at one place at one time");
  parts.emplace_back(grouping.directed ? "directed" : "undirected");
  parts.emplace_back(grouping.parallels == Parallels::keep ? "parallels kept" : "parallels collapsed");
  parts.push_back(std::to_string(graph.vertex_count()) + " vertices");
  parts.push_back(std::to_string(graph.edge_count()) + " edges");
  return parts;
}

void add_stamp(Projection& projection, const Selected& selected, const Grouping& grouping) {
  projection.directed = grouping.directed;
  projection.roll_up = grouping.roll_up;
  projection.edges = grouping.edges;
  projection.stamp = stamp_of(projection.graph, grouping);
  const Stamp selection = selected.stamp();
  projection.stamp.insert(projection.stamp.end(), selection.begin(), selection.end());
}

/// The texts of a vertex column.
std::vector<std::string> texts_of(std::span<const Vertex> vertices, const std::function<std::string(Vertex)>& text) {
  std::vector<std::string> texts;
  texts.reserve(vertices.size());
  for (const Vertex v : vertices) texts.push_back(v == no_vertex ? std::string() : text(v));
  return texts;
}

}  // namespace

Entity start_of(const Selected& selected, Fact fact, EdgesOf edges) {
  if (edges != EdgesOf::moves) return selected.from(fact);
  if (!selected.kind(fact).has(trait_transfer)) return no_entity;
  const Entity origin = selected.records.relations().from_place[selected.relation(fact)];
  return origin == no_entity ? no_entity : selected.identity(origin);
}

std::optional<Vertex> Projection::vertex_of(Entity representative) const {
  const auto found = std::lower_bound(entities.begin(), entities.end(), representative);
  if (found == entities.end() || *found != representative) return std::nullopt;
  return static_cast<Vertex>(found - entities.begin());
}

std::vector<Fact> Projection::facts_between(Vertex u, Vertex v) const {
  const auto pair_of = [&](std::size_t i) {
    return std::pair(std::min(ends[i].first, ends[i].second), std::max(ends[i].first, ends[i].second));
  };
  const auto wanted = std::pair(std::min(u, v), std::max(u, v));
  std::size_t low = 0;
  std::size_t high = facts.size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (pair_of(middle) < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  std::vector<Fact> found;
  for (; low < facts.size() && pair_of(low) == wanted; ++low) {
    if (!directed || ends[low] == std::pair(u, v)) found.push_back(facts[low]);
  }
  return found;
}

void finish_projection(Projection& projection, const Selected& selected, const Grouping& grouping) {
  sort_by_pair(projection);
  add_stamp(projection, selected, grouping);
}

Projection project(const Selected& selected, const Grouping& grouping) {
  if (grouping.edges == EdgesOf::together) return co_affiliation(selected, grouping);
  const Records& records = selected.records;
  const std::size_t entity_count = records.entity_count();
  std::vector<Entity> group_of(entity_count, no_entity);
  const auto group = [&](Entity e) {
    if (group_of[e] == no_entity) group_of[e] = selected.hierarchy.roll_up(e, grouping.roll_up);
    return group_of[e];
  };
  Array<Edge> edges;  // of entities at first
  Projection projection;
  std::vector<char> used(entity_count, 0);
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    const Entity start = start_of(selected, f, grouping.edges);
    if (start == no_entity) continue;
    const Entity from = group(start);
    const Entity to = group(selected.to(f));
    used[from] = 1;
    used[to] = 1;
    if (from == to) continue;
    edges.push_back({from, to, records.relations().weight[selected.relation(f)]});
    if (grouping.keep_facts) projection.facts.push_back(f);
  }
  if (grouping.isolates) {
    for (Entity e = 0; e < entity_count; ++e) {
      const Entity shown = selected.identity(e);
      if (selected.admits(shown)) used[group(shown)] = 1;
    }
  }
  std::vector<Vertex> vertex_of(entity_count, no_vertex);
  for (Entity e = 0; e < entity_count; ++e) {
    if (used[e] == 0) continue;
    vertex_of[e] = static_cast<Vertex>(projection.entities.size());
    projection.entities.push_back(e);
  }
  parallel_for(edges.size(), [&](std::size_t i) {
    edges[i].from = vertex_of[edges[i].from];
    edges[i].to = vertex_of[edges[i].to];
  });
  projection.ends.resize(projection.facts.size());
  parallel_for(projection.ends.size(), [&](std::size_t i) { projection.ends[i] = {edges[i].from, edges[i].to}; });
  projection.graph = build_graph(static_cast<Vertex>(projection.entities.size()), edges,
                                 {.directed = grouping.directed,
                                  .parallels = grouping.parallels,
                                  .loops = Loops::keep,
                                  .weighted = grouping.weighted});
  finish_projection(projection, selected, grouping);
  return projection;
}

Stamp stamp_of(const Graph& graph, const Grouping& grouping) {
  return {{"graph", join(graph_parts(graph, grouping), ", ")}, {"roll_up", std::string(to_word(grouping.roll_up))}};
}

Table with_names(const Table& table, const VertexNames& names) {
  Table named;
  named.stamp = table.stamp;
  for (const Column& column : table.columns()) {
    if (column.type() != ColumnType::vertex) {
      named.add(column);
    } else if (column.name != "vertex") {
      named.add(column.name, texts_of(column.vertices(), names.name));
      named.add(column.name + "_id", texts_of(column.vertices(), names.id));
    } else {
      named.add("id", texts_of(column.vertices(), names.id));
      named.add("name", texts_of(column.vertices(), names.name));
      named.add("kind", texts_of(column.vertices(), names.kind));
    }
  }
  return named;
}

Table with_names(const Table& table, const Records& records, std::span<const Entity> entities) {
  return with_names(table, {.id = [&](Vertex v) { return shown_id(records, entities[v]); },
                            .name = [&](Vertex v) { return shown_name(records, entities[v]); },
                            .kind = [&](Vertex v) { return records.entity_kind(entities[v]).name; }});
}

}  // namespace renmai
