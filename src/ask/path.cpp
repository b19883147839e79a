// SPDX-License-Identifier: Apache-2.0
#include "ask/path.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "ask/evidence.hpp"
#include "ask/shared_days.hpp"
#include "ask/shown.hpp"
#include "ask/vertex.hpp"
#include "base/text.hpp"
#include "pass/path/shortest_path.hpp"

namespace renmai {
namespace {

using VertexPath = std::vector<Vertex>;

struct Row {
  std::int64_t step = 0;
  std::string from, relation, to, kind, start, end;
  double confidence = 0;
  std::string source, from_id, to_id;
  std::int64_t path = 0;
  std::string direction, role, status, also, day;
};

/// The best path that time allows: its facts step by step, and the days.
struct TimedFound {
  std::vector<TimedStep> steps;
  std::vector<Fact> facts;  // by link
};

std::optional<TimedFound> find_timed(const Selected& selected, const Projection& projection, Vertex from, Vertex to,
                                     const PathOptions& options) {
  TimedFound found;
  std::vector<TimedLink> links;
  for (std::size_t i = 0; i < projection.facts.size(); ++i) {
    const auto days = days_held(selected.spell(projection.facts[i]), options.certain);
    if (!days) continue;
    links.push_back({projection.ends[i].first, projection.ends[i].second, *days});
    found.facts.push_back(projection.facts[i]);
  }
  const TimedRules rules{
      .directed = projection.directed, .strict = options.strict, .set_out = options.set_out.value_or(day_before_all)};
  auto steps = timed_path(projection.graph.vertex_count(), links, from, to, *options.goal, rules);
  if (!steps) return std::nullopt;
  found.steps = std::move(*steps);
  return found;
}

struct Found {
  std::vector<VertexPath> paths;
  std::string count;       // for the stamp
  std::string days;        // concurrent: the shared days, for the stamp
  std::optional<Day> day;  // concurrent: the day on which the relations of the paths hold
};

Found find_paths(const Projection& projection, Vertex from, Vertex to, std::size_t limit) {
  Found found;
  found.paths = all_shortest_paths(projection.graph, from, to, limit);
  found.count = std::to_string(found.paths.size());
  if (found.paths.size() < limit) return found;
  const std::uint64_t all = count_shortest_paths(projection.graph, from, to);
  if (all > found.paths.size()) found.count += " of " + (all == UINT64_MAX ? "very many" : std::to_string(all));
  return found;
}

/// The graph of the facts that hold on a day, on the same vertices.
Graph graph_on(const Projection& projection, std::span<const std::optional<DayRange>> held, Day day) {
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < held.size(); ++i) {
    const auto& days = held[i];
    if (!days || days->first > day || days->last < day) continue;
    edges.push_back({projection.ends[i].first, projection.ends[i].second, 1});
  }
  return build_graph(projection.graph.vertex_count(), edges, {.directed = projection.directed, .weighted = false});
}

Found find_concurrent(const Selected& selected, const Projection& projection, Vertex from, Vertex to, std::size_t limit,
                      bool certain) {
  std::vector<std::optional<DayRange>> held;
  held.reserve(projection.facts.size());
  for (const Fact fact : projection.facts) held.push_back(days_held(selected.spell(fact), certain));
  const auto days = shared_days(projection, held, from, to);
  Found found;
  if (!days.empty()) {
    found.day = days.front().first;
    found.paths = all_shortest_paths(graph_on(projection, held, *found.day), from, to, limit);
  }
  std::vector<std::string> ranges;
  ranges.reserve(days.size());
  for (const DayRange range : days) ranges.push_back(format_range(range));
  found.days = days.empty() ? "none" : join(ranges, "; ");
  found.count = std::to_string(found.paths.size());
  return found;
}

/// The facts of a step; concurrent: those that hold on the day.
std::vector<Fact> facts_of_step(const Selected& selected, const Projection& projection, Vertex u, Vertex v,
                                std::optional<Day> day, bool certain) {
  auto facts = projection.facts_between(u, v);
  if (!day) return facts;
  std::erase_if(facts, [&](Fact fact) {
    const auto days = days_held(selected.spell(fact), certain);
    return !days || days->first > *day || days->last < *day;
  });
  return facts;
}

/// A step of a path that was found, and the facts that would do.
struct FoundStep {
  std::int64_t path = 1;
  Vertex from = no_vertex;
  Vertex to = no_vertex;
  std::vector<Fact> facts;
  std::string day{};  // with a goal
};

Row row_of(const Selected& selected, const Projection& projection, Vertex u, Vertex v, std::span<const Fact> facts) {
  const Records& records = selected.records;
  const Fact fact = surest(selected, facts);
  FactText text = describe(selected, fact);
  Row row;
  row.from = shown_name(records, projection.entities[u]);
  row.relation = std::move(text.relation);
  row.to = shown_name(records, projection.entities[v]);
  row.kind = std::move(text.kind);
  row.start = std::move(text.start);
  row.end = std::move(text.end);
  row.confidence = text.confidence;
  row.source = std::move(text.source);
  row.from_id = shown_id(records, projection.entities[u]);
  row.to_id = shown_id(records, projection.entities[v]);
  row.direction = leads_from(selected, projection, fact, u) ? "out" : "in";
  row.role = std::move(text.role);
  row.status = std::move(text.status);
  row.also = other_relations(selected, facts, fact);
  return row;
}

Table table_of(const std::vector<Row>& rows) {
  Table table;
  table.add("step", column(rows, &Row::step));
  table.add("from", column(rows, &Row::from));
  table.add("relation", column(rows, &Row::relation));
  table.add("to", column(rows, &Row::to));
  table.add("kind", column(rows, &Row::kind));
  table.add("start", column(rows, &Row::start));
  table.add("end", column(rows, &Row::end));
  table.add("confidence", column(rows, &Row::confidence));
  table.add("source", column(rows, &Row::source));
  table.add("from_id", column(rows, &Row::from_id));
  table.add("to_id", column(rows, &Row::to_id));
  table.add("path", column(rows, &Row::path));
  table.add("direction", column(rows, &Row::direction));
  table.add("role", column(rows, &Row::role));
  table.add("status", column(rows, &Row::status));
  table.add("also", column(rows, &Row::also));
  return table;
}

constexpr std::array<std::string_view, 4> goal_words{"foremost", "latest", "fastest", "fewest"};

/// The steps as a table, or the relations behind them.
Table steps_table(const Selected& selected, const Projection& projection, const std::vector<FoundStep>& steps,
                  const PathOptions& options) {
  std::vector<Row> rows;
  Evidence evidence(selected);
  std::int64_t row = 0;
  for (const FoundStep& step : steps) {
    ++row;
    const bool begins = rows.empty() || rows.back().path != step.path;
    rows.push_back(row_of(selected, projection, step.from, step.to, step.facts));
    rows.back().step = begins ? 1 : rows[rows.size() - 2].step + 1;
    rows.back().path = step.path;
    rows.back().day = step.day;
    const std::string what = rows.back().from + " - " + rows.back().to;
    for (const Fact fact : options.why ? step.facts : std::vector<Fact>()) {
      const bool shown = selected.records.relation_id(selected.relation(fact)) == rows.back().relation;
      std::string rule = shown ? "the surest relation of the two" : "would do as well";
      if (!step.day.empty()) rule = "used on " + step.day + (step.day == "any" ? " day" : "") + ", when it holds";
      evidence.add(row, what, rule, fact);
    }
  }
  if (options.why) return std::move(evidence).table();
  Table table = table_of(rows);
  if (options.goal) table.add("day", column(rows, &Row::day));
  return table;
}

Table timed(const Selected& selected, const Projection& projection, std::optional<Vertex> from,
            std::optional<Vertex> to, const PathOptions& options) {
  std::vector<FoundStep> rows;
  const auto found = from && to ? find_timed(selected, projection, *from, *to, options) : std::nullopt;
  if (found) {
    for (const TimedStep& step : found->steps) {
      const std::string day = shown_day(step.day);
      rows.push_back(
          {.from = step.from, .to = step.to, .facts = {found->facts[step.link]}, .day = day.empty() ? "any" : day});
    }
  }
  Table table = steps_table(selected, projection, rows, options);
  table.stamp = projection.stamp;
  table.stamp.emplace_back("goal", std::string(goal_words.at(static_cast<std::size_t>(*options.goal))) +
                                       (options.strict ? ", a day between steps" : "") +
                                       (options.certain ? ", certain" : ", possible"));
  table.stamp.emplace_back("paths", found ? "1" : "0");
  if (found && !rows.empty() && rows.front().day != "any" && rows.back().day != "any") {
    table.stamp.emplace_back("days", std::to_string(found->steps.back().day - found->steps.front().day));
  }
  return table;
}

/// Tells of ends without a vertex.
void add_notes(Table& table, const Selected& selected, Entity from, std::optional<Vertex> u, Entity to,
               std::optional<Vertex> v) {
  std::vector<std::string> notes;
  if (!u) notes.push_back(not_in_graph(selected, from));
  if (!v) notes.push_back(not_in_graph(selected, to));
  if (!notes.empty()) table.stamp.emplace_back("note", join_distinct(notes));
}

}  // namespace

Table path(const Selected& selected, const Projection& projection, Entity from, Entity to, const PathOptions& options) {
  const std::size_t limit = options.count == 0 ? most_paths : options.count;
  const auto u = vertex_for(selected, projection, from);
  const auto v = vertex_for(selected, projection, to);
  if (options.goal) {
    Table table = timed(selected, projection, u, v, options);
    add_notes(table, selected, from, u, to, v);
    return table;
  }
  Found found;
  found.count = "0";
  if (u && v) {
    found = options.concurrent ? find_concurrent(selected, projection, *u, *v, limit, options.certain)
                               : find_paths(projection, *u, *v, limit);
  }
  std::vector<FoundStep> steps;
  for (std::size_t p = 0; p < found.paths.size(); ++p) {
    const VertexPath& vertices = found.paths[p];
    for (std::size_t s = 1; s < vertices.size(); ++s) {
      steps.push_back(
          {.path = static_cast<std::int64_t>(p + 1),
           .from = vertices[s - 1],
           .to = vertices[s],
           .facts = facts_of_step(selected, projection, vertices[s - 1], vertices[s], found.day, options.certain)});
    }
  }
  Table table = steps_table(selected, projection, steps, options);
  table.stamp = projection.stamp;
  if (options.concurrent) table.stamp.emplace_back("concurrent", options.certain ? "certain" : "possible");
  if (options.concurrent) table.stamp.emplace_back("shared_days", found.days.empty() ? "none" : found.days);
  table.stamp.emplace_back("paths", found.count);
  add_notes(table, selected, from, u, to, v);
  return table;
}

}  // namespace renmai
