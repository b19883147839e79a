// SPDX-License-Identifier: Apache-2.0
#include "ask/page_tables.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string_view>

#include "ask/facts.hpp"
#include "base/text.hpp"
#include "pass/flow.hpp"
#include "pass/layout.hpp"

namespace renmai {
namespace {

bool shows(const Records& records, Entity e) { return !records.has_flag(e, flag_redacted); }

Table source_table(const Records& records) {
  using Member = TextId Source::*;
  constexpr std::array<std::pair<std::string_view, Member>, 8> members{{{"id", &Source::id},
                                                                        {"title", &Source::title},
                                                                        {"author", &Source::author},
                                                                        {"published", &Source::published},
                                                                        {"retrieved", &Source::retrieved},
                                                                        {"language", &Source::language},
                                                                        {"kind", &Source::kind},
                                                                        {"note", &Source::note}}};
  Table table;
  for (const auto& [name, member] : members) {
    std::vector<std::string> cells;
    cells.reserve(records.sources().size());
    for (const Source& source : records.sources()) cells.emplace_back(records.text(source.*member));
    table.add(std::string(name), std::move(cells));
  }
  return table;
}

/// The most connected vertices that are shown, ascending; the others are counted.
std::vector<Vertex> drawn_vertices(const Records& records, const Projection& projection, std::size_t most,
                                   std::size_t& left_out) {
  const Graph& graph = projection.graph;
  std::vector<Vertex> kept;
  for (const Vertex v : graph.vertices()) {
    if (shows(records, projection.entities[v])) kept.push_back(v);
  }
  left_out = kept.size() > most ? kept.size() - most : 0;
  if (left_out == 0) return kept;
  std::stable_sort(kept.begin(), kept.end(),
                   [&](Vertex a, Vertex b) { return graph.out_degree(a) > graph.out_degree(b); });
  kept.resize(most);
  std::sort(kept.begin(), kept.end());
  return kept;
}

/// Where they stand among each other.
Table place_table(const Records& records, const Projection& projection, std::span<const Vertex> kept) {
  const Graph& graph = projection.graph;
  const Table places = layout(kept.size() == graph.vertex_count() ? graph : induced(graph, kept));
  std::vector<std::string> ids;
  ids.reserve(kept.size());
  for (const Vertex v : kept) ids.emplace_back(records.entity_id(projection.entities[v]));
  const auto rounded = [&](std::string_view name) {
    std::vector<double> values = places.column(name).reals();
    for (double& value : values) value = std::round(value * 100) / 100;
    return values;
  };
  Table table;
  table.add("id", std::move(ids)).add("x", rounded("x")).add("y", rounded("y"));
  return table;
}

/// The first rows of a flow, or of each of its years: they are in order of moves.
void add_largest(PageTables& page, const std::string& name, const Table& cells, std::size_t most) {
  const bool by_year = cells.columns()[0].name == "year";
  std::vector<std::size_t> kept;
  std::size_t of_year = 0;
  for (std::size_t row = 0; row < cells.row_count(); ++row) {
    if (by_year && row > 0 && cells.columns()[0].text(row) != cells.columns()[0].text(row - 1)) of_year = 0;
    if (of_year++ < most) kept.push_back(row);
  }
  if (kept.size() < cells.row_count())
    page.notes.push_back("Of " + format_count(cells.row_count()) + " cells of " + name + " the " +
                         format_count(kept.size()) + " largest are here; `renmai flow` has all.");
  page.tables.emplace_back(name, kept.size() < cells.row_count() ? cells.take(kept) : cells);
}

void add_flows(PageTables& page, const Selected& selected, const std::string& name, GroupBy by,
               const PageOptions& options) {
  const Records& records = selected.records;
  add_largest(page, "flow_" + name, with_entity_names(records, flow(selected, {.by = by})), options.max_cells);
  add_largest(page, "flow_" + name + "_year",
              with_entity_names(records, flow(selected, {.by = by, .per = Period::year})), options.max_cells);
  if (options.only_drawn) return;
  const std::size_t most = options.max_moves;
  Table why = with_entity_names(records, flow(selected, {.by = by, .why = true}));
  if (why.row_count() > most) {
    page.notes.push_back("Of " + format_count(why.row_count()) + " rows of evidence for moves by " + name +
                         " the first " + format_count(most) + " are here.");
    std::vector<std::size_t> rows(most);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    why = why.take(rows);
  }
  page.tables.emplace_back("flow_" + name + "_why", std::move(why));
}

}  // namespace

PageTables page_tables(const Selected& everything, const Selected& selected, const Projection& projection,
                       const PageOptions& options) {
  return page_tables(PageFacts(everything, selected), selected, projection, options);
}

PageTables page_tables(const PageFacts& facts, const Selected& selected, const Projection& projection,
                       const PageOptions& options) {
  const Records& records = selected.records;
  PageTables page;
  page.stamp = selected.stamp();
  std::size_t left_out = 0;
  const std::vector<Vertex> drawn = drawn_vertices(records, projection, options.max_vertices, left_out);
  std::vector<char> held(records.entity_count(), options.only_drawn ? 0 : 1);
  for (const Vertex v : drawn) held[projection.entities[v]] = 1;
  std::vector<Entity> entities;
  for (Entity e = 0; e < records.entity_count(); ++e) {
    if (held[e] != 0 && selected.identity(e) == e) entities.push_back(e);
  }
  std::vector<Fact> listed;
  for (const Fact f : facts_in_order(facts.everything())) {
    if (facts.shows(f) && held[facts.everything().from(f)] != 0 && held[facts.everything().to(f)] != 0)
      listed.push_back(f);
  }
  page.tables.emplace_back("entities", facts.entity_table(entities));
  facts.add_facts(listed, page.tables);
  page.tables.emplace_back("sources", source_table(records));
  page.tables.emplace_back("places", place_table(records, projection, drawn));
  if (left_out > 0)
    page.notes.push_back("The graph shows the " + format_count(options.max_vertices) + " most connected; " +
                         format_count(left_out) + " more are found by the search alone.");
  add_flows(page, selected, "country", GroupBy::country, options);
  add_flows(page, selected, "organisation", GroupBy::organisation, options);
  return page;
}

}  // namespace renmai
