// SPDX-License-Identifier: Apache-2.0
#include "draw/picture.hpp"

#include <cgraph.h>

#include <cmath>
#include <exception>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "draw/graphviz.hpp"
#include "draw/label.hpp"
#include "table/write.hpp"

namespace renmai::detail {
namespace {

constexpr std::size_t caption_columns = 120;
constexpr std::size_t most_caption_lines = 12;
constexpr std::size_t title_columns = 72;
constexpr std::string_view least_width = "480";  // points, of title and caption alike: so both begin at the left edge

using Attribute = std::pair<const char*, std::string>;

/// What every vertex and edge has, unless it says otherwise.
std::vector<Attribute> vertex_defaults(const DrawStyle& style) {
  return {{"fontname", std::string(font_family)},
          {"fontsize", "11"},
          {"fontcolor", std::string(theme_of(style).ink)},
          {"margin", "0.13,0.05"},
          {"height", "0.3"},
          {"width", "0.4"},
          {"penwidth", "1.3"}};
}
std::vector<Attribute> edge_defaults() {
  return {{"fontname", std::string(font_family)}, {"fontsize", "8.5"}, {"penwidth", "1.2"}, {"arrowsize", "0.7"}};
}
std::vector<Attribute> graph_attributes(Layout layout, const DrawStyle& style) {
  std::vector<Attribute> all{{"fontname", std::string(font_family)},
                             {"fontsize", "9"},
                             {"fontcolor", std::string(theme_of(style).ink)},
                             {"bgcolor", std::string(theme_of(style).paper)},
                             {"pad", "0.15"},
                             {"outputorder", "edgesfirst"},
                             {"labelloc", "b"},
                             {"labeljust", "l"}};
  std::vector<Attribute> more;
  switch (layout) {
    case Layout::ranked_right:
      more = {{"layout", "dot"}, {"rankdir", "LR"}, {"ranksep", "0.7"}, {"nodesep", "0.22"}};
      break;
    case Layout::ranked_down:
      more = {{"layout", "dot"}, {"rankdir", "TB"}, {"ranksep", "0.5"}, {"nodesep", "0.35"}};
      break;
    case Layout::forces:
      // neato, as fdp decides by addresses and draws another picture each time. Straight lines, as routing them round
      // vertices takes half a minute at 400 of them, and straight ones read better.
      more = {{"layout", "neato"}, {"overlap", "prism"}, {"splines", "line"},
              {"sep", "+8"},       {"pack", "16"},       {"start", "1"}};
      break;
  }
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

void set(void* object, const char* name, const std::string& value) {
  agsafeset(object, c_text(name), c_text(value), c_text(""));
}

/// `html` must hold a tag: cgraph keeps one copy of equal texts, so it would else be mixed up with a plain one.
void set_html(Agraph_t* graph, void* object, const char* name, const std::string& html) {
  char* text = agstrdup_html(graph, c_text(html));
  agsafeset(object, c_text(name), text, c_text(""));
  agstrfree(graph, text);
}

std::string caption_row(const std::string& html, std::string_view size, std::string_view color) {
  return "<TR><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"" + std::string(size) + "\" COLOR=\"" + std::string(color) + "\">" +
         html + "</FONT></TD></TR>";
}

std::string wide_table(const std::string& rows) {
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"3\" WIDTH=\"" +
         std::string(least_width) + "\">" + rows + "</TABLE>";
}

/// Legend, notes and stamp as the label of the graph; empty if there is none of them.
std::string caption(const Picture& picture, const DrawStyle& style) {
  const Theme& theme = theme_of(style);
  std::string rows;
  if (style.legend) {
    for (const std::string& row : picture.legend) rows += "<TR><TD ALIGN=\"LEFT\">" + row + "</TD></TR>";
  }
  for (const std::string& note : picture.notes) {
    rows += caption_row(html_lines(wrap_text(note, caption_columns, most_caption_lines), Align::left), "10", theme.ink);
  }
  const std::string stamp = clean_text(stamp_line(picture.stamp));
  if (style.stamp && !stamp.empty()) {
    rows +=
        caption_row(html_lines(wrap_text(stamp, caption_columns, most_caption_lines), Align::left), "8", theme.faint);
  }
  if (rows.empty()) return rows;
  return wide_table(rows);
}

std::string title_label(const std::string& title, const DrawStyle& style) {
  return wide_table(
      caption_row(html_lines(wrap_text(title, title_columns, 3), Align::left), "16", theme_of(style).ink));
}

std::string vertex_label(const PictureVertex& vertex, const DrawStyle& style) {
  std::string name = "<FONT POINT-SIZE=\"11\">" + html_lines(vertex.lines) + "</FONT>";
  if (vertex.italic) name = "<I>" + name + "</I>";
  if (vertex.strong) name = "<B>" + name + "</B>";
  if (vertex.mark.empty()) return name;
  return name + "<BR/><FONT POINT-SIZE=\"8\" COLOR=\"" + std::string(theme_of(style).faint) + "\">" +
         html_text(vertex.mark) + "</FONT>";
}

void write_vertex(Agraph_t* graph, Agnode_t* node, const PictureVertex& vertex, const DrawStyle& style) {
  set_html(graph, node, "label", vertex_label(vertex, style));
  set(node, "shape", std::string(vertex.look.shape));
  set(node, "style", std::string(vertex.look.style) + (vertex.dashed ? ",dashed" : ""));
  set(node, "color", std::string(themed(vertex.look.line, style)));
  set(node, "fillcolor", std::string(themed(vertex.look.fill, style)));
  if (vertex.look.double_line) set(node, "peripheries", "2");
  if (vertex.strong) set(node, "penwidth", "2.6");
  if (!vertex.tooltip.empty()) set(node, "tooltip", plain_text(vertex.tooltip));
}

/// A label with room around it, so that it does not touch its line, however wide that is; paper behind the text
/// alone, so that a line that crosses it gives way.
std::string edge_label(const PictureEdge& line, const DrawStyle& style) {
  const auto room = std::lround(2 + line.width / 2);
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"" + std::to_string(room) +
         "\"><TR><TD BGCOLOR=\"" + std::string(theme_of(style).paper) + "\">" + html_lines(line.label) +
         "</TD></TR></TABLE>";
}

void write_edge(Agraph_t* graph, Agedge_t* edge, const PictureEdge& line, bool labelled, const DrawStyle& style) {
  labelled = labelled && !line.label.empty();
  const std::string color(themed(line.color, style));
  if (labelled) {
    set_html(graph, edge, "label", edge_label(line, style));
    set(edge, "fontcolor", color);
  }
  set(edge, "color", color);
  if (line.style != "solid") set(edge, "style", std::string(line.style));
  set(edge, line.turned ? "arrowtail" : "arrowhead", std::string(line.arrowhead));
  if (line.turned) set(edge, "dir", "back");
  set(edge, "penwidth", format_number(line.width));
  if (line.tooltip.empty()) return;
  set(edge, "tooltip", plain_text(line.tooltip));
  if (labelled) set(edge, "labeltooltip", plain_text(line.tooltip));
}

void fill(Agraph_t* graph, const Picture& picture, const DrawStyle& style) {
  for (const auto& [name, value] : graph_attributes(picture.layout, style)) set(graph, name, value);
  for (const auto& [name, value] : vertex_defaults(style)) agattr(graph, AGNODE, c_text(name), c_text(value));
  for (const auto& [name, value] : edge_defaults()) agattr(graph, AGEDGE, c_text(name), c_text(value));

  // A cluster without a border holds all vertices: its label is the title above them. Without a title there is none, as
  // it would inherit the caption.
  Agraph_t* cluster = graph;
  if (!picture.title.empty()) {
    cluster = agsubg(graph, c_text("cluster_picture"), 1);
    set(cluster, "peripheries", "0");
    set(cluster, "margin", "0");
    set(cluster, "bgcolor", "");  // else it would be painted over the caption
    set_html(graph, cluster, "label", title_label(picture.title, style));
    set(cluster, "labelloc", "t");
  }
  std::vector<Agnode_t*> nodes;
  for (const PictureVertex& vertex : picture.vertices) {
    nodes.push_back(agnode(cluster, c_text(vertex.name), 1));
    write_vertex(graph, nodes.back(), vertex, style);
  }
  for (const PictureEdge& line : picture.edges) {
    Agedge_t* edge = agedge(cluster, nodes[line.from], nodes[line.to], nullptr, 1);
    write_edge(graph, edge, line, picture.layout != Layout::forces, style);
  }
  const std::string below = caption(picture, style);
  if (!below.empty()) set_html(graph, graph, "label", below);
}

int append(void* out, const char* text) {
  try {
    static_cast<std::string*>(out)->append(text);
    return 0;
  } catch (const std::exception&) {
    return EOF;  // no exception through C; agwrite then reports failure
  }
}

}  // namespace

void require_drawable(std::size_t vertices, std::size_t edges, const DrawStyle& style, std::string_view way_out) {
  const auto refuse = [&](std::size_t met, std::size_t limit, const char* what) {
    throw Error(ErrorKind::limit,
                "the picture would have " + format_count(met) + " " + what + ", more than the " + format_count(limit) +
                    " that can be read",
                {}, std::string(way_out));
  };
  if (vertices > style.max_vertices) refuse(vertices, style.max_vertices, "vertices");
  if (edges > style.max_edges) refuse(edges, style.max_edges, "lines");
}

std::string to_dot(const Picture& picture, const DrawStyle& style) {
  GraphvizSession session;
  std::string out;
  Agiodisc_t io{AgIoDisc.afread, &append, [](void*) { return 0; }};
  Agdisc_t disc{&AgMemDisc, &AgIdDisc, &io};
  const std::string name = picture.title.empty() ? "picture" : dot_name(picture.title);
  const GraphHandle graph(agopen(c_text(name), Agdirected, &disc));
  fill(graph.get(), picture, style);
  if (agwrite(graph.get(), &out) != 0) {
    throw Error(ErrorKind::limit, "no memory left to write the picture as DOT; " + session.messages());
  }
  return out;
}

}  // namespace renmai::detail
