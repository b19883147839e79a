// SPDX-License-Identifier: Apache-2.0
#include "cli/verb/draw.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <utility>

#include "base/text.hpp"
#include "cli/output.hpp"
#include "cli/verb/draw_pictures.hpp"
#include "cli/verb/pass.hpp"
#include "draw/kinds.hpp"
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
std::string chosen_form(const Settings& settings, std::string_view usual) {
  if (const auto form = settings.value("format")) return *form;
  if (is_stdout(settings.output)) return std::string(usual);
  const std::string ending = lower_ascii(std::filesystem::path(settings.output).extension().string());
  for (const std::string& form : form_names()) {
    if (ending == "." + form) return form;
  }
  throw Error(ErrorKind::usage, "cannot tell the form of the picture from the name '" + settings.output + "'", {},
              "end it in ." + join(form_names(), ", .") + ", or name the form with --format");
}

DrawStyle style_of(const Settings& settings) {
  DrawStyle style;
  style.title = settings.value("title").value_or("");
  style.legend = !settings.flag("no-legend");
  style.dark = settings.value("theme") == "dark";
  style.max_vertices = settings.count("max-vertices", style.max_vertices);
  style.max_edges = settings.count("max-edges", style.max_edges);
  style.max_flows = settings.count("max-flows", style.max_flows);
  return style;
}

int write_page(Session& session, const DrawStyle& style) {
  const std::string form = chosen_form(session.settings(), "html");
  if (form != "html")
    throw Error(ErrorKind::usage, "`draw page` is a page for a browser and has no form '" + form + "'", {},
                "-f html, or a name that ends in .html");
  const Stopwatch stopwatch(session.messages(), "draw");
  session.print_text(page_of(session, style));
  session.tell_stamp({}, true);
  return 0;
}

int run_draw(Session& session) {
  const DrawStyle style = style_of(session.settings());
  const std::string kind = session.argument(0);
  if (kind == "page") return write_page(session, style);
  const std::string form = chosen_form(session.settings(), usual_form);
  const bool by_graphviz = draw_kind(kind).by_graphviz;
  if (!by_graphviz && form == "dot")
    throw Error(ErrorKind::usage, "`draw " + session.argument(0) + "` is no graph and has no DOT", {}, "-f svg");
  const std::string drawn = by_graphviz ? dot_picture(session, style) : svg_picture(session, style);
  const Stopwatch stopwatch(session.messages(), "draw");
  const std::string bytes =
      by_graphviz ? render(drawn, form, session.settings().value("engine").value_or("")) : render_svg(drawn, form);
  if (form == "dot" || form == "svg" || form == "html")
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
       .summary = "dark on white, or light on dark",
       .fallback = "print",
       .choices = {"print", "dark"}},
      {.name = "engine",
       .placeholder = "NAME",
       .type = ValueType::choice,
       .summary = "how Graphviz arranges the vertices",
       .choices = {"dot", "neato", "fdp", "sfdp", "circo", "twopi"}},
      limit_option("max-vertices", "refuse a picture of more vertices; page: draw only so many, 20000 unless given",
                   style.max_vertices),
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
          "draws mentors above those they taught. `draw path A B` draws how two are linked. `draw page` is one file "
          "for a "
          "browser, with all of it and the sources; it needs no server. `draw flow` "
          "and, as other pictures of the same moves, `sankey`, `chord`, `matrix` and `multiples` take no name, but the "
          "options of `flow`. `draw stages` draws courses from study to work, `draw timeline NAME...` careers with "
          "what is sure and what may be, `draw bump` ranks year by year.",
      .examples = {"renmai draw graph 'Zizheng Pan' --hops 2 -o pan.svg",
                   "renmai draw sankey --by country -o moves.svg", "renmai draw timeline 'Zizheng Pan' 'Zheng Size'",
                   "renmai draw flow --by country -o flows.pdf",
                   "renmai draw path 'Zizheng Pan' 'Liang Wenfeng' -f dot | dot -Tpng > path.png",
                   "renmai draw page -o talent.html"},
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
