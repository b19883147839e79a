// SPDX-License-Identifier: Apache-2.0
#include "cli/verb/draw_pictures.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "ask/lineage.hpp"
#include "ask/near.hpp"
#include "ask/page_tables.hpp"
#include "ask/path.hpp"
#include "base/text.hpp"
#include "cli/help.hpp"
#include "cli/verb/pass.hpp"
#include "draw/bands.hpp"
#include "draw/chord.hpp"
#include "draw/flow_picture.hpp"
#include "draw/graph_picture.hpp"
#include "draw/grids.hpp"
#include "draw/lanes.hpp"
#include "draw/lineage_picture.hpp"
#include "draw/map_picture.hpp"
#include "draw/page.hpp"
#include "draw/path_picture.hpp"

namespace renmai::cli {
namespace {

/// The words after KIND.
std::vector<std::string> names_of(const Session& session) {
  std::vector<std::string> names;
  for (std::size_t k = 1; k < session.typed().arguments.size(); ++k) names.push_back(session.argument(k));
  return names;
}

void require_names(const std::vector<std::string>& names, std::size_t wanted, std::string_view kind) {
  if (names.size() == wanted) return;
  throw Error(ErrorKind::usage,
              "`draw " + std::string(kind) + "` wants " + std::to_string(wanted) + (wanted == 1 ? " name" : " names") +
                  ", got " + std::to_string(names.size()),
              {}, "a name with blanks needs quotes");
}

/// The vertices whose ids stand in a column, and those given.
std::vector<Vertex> vertices_in(Session& session, const Projection& projection, const Table& table,
                                std::string_view column, std::set<Vertex> vertices) {
  for (const std::string& id : table.column(column).texts()) {
    const auto found = session.records().find_entity(id);
    const auto vertex = found ? projection.vertex_of(*found) : std::nullopt;
    if (vertex) vertices.insert(*vertex);
  }
  return {vertices.begin(), vertices.end()};
}

std::string picture_of_graph(Session& session, const DrawStyle& style) {
  const Projection projection = session.project(false);
  std::vector<std::string> names = names_of(session);
  for (const std::string& name : session.settings().values("near")) names.push_back(name);
  std::vector<Vertex> centres;
  std::set<Vertex> kept;
  for (const std::string& name : names) {
    centres.push_back(session.vertex(projection, name, "NAME"));
    const auto hops = static_cast<std::uint32_t>(session.settings().count("hops", 1));
    const Table around = near(session.selected(), projection, session.entity(name, "NAME"), hops);
    kept.insert(centres.back());
    for (const Vertex vertex : vertices_in(session, projection, around, "id", {})) kept.insert(vertex);
  }
  std::vector<Vertex> vertices(kept.begin(), kept.end());
  if (names.empty()) vertices.assign(projection.graph.vertices().begin(), projection.graph.vertices().end());
  return draw_graph(session.selected(), projection, vertices, style, centres);
}

std::string picture_of_lineage(Session& session, const DrawStyle& style) {
  const std::vector<std::string> names = names_of(session);
  require_names(names, 1, "lineage");
  const Projection projection = session.project(true);
  const Entity person = session.entity(names[0], "NAME", NameScope::persons);
  const Vertex centre = session.vertex(projection, names[0], "NAME");
  const LineageOptions options{.generations = static_cast<std::uint32_t>(session.settings().count("generations", 0))};
  const Table lines = lineage(session.selected(), person, options);
  const std::vector<Vertex> kept = vertices_in(session, projection, lines, "person", {centre});
  return draw_lineage(session.selected(), projection, kept, style, std::vector<Vertex>{centre});
}

std::string picture_of_path(Session& session, const DrawStyle& style) {
  const std::vector<std::string> names = names_of(session);
  require_names(names, 2, "path");
  const PathOptions options{.count = session.settings().count("count", 1),
                            .concurrent = session.settings().flag("concurrent"),
                            .certain = session.settings().selection.certain};
  const Projection projection = session.project(false);
  const Table found =
      path(session.selected(), projection, session.entity(names[0], "A"), session.entity(names[1], "B"), options);
  return draw_path(session.records(), found, style);
}

std::string picture_of_flow(Session& session, const DrawStyle& style) {
  require_names(names_of(session), 0, "flow");
  const Pass& flow = require_pass("flow");
  session.select_by_default(flow.default_traits);
  return draw_flow(run_pass(session, flow), style);
}

/// The table that a picture of flows shows.
Table flow_table(Session& session) {
  require_names(names_of(session), 0, session.argument(0));
  const Pass& flow = require_pass("flow");
  session.select_by_default(flow.default_traits);
  return run_pass(session, flow);
}

std::string picture_of_stages(Session& session, const DrawStyle& style) {
  require_names(names_of(session), 0, "stages");
  const Pass& stages = require_pass("stages");
  session.select_by_default(stages.default_traits);
  return draw_stages(run_pass(session, stages), style);
}

std::string picture_of_timeline(Session& session, const DrawStyle& style) {
  const std::vector<std::string> names = names_of(session);
  if (names.empty()) throw Error(ErrorKind::usage, "`draw timeline` wants the names of persons");
  session.select_by_default(trait_affiliation | trait_study);
  std::vector<Entity> persons;
  persons.reserve(names.size());
  for (const std::string& name : names) persons.push_back(session.entity(name, "NAME", NameScope::persons));
  return draw_timeline(session.selected(), persons, style);
}

/// The years that the facts of a selection span, up to the as-of date; at most the last `most`.
std::vector<int> years_of(const Selected& selected, int most) {
  const int last = year_of(selected.records.as_of());
  int first = last;
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    const Spell spell = selected.spell(f);
    if (spell.has_best_start()) first = std::min(first, year_of(spell.best_start));
  }
  std::vector<int> years;
  for (int year = std::max(first, last - most + 1); year <= last; ++year) years.push_back(year);
  return years;
}

/// Ranks by a pass year after year: period, id, name, rank; equal scores stand as they did the year before, then by id.
Table ranks_by_year(Session& session, const Pass& pass, const std::string& kind) {
  constexpr int most_years = 40;
  const Selected& all = session.selected();
  std::vector<std::string> period, id, name;
  std::vector<std::int64_t> rank;
  std::map<std::string, std::int64_t> before;
  for (const int year : years_of(all, most_years)) {
    Selection selection = all.selection;
    selection.at = std::to_string(year);
    const Selected then(all.records, std::move(selection), all.regions);
    const Table scored = run_pass_on(session, pass, then, session.settings().roll_up.value_or(RollUp::unit));
    const Column& score = scored.column(pass.score);
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < scored.row_count(); ++row) {
      const bool wanted = kind.empty() || scored.column("kind").text(row) == kind;
      if (wanted && !std::isnan(score.number(row)) && !scored.column("id").text(row).empty()) rows.push_back(row);
    }
    const auto place_before = [&](std::size_t row) {
      const auto found = before.find(scored.column("id").text(row));
      return found == before.end() ? INT64_MAX : found->second;
    };
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
      return score.number(a) != score.number(b) ? score.number(a) > score.number(b) : place_before(a) < place_before(b);
    });
    before.clear();
    for (std::size_t k = 0; k < rows.size(); ++k) {
      period.push_back(std::to_string(year));
      id.push_back(scored.column("id").text(rows[k]));
      name.push_back(scored.column("name").text(rows[k]));
      rank.push_back(static_cast<std::int64_t>(k) + 1);
      before[id.back()] = rank.back();
    }
  }
  Table table;
  table.add("period", std::move(period)).add("id", std::move(id)).add("name", std::move(name));
  table.add("rank", std::move(rank));
  table.stamp = all.stamp();
  table.stamp.insert(table.stamp.begin(), {"pass", std::string(pass.name)});
  return table;
}

std::string picture_of_ranks(Session& session, const DrawStyle& style) {
  require_names(names_of(session), 0, "bump");
  const Pass& pass = require_pass(session.settings().value("rank-by").value_or("degree"));
  const std::string kind = session.settings().value("of").value_or("");
  if (!kind.empty()) require_entity_kind(session.records(), kind);
  return draw_bump(ranks_by_year(session, pass, kind), session.settings().count("ranks", 10), style);
}

/// How many lines of a map can be told apart: three for two vertices, within bounds.
std::size_t most_map_edges(std::size_t vertices) { return std::clamp<std::size_t>(vertices * 3 / 2, 2000, 20'000); }

std::string picture_of_map(Session& session, DrawStyle style) {
  require_names(names_of(session), 0, "map");
  const Projection projection = session.project(false);
  style.max_edges = session.settings().count("max-edges", most_map_edges(projection.graph.vertex_count()));
  return draw_map(session.selected(), projection, style);
}

}  // namespace

std::string dot_picture(Session& session, const DrawStyle& style) {
  const std::string kind = session.argument(0);
  if (kind == "graph") return picture_of_graph(session, style);
  if (kind == "neighbourhood") {
    if (names_of(session).empty())
      throw Error(ErrorKind::usage, "`draw neighbourhood` wants a name or more: around whom");
    return picture_of_graph(session, style);
  }
  if (kind == "lineage") return picture_of_lineage(session, style);
  if (kind == "path") return picture_of_path(session, style);
  EXPECT(kind == "flow");
  return picture_of_flow(session, style);
}

std::string svg_picture(Session& session, const DrawStyle& style) {
  const std::string kind = session.argument(0);
  if (kind == "map") return picture_of_map(session, style);
  if (kind == "stages") return picture_of_stages(session, style);
  if (kind == "timeline") return picture_of_timeline(session, style);
  if (kind == "bump") return picture_of_ranks(session, style);
  const Table table = flow_table(session);
  if (kind == "sankey") return draw_sankey(table, style);
  if (kind == "chord") return draw_chord(table, style);
  if (kind == "matrix") return draw_heat_map(table, style);
  EXPECT(kind == "multiples");
  return draw_multiples(table, style);
}

std::string data_title(Session& session) {
  const DatasetFacts& dataset = session.records().dataset();
  if (!dataset.title.empty()) return dataset.title;
  return dataset.name.empty() ? "renmai" : dataset.name;
}

std::string page_of(Session& session, const DrawStyle& style) {
  require_names(names_of(session), 0, "page");
  const Selected& selected = session.selected();
  const Selected everything(session.records(), selection_of_everything(), session.regions());
  const Projection projection = session.project(false);
  const PageOptions options{.max_vertices = session.settings().count("max-vertices", PageOptions().max_vertices)};
  const PageTables page = page_tables(everything, selected, projection, options);
  for (const std::string& note : page.notes) session.messages().warning(note);
  return page_html({.title = style.title.empty() ? data_title(session) : style.title,
                    .tables = page.tables,
                    .stamp = page.stamp,
                    .notes = page.notes,
                    .version = std::string(version_number())});
}

}  // namespace renmai::cli
