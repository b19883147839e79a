// SPDX-License-Identifier: Apache-2.0
#include "draw/path_picture.hpp"

#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "base/text.hpp"
#include "draw/facts.hpp"
#include "draw/label.hpp"
#include "draw/picture.hpp"

namespace renmai {
namespace {

/// The cells of a path table by the names of its columns.
class Cells {
 public:
  explicit Cells(const Table& table) : table_(table) {}
  [[nodiscard]] std::string operator()(std::string_view name, std::size_t row) const {
    return table_.column(name).cell(row);
  }
  [[nodiscard]] std::string if_there(std::string_view name, std::size_t row) const {
    const Column* column = table_.find(name);
    return column == nullptr ? std::string() : column->cell(row);
  }
  [[nodiscard]] double number(std::string_view name, std::size_t row) const { return table_.column(name).number(row); }

 private:
  const Table& table_;
};

class PathPicture {
 public:
  PathPicture(const Records& records, const Table& table) : records_(records), cells_(table) {}

  void add_row(detail::Picture& picture, std::size_t row) {
    const std::string path = cells_.if_there("path", row);
    const auto step = static_cast<std::int64_t>(cells_.number("step", row));
    const std::size_t from = vertex(picture, cells_("from_id", row), cells_("from", row), path, step - 1, step == 1);
    const std::size_t to = vertex(picture, cells_("to_id", row), cells_("to", row), path, step, false);
    const std::string relation = cells_("relation", row);
    if (!drawn_.emplace(from, to, relation).second) return;  // paths may share a step
    picture.edges.push_back(edge(row, from, to, relation));
    last_ = to;
  }
  /// What the legend says, once all rows are in; the last vertex is an end of the path like the first.
  void finish(detail::Picture& picture, const DrawStyle& style) {
    if (!picture.edges.empty()) picture.vertices[last_].strong = true;
    picture.legend = legend_.rows(style);
  }

 private:
  std::size_t vertex(detail::Picture& picture, const std::string& id, const std::string& name, const std::string& path,
                     std::int64_t position, bool is_end) {
    const std::string key = id.empty() ? path + "." + std::to_string(position) : id;
    const auto [found, fresh] = numbers_.try_emplace({id.empty(), key}, picture.vertices.size());
    if (!fresh) return found->second;
    const auto entity = records_.find_entity(id);
    if (entity && !records_.has_flag(*entity, flag_redacted)) {
      picture.vertices.push_back(detail::entity_vertex(records_, *entity));
      legend_.add(records_.entity_kind(*entity));
    } else {
      detail::PictureVertex vertex;
      vertex.name = "(hidden) " + detail::dot_name(key);  // no dot_name of an id begins so
      vertex.look = detail::look_of(EntityKind{});
      vertex.lines = {detail::clean_text(entity ? "(redacted)" : name)};
      vertex.italic = true;
      picture.vertices.push_back(std::move(vertex));
    }
    picture.vertices.back().strong = is_end;
    return found->second;
  }

  detail::PictureEdge edge(std::size_t row, std::size_t from, std::size_t to, const std::string& relation) {
    const std::string kind_name = cells_("kind", row);
    const auto kind = records_.schema().find_relation_kind(kind_name);
    const RelationKind& traits = kind ? records_.schema().relation_kinds()[*kind] : no_kind_;
    const detail::Doubt doubt = detail::doubt_of(cells_.number("confidence", row), true);
    legend_.add(traits);
    legend_.add(doubt);

    const detail::LineLook& look = detail::look_of(traits);
    const std::string role = cells_.if_there("role", row);
    const std::string status = cells_.if_there("status", row);
    std::string words = role.empty() ? kind_name : kind_name + ": " + role;
    if (!status.empty() && status != to_word(Status::actual)) words += " (" + status + ")";
    const std::string dates = detail::span_text(cells_("start", row), cells_("end", row), {});
    detail::PictureEdge line{from, to, look.color, detail::line_style(doubt), look.arrowhead};
    line.turned = cells_.if_there("direction", row) == "in";
    line.label = detail::line_label(detail::clean_text(words), detail::clean_text(dates));
    line.tooltip = detail::clean_text(words + (dates.empty() ? "" : "; " + dates) + "; source " +
                                      cells_("source", row) + " [" + relation + "]");
    return line;
  }

  const Records& records_;
  Cells cells_;
  RelationKind no_kind_;
  detail::Legend legend_;
  std::map<std::pair<bool, std::string>, std::size_t> numbers_;
  std::set<std::tuple<std::size_t, std::size_t, std::string>> drawn_;
  std::size_t last_ = 0;
};

}  // namespace

std::string draw_path(const Records& records, const Table& path, const DrawStyle& style) {
  detail::Picture picture;
  picture.title = detail::clean_text(style.title);
  picture.layout = detail::Layout::ranked_right;
  picture.stamp = path.stamp;
  PathPicture maker(records, path);
  for (std::size_t row = 0; row < path.row_count(); ++row) {
    maker.add_row(picture, row);
    detail::require_drawable(picture.vertices.size(), picture.edges.size(), style, "ask for fewer paths");
  }
  maker.finish(picture, style);
  if (picture.edges.empty()) picture.notes.emplace_back("No path.");
  return detail::to_dot(picture, style);
}

}  // namespace renmai
