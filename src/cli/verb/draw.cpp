// SPDX-License-Identifier: Apache-2.0
#include "cli/verb/draw.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "ask/lineage.hpp"
#include "ask/near.hpp"
#include "ask/path.hpp"
#include "base/hint.hpp"
#include "base/text.hpp"
#include "cli/output.hpp"
#include "cli/verb/pass.hpp"
#include "draw/bands.hpp"
#include "draw/flow_picture.hpp"
#include "draw/graph_picture.hpp"
#include "draw/grids.hpp"
#include "draw/kinds.hpp"
#include "draw/lanes.hpp"
#include "draw/lineage_picture.hpp"
#include "draw/map_picture.hpp"
#include "draw/path_picture.hpp"
#include "draw/raster.hpp"
#include "draw/render.hpp"

namespace renmai::cli {
namespace {

constexpr std::string_view usual_form = "svg";

std::vector<std::string> form_names() {
  std::vector<std::string> names;
  for (const PictureForm& form : picture_forms()) names.emplace_back(form.name);
  return names;
}

std::vector<std::string> kind_names() {
  std::vector<std::string> names;
  for (const DrawKind& kind : draw_kinds()) names.emplace_back(kind.name);
  return names;
}

/// Throws Error{usage} for an ending of the output's name that is no form.
std::string chosen_form(const Settings& settings) {
  if (const auto form = settings.value("format")) return *form;
  if (is_stdout(settings.output)) return std::string(usual_form);
  const std::string ending = lower_ascii(std::filesystem::path(settings.output).extension().string());
  for (const std::string& form : form_names()) {
    if (ending == "." + form) return form;
  }
  throw Error(ErrorKind::usage, "cannot tell the form of the picture from the name '" + settings.output + "'", {},
              "end it in ." + join(form_names(), ", .") + ", or name the form with --format");
}

std::size_t count_of(const Settings& settings, std::string_view option, std::size_t fallback) {
  const auto text = settings.value(option);
  return text ? static_cast<std::size_t>(to_integer(*text).value_or(0)) : fallback;
}

DrawStyle style_of(const Settings& settings) {
  DrawStyle style;
  style.title = settings.value("title").value_or("");
  style.legend = !settings.flag("no-legend");
  style.dark = settings.value("theme") == "dark";
  style.max_vertices = count_of(settings, "max-vertices", style.max_vertices);
  style.max_edges = count_of(settings, "max-edges", style.max_edges);
  style.max_flows = count_of(settings, "max-flows", style.max_flows);
  return style;
}

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
    const auto hops = static_cast<std::uint32_t>(count_of(session.settings(), "hops", 1));
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
  const LineageOptions options{.generations =
                                   static_cast<std::uint32_t>(count_of(session.settings(), "generations", 0))};
  const Table lines = lineage(session.selected(), person, options);
  const std::vector<Vertex> kept = vertices_in(session, projection, lines, "person", {centre});
  return draw_lineage(session.selected(), projection, kept, style, std::vector<Vertex>{centre});
}

std::string picture_of_path(Session& session, const DrawStyle& style) {
  const std::vector<std::string> names = names_of(session);
  require_names(names, 2, "path");
  const PathOptions options{.count = count_of(session.settings(), "count", 1),
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

std::string picture(Session& session, const DrawStyle& style) {
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
  return draw_bump(ranks_by_year(session, pass, kind), count_of(session.settings(), "ranks", 10), style);
}

/// How many lines of a map can be told apart: three for two vertices, within bounds.
std::size_t most_map_edges(std::size_t vertices) { return std::clamp<std::size_t>(vertices * 3 / 2, 2000, 20'000); }

std::string picture_of_map(Session& session, DrawStyle style) {
  require_names(names_of(session), 0, "map");
  const Projection projection = session.project(false);
  style.max_edges = count_of(session.settings(), "max-edges", most_map_edges(projection.graph.vertex_count()));
  return draw_map(session.selected(), projection, style);
}

/// Pictures that are SVG from the start.
std::string own_picture(Session& session, const DrawStyle& style) {
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

int run_draw(Session& session) {
  const std::string form = chosen_form(session.settings());
  const DrawStyle style = style_of(session.settings());
  const bool by_graphviz = draw_kind(session.argument(0)).by_graphviz;
  if (by_graphviz && style.dark)
    throw Error(ErrorKind::usage, "--theme dark is for pictures that Graphviz does not draw, and `" +
                                      session.argument(0) + "` is one that it does");
  if (!by_graphviz && form == "dot")
    throw Error(ErrorKind::usage, "`draw " + session.argument(0) + "` is no graph and has no DOT", {}, "-f svg");
  const std::string drawn = by_graphviz ? picture(session, style) : own_picture(session, style);
  const Stopwatch stopwatch(session.messages(), "draw");
  const std::string bytes =
      by_graphviz ? render(drawn, form, session.settings().value("engine").value_or("")) : render_svg(drawn, form);
  if (form == "dot" || form == "svg")
    session.print_text(bytes);
  else
    session.print_bytes(bytes);
  session.tell_stamp({}, true);
  return 0;
}

/// `draw flow` and its like take what `flow` takes, `draw stages` what `stages` does.
std::vector<Option> options_of_kind(std::span<const std::string> words) {
  const auto has = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
  for (const std::string_view kind : {"flow", "sankey", "chord", "matrix", "multiples"}) {
    if (has(kind)) return pass_options(require_pass("flow"));
  }
  return has("stages") ? pass_options(require_pass("stages")) : std::vector<Option>();
}

Option limit_option(std::string name, std::string summary, std::size_t fallback) {
  constexpr double most = 1e6;
  return {.name = std::move(name),
          .placeholder = "N",
          .type = ValueType::integer,
          .summary = std::move(summary),
          .fallback = std::to_string(fallback),
          .low = 0,
          .high = most};
}

std::vector<Option> draw_options() {
  const DrawStyle style;
  return {
      {.name = "format",
       .letter = 'f',
       .placeholder = "FORM",
       .type = ValueType::choice,
       .summary = "form of the picture",
       .detail = "Unless given, the ending of --output decides.",
       .fallback = std::string(usual_form),
       .choices = form_names()},
      {.name = "title", .placeholder = "TEXT", .type = ValueType::text, .summary = "a title above the picture"},
      {.name = "no-legend", .summary = "leave out what shapes, colours and lines mean"},
      {.name = "theme",
       .placeholder = "THEME",
       .type = ValueType::choice,
       .summary = "dark on white, or light on dark where Graphviz does not draw",
       .fallback = "print",
       .choices = {"print", "dark"}},
      {.name = "engine",
       .placeholder = "NAME",
       .type = ValueType::choice,
       .summary = "how Graphviz arranges the vertices",
       .choices = {"dot", "neato", "fdp", "sfdp", "circo", "twopi"}},
      limit_option("max-vertices", "refuse a picture of more vertices", style.max_vertices),
      limit_option("max-edges", "refuse a picture of more lines; map: draw only so many, by default 3 for 2 vertices",
                   style.max_edges),
      limit_option("max-flows", "flow: draw only the largest, sum the rest in a note; 0 for all", style.max_flows),
      {.name = "near",
       .placeholder = "NAME",
       .type = ValueType::entity,
       .summary = "graph: only what is around this entity, as a NAME says it; may be given several times",
       .repeated = true},
      limit_option("hops", "graph: how far around the names", 1),
      limit_option("generations", "lineage: how many at most; 0 for all", 0),
      limit_option("count", "path: how many paths at most; 0 for all", 1),
      {.name = "rank-by",
       .placeholder = "PASS",
       .type = ValueType::text,
       .summary = "bump: the pass whose score ranks",
       .fallback = "degree"},
      {.name = "of",
       .placeholder = "KIND",
       .type = ValueType::entity_kind,
       .summary = "bump: only entities of this kind"},
      limit_option("ranks", "bump: so many ranks", 10),
      {.name = "concurrent", .summary = "path: only paths whose relations all hold on one day"},
  };
}

}  // namespace

Verb draw_verb() {
  return {
      .name = "draw",
      .section = "Pictures and files",
      .summary = "A picture: graph, flows, paths, lineage, careers, ranks",
      .detail =
          "`draw graph` draws what is around the names, or everything without a name; `draw map` everything as points, "
          "however large. `draw lineage NAME` "
          "draws mentors above those they taught. `draw path A B` draws how two are linked. `draw flow` "
          "and, as other pictures of the same moves, `sankey`, `chord`, `matrix` and `multiples` take no name, but the "
          "options of `flow`. `draw stages` draws courses from study to work, `draw timeline NAME...` careers with "
          "what is sure and what may be, `draw bump` ranks year by year.",
      .examples = {"renmai draw graph 'Zizheng Pan' --hops 2 -o pan.svg",
                   "renmai draw sankey --by country -o moves.svg", "renmai draw timeline 'Zizheng Pan' 'Zheng Size'",
                   "renmai draw flow --by country -o flows.pdf",
                   "renmai draw path 'Zizheng Pan' 'Liang Wenfeng' -f dot | dot -Tpng > path.png"},
      .arguments = {{.name = "KIND", .type = ValueType::choice, .summary = "what to draw", .choices = kind_names()},
                    {.name = "NAME",
                     .type = ValueType::entity,
                     .summary = "whom: none or more for graph, one or more for neighbourhood, one for lineage, two for "
                                "path, one or more for timeline",
                     .required = false,
                     .repeated = true}},
      .options = draw_options(),
      .groups = group_data | group_selection | group_grouping | group_output,
      .more_options = &options_of_kind,
      .run = &run_draw};
}

}  // namespace renmai::cli
