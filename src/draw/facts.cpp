// SPDX-License-Identifier: Apache-2.0
#include "draw/facts.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "draw/label.hpp"
#include "records/redaction.hpp"

namespace renmai::detail {
namespace {

constexpr std::size_t name_columns = 22;
constexpr std::size_t most_name_lines = 4;
constexpr std::size_t label_columns = 26;
constexpr std::size_t most_lines_of_pair = 3;  // of one pair; more are drawn as one line for each look
constexpr std::string_view way_out =
    "draw a neighbourhood or one component, or all of it as `draw map`, or raise the limit";

/// A fact between two vertices of the picture.
struct Line {
  std::size_t from = 0;
  std::size_t to = 0;
  Fact fact = 0;
  const LineLook* look = nullptr;
  Doubt doubt = Doubt::none;
};

std::string dates_of(const Selected& selected, Fact fact) {
  const Records& records = selected.records;
  const RelationColumns& columns = records.relations();
  std::vector<std::string> spans;
  for (const Relation r : selected.evidence(fact)) {
    std::string span =
        span_text(records.date_text(columns.start[r]), records.date_text(columns.end[r]), records.attested_text(r));
    if (!span.empty() && std::find(spans.begin(), spans.end(), span) == spans.end()) spans.push_back(std::move(span));
  }
  return clean_text(join(spans, "; "));
}

/// The role, or the kind where none is stated; a status that is not `actual` follows.
std::string words_of(const Selected& selected, Fact fact) {
  std::string words = selected.roles(fact);
  if (words.empty()) words = selected.kind(fact).name;
  const Status status = selected.records.status(selected.relation(fact));
  if (status != Status::actual) words += " (" + std::string(to_word(status)) + ")";
  return clean_text(words);
}

/// All a fact says, for whoever points at its line.
std::string tooltip_of(const Selected& selected, Fact fact) {
  const Records& records = selected.records;
  std::string text = shown_name(records, selected.from(fact)) + " → " + shown_name(records, selected.to(fact)) + ": " +
                     selected.kind(fact).name;
  const std::string dates = dates_of(selected, fact);
  std::vector<std::string> ids;
  for (const Relation r : selected.evidence(fact)) ids.push_back(records.relation_id(r));
  if (!selected.roles(fact).empty()) text += ", " + selected.roles(fact);
  if (!dates.empty()) text += "; " + dates;
  text += "; confidence " + format_confidence(selected.confidence(fact));
  if (!selected.sources(fact).empty()) text += "; source " + selected.sources(fact);
  return clean_text(text + " [" + join(ids, "; ") + "]");
}

/// One line of a picture for facts that look alike; their labels are one line each.
PictureEdge merged(const Selected& selected, std::span<const Line> lines) {
  constexpr std::size_t most_told = 3;
  const Line& first = lines.front();
  PictureEdge edge{first.from, first.to, first.look->color, line_style(first.doubt), first.look->arrowhead};
  if (lines.size() == 1) {
    edge.label = line_label(words_of(selected, first.fact), dates_of(selected, first.fact));
    edge.tooltip = tooltip_of(selected, first.fact);
    return edge;
  }
  for (std::size_t i = 0; i < lines.size() && i < most_told; ++i) {
    const std::string dates = dates_of(selected, lines[i].fact);
    const std::string words = words_of(selected, lines[i].fact) + (dates.empty() ? "" : ", " + dates);
    edge.label.push_back(wrap_text(words, label_columns + label_columns / 2, 1).front());
    edge.tooltip += (i == 0 ? "" : " · ") + tooltip_of(selected, lines[i].fact);
  }
  if (lines.size() > most_told) {
    edge.label.push_back("and " + std::to_string(lines.size() - most_told) + " more");
    edge.tooltip += " · " + edge.label.back();
  }
  edge.width += 0.4 * static_cast<double>(std::min(lines.size(), most_told) - 1);
  return edge;
}

/// The lines between one pair of vertices.
void add_pair(Picture& picture, const Selected& selected, std::span<Line> lines) {
  const bool apart = picture.layout != Layout::forces && lines.size() <= most_lines_of_pair;
  const auto key = [](const Line& line) { return std::tuple(line.from, line.to, line.look, line.doubt); };
  if (!apart) {
    std::stable_sort(lines.begin(), lines.end(), [&](const Line& a, const Line& b) { return key(a) < key(b); });
  }
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1;
    while (!apart && end < lines.size() && key(lines[end]) == key(lines[i])) ++end;
    picture.edges.push_back(merged(selected, lines.subspan(i, end - i)));
    i = end;
  }
}

constexpr std::size_t not_drawn = SIZE_MAX;

/// Adds the vertices; by vertex of the graph: its number in the picture.
std::vector<std::size_t> add_vertices(Picture& picture, Legend& legend, const Selected& selected,
                                      const Projection& projection, const FactChoice& choice, const DrawStyle& style) {
  const Vertex count = projection.graph.vertex_count();
  std::vector<Vertex> kept(choice.kept.begin(), choice.kept.end());
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  if (!kept.empty() && kept.back() >= count) {
    throw Error(ErrorKind::usage,
                "vertex " + std::to_string(kept.back()) + " is not in a graph of " + format_count(count) + " vertices");
  }
  require_drawable(kept.size(), 0, style, way_out);
  std::vector<std::size_t> number(count, not_drawn);
  std::size_t hidden = 0;
  for (const Vertex v : kept) {
    const Entity entity = projection.entities[v];
    if (selected.records.has_flag(entity, flag_redacted)) {
      ++hidden;
      continue;
    }
    number[v] = picture.vertices.size();
    picture.vertices.push_back(entity_vertex(selected.records, entity));
    picture.vertices.back().strong = std::find(choice.centres.begin(), choice.centres.end(), v) != choice.centres.end();
    legend.add(selected.records.entity_kind(entity));
  }
  if (hidden > 0) picture.notes.push_back(format_count(hidden) + " redacted, not shown.");
  return number;
}

/// Edges of a graph that no facts stand behind.
void add_weights(Picture& picture, const Projection& projection, std::span<const std::size_t> number) {
  for (const Edge& edge : projection.graph.edges()) {
    if (number[edge.from] == not_drawn || number[edge.to] == not_drawn) continue;
    picture.edges.push_back({number[edge.from], number[edge.to], look_of(RelationKind{}).color, "solid",
                             projection.directed ? "normal" : "none"});
    if (projection.graph.weighted()) picture.edges.back().label = {format_number(edge.weight)};
  }
}

}  // namespace

PictureVertex entity_vertex(const Records& records, Entity entity) {
  PictureVertex vertex;
  vertex.name = dot_name(records.entity_id(entity));
  vertex.look = look_of(records.entity_kind(entity));
  const std::string name = clean_text(records.entity_name(entity));
  vertex.lines = wrap_text(name, name_columns, most_name_lines);
  vertex.italic = records.has_flag(entity, flag_unnamed);
  std::vector<std::string> marks;
  for (const FlagName& flag : flag_names()) {
    const bool said = lower_ascii(name).find(flag.name) != std::string::npos;
    if (records.has_flag(entity, flag.flag) && !said) marks.emplace_back(flag.name);
  }
  vertex.mark = join(marks, ", ");
  vertex.tooltip =
      clean_text(name + " · " + records.entity_kind(entity).name + " · " + std::string(records.entity_id(entity)));
  return vertex;
}

std::string span_text(std::string_view start, std::string_view end, std::string_view attested) {
  if (start.empty() && end.empty()) return attested.empty() ? std::string() : "at " + std::string(attested);
  if (start == end) return std::string(start);
  return (start.empty() ? "?" : std::string(start)) + " – " + (end.empty() ? "?" : std::string(end));
}

std::vector<std::string> line_label(std::string_view words, std::string_view dates) {
  auto lines = wrap_text(words, label_columns, 2);
  if (!dates.empty()) {
    for (std::string& line : wrap_text(dates, label_columns + 4, 2)) lines.push_back(std::move(line));
  }
  return lines;
}

void add_facts(Picture& picture, const Selected& selected, const Projection& projection, const FactChoice& choice,
               const DrawStyle& style) {
  Legend legend;
  const auto number = add_vertices(picture, legend, selected, projection, choice, style);
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Line>> pairs;
  for (std::size_t i = 0; i < projection.facts.size(); ++i) {
    const Fact fact = projection.facts[i];
    const RelationKind& kind = selected.kind(fact);
    const std::size_t from = number[projection.ends[i].first];
    const std::size_t to = number[projection.ends[i].second];
    if (from == not_drawn || to == not_drawn) continue;
    if (choice.traits != 0 && !kind.has(choice.traits)) continue;
    const Line line{from, to, fact, &look_of(kind),
                    doubt_of(selected.confidence(fact), selected.certainty(fact) == Certainty::certain)};
    legend.add(kind);
    legend.add(line.doubt);
    pairs[{std::min(from, to), std::max(from, to)}].push_back(line);
  }
  require_drawable(0, pairs.size(), style, way_out);
  for (auto& [pair, lines] : pairs) add_pair(picture, selected, lines);
  if (projection.facts.empty()) add_weights(picture, projection, number);
  require_drawable(0, picture.edges.size(), style, way_out);
  picture.legend = legend.rows(style);
  picture.stamp = projection.stamp;
  const std::size_t shown = picture.vertices.size();
  if (shown < number.size()) {
    picture.stamp.emplace_back("drawn", format_count(shown) + " of " + format_count(number.size()) + " vertices");
  }
}

}  // namespace renmai::detail
