// SPDX-License-Identifier: Apache-2.0
#include "ask/ancestry.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ask/shown.hpp"
#include "graph/graph.hpp"
#include "pass/lineage/chains.hpp"
#include "pass/walk/strong_labels.hpp"

namespace renmai {
namespace {

/// Who taught whom; entities are vertices.
struct Taught {
  Graph graph;  // mentor -> mentee
  struct Tie {
    Entity mentor;
    Entity mentee;
    Fact fact;
  };
  std::vector<Tie> ties;  // sorted

  explicit Taught(const Selected& selected) {
    for (Fact f = 0; f < selected.fact_count(); ++f) {
      const bool hidden = selected.records.has_flag(selected.from(f), flag_redacted) ||
                          selected.records.has_flag(selected.to(f), flag_redacted);
      if (selected.kind(f).has(trait_mentorship) && !hidden && selected.from(f) != selected.to(f))
        ties.push_back({selected.from(f), selected.to(f), f});
    }
    std::sort(ties.begin(), ties.end(), [](const Tie& a, const Tie& b) {
      return std::tie(a.mentor, a.mentee, a.fact) < std::tie(b.mentor, b.mentee, b.fact);
    });
    std::vector<Edge> edges;
    edges.reserve(ties.size());
    for (const Tie& tie : ties) edges.push_back({tie.mentor, tie.mentee, 1});
    graph = build_graph(selected.records.entity_count(), edges, {.directed = true});
  }

  [[nodiscard]] std::vector<Fact> facts(Entity mentor, Entity mentee) const {
    std::vector<Fact> found;
    auto tie = std::lower_bound(ties.begin(), ties.end(), std::pair(mentor, mentee),
                                [](const Tie& t, const auto& of) { return std::pair(t.mentor, t.mentee) < of; });
    for (; tie != ties.end() && tie->mentor == mentor && tie->mentee == mentee; ++tie) found.push_back(tie->fact);
    return found;
  }
};

/// Fewest steps up from a person, -1 for those who are no ancestors.
std::vector<std::int64_t> steps_up(const Graph& graph, Entity from) {
  std::vector<std::int64_t> steps(graph.vertex_count(), -1);
  std::vector<Entity> queue{from};
  steps[from] = 0;
  for (std::size_t next = 0; next < queue.size(); ++next) {
    for (const Entity mentor : graph.in(queue[next])) {
      if (steps[mentor] >= 0) continue;
      steps[mentor] = steps[queue[next]] + 1;
      queue.push_back(mentor);
    }
  }
  return steps;
}

}  // namespace

Table common_ancestors(const Selected& selected, Entity a, Entity b) {
  const Records& records = selected.records;
  a = selected.identity(a);
  b = selected.identity(b);
  const Taught taught(selected);
  struct Row {
    Entity ancestor;
    std::int64_t up_a, up_b;
    std::string person, name, nearest;
  };
  std::vector<Row> rows;
  if (!records.has_flag(a, flag_redacted) && !records.has_flag(b, flag_redacted)) {
    const auto up_a = steps_up(taught.graph, a);
    const auto up_b = steps_up(taught.graph, b);
    const auto common = [&](Entity e) { return up_a[e] >= 0 && up_b[e] >= 0; };
    for (Entity e = 0; e < records.entity_count(); ++e) {
      if (!common(e)) continue;
      const auto mentees = taught.graph.out(e);
      const bool passed = std::any_of(mentees.begin(), mentees.end(), common);
      rows.push_back({e, up_a[e], up_b[e], shown_id(records, e), shown_name(records, e), passed ? "no" : "yes"});
    }
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& x, const Row& y) { return x.up_a + x.up_b < y.up_a + y.up_b; });
  Table table;
  table.add("ancestor", column(rows, &Row::person));
  table.add("name", column(rows, &Row::name));
  table.add("generations_a", column(rows, &Row::up_a), "generations");
  table.add("generations_b", column(rows, &Row::up_b), "generations");
  table.add("nearest", column(rows, &Row::nearest));
  table.stamp = selected.stamp();
  table.stamp.emplace_back("a", shown_name(records, a));
  table.stamp.emplace_back("b", shown_name(records, b));
  return table;
}

namespace {

/// From a vertex on, always the first neighbour from which the rest of the line is longest.
void follow(std::vector<Vertex>& line, Vertex v, const Graph& acyclic, const std::vector<std::int64_t>& length,
            bool up) {
  while (length[v] > 0) {
    const auto row = up ? acyclic.in(v) : acyclic.out(v);
    v = *std::find_if(row.begin(), row.end(), [&](Vertex u) { return length[u] == length[v] - 1; });
    line.push_back(v);
  }
}

struct LineRow {
  std::int64_t generation = 0;
  std::string person, name, relation, role, start, end;
  double confidence = 1;
  std::string source;
};

}  // namespace

Table longest_line(const Selected& selected, std::optional<Entity> person, LineageDirection direction) {
  const Records& records = selected.records;
  const Taught taught(selected);
  const std::vector<Vertex> root = component_roots(taught.graph);
  std::vector<Edge> edges = taught.graph.edges();
  const std::size_t all = edges.size();
  std::erase_if(edges, [&](const Edge& edge) { return root[edge.from] == root[edge.to]; });
  const Graph acyclic = build_graph(taught.graph.vertex_count(), edges, {.directed = true});
  const auto down = longest_chains(acyclic.reversed());
  std::vector<Vertex> line;
  if (person) {
    const Vertex v = selected.identity(*person);
    if (direction != LineageDirection::descendants) follow(line, v, acyclic, longest_chains(acyclic), true);
    std::reverse(line.begin(), line.end());
    line.push_back(v);
    if (direction != LineageDirection::ancestors) follow(line, v, acyclic, down, false);
  } else if (!down.empty()) {
    const auto v = static_cast<Vertex>(std::max_element(down.begin(), down.end()) - down.begin());
    line.push_back(v);
    follow(line, v, acyclic, down, false);
  }
  std::vector<LineRow> rows;
  for (std::size_t k = 0; line.size() > 1 && k < line.size(); ++k) {
    LineRow row;
    row.generation = static_cast<std::int64_t>(k);
    row.person = shown_id(records, line[k]);
    row.name = shown_name(records, line[k]);
    if (k > 0) {
      const auto facts = taught.facts(line[k - 1], line[k]);
      FactText text = describe(selected, surest(selected, facts));
      row.relation = std::move(text.relation);
      row.role = std::move(text.role);
      row.start = std::move(text.start);
      row.end = std::move(text.end);
      row.confidence = text.confidence;
      row.source = std::move(text.source);
    }
    rows.push_back(std::move(row));
  }
  Table table;
  table.add("generation", column(rows, &LineRow::generation));
  table.add("person", column(rows, &LineRow::person));
  table.add("name", column(rows, &LineRow::name));
  table.add("relation", column(rows, &LineRow::relation));
  table.add("role", column(rows, &LineRow::role));
  table.add("start", column(rows, &LineRow::start));
  table.add("end", column(rows, &LineRow::end));
  table.add("confidence", column(rows, &LineRow::confidence));
  table.add("source", column(rows, &LineRow::source));
  table.stamp = selected.stamp();
  table.stamp.emplace_back("steps", std::to_string(rows.empty() ? 0 : rows.size() - 1));
  if (edges.size() < all)
    table.stamp.emplace_back("circles", std::to_string(all - edges.size()) + " mentorships left out");
  return table;
}

}  // namespace renmai
