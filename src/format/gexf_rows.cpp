// SPDX-License-Identifier: Apache-2.0
#include "format/gexf_rows.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "format/dataset.hpp"

namespace renmai::detail {
namespace {

constexpr std::size_t longest_repeated_id = 256;  // bytes
constexpr std::size_t more_values = 8;            // beside those that have a title

/// Spells go before the bounds of the element, these before values that are titled so.
void settle_spells(GexfElement& element) {
  if (!element.spells.empty() || !element.stamps.empty()) return;
  TextSpan& whole = element.whole;
  if (element.edge && whole.start.empty() && whole.end.empty()) {
    if (auto start = element.values.extract("start")) whole.start = std::move(start.mapped());
    if (auto end = element.values.extract("end")) whole.end = std::move(end.mapped());
  }
  if (!whole.start.empty() || !whole.end.empty()) element.spells.push_back(whole);
}

/// The id of the relation of a spell.
std::string id_of_spell(const std::string& id, std::size_t number) {
  if (number == 0) return id;
  if (id.empty() || id.size() > longest_repeated_id) return {};
  return id + "#" + std::to_string(number + 1);
}

}  // namespace

void GexfRows::read_mark(std::string_view schema, std::string_view dataset) {
  ours_ = true;
  attributes_ = AttributeRow(true);
  read_dataset_texts(schema, dataset, file_, builder_, report_);
}

void GexfRows::add(GexfElement& element) {
  if (ours_)
    element.spells.clear();  // they say less than the values
  else
    settle_spells(element);
  if (!element.edge) return add_node(element);
  add_relation(element, 0);
  for (std::size_t number = 1; number < element.spells.size(); ++number) add_relation(element, number);
}

void GexfRows::add_node(const GexfElement& node) {
  attributes_.begin(node.values.size() + more_values);
  EntityRow row;
  row.id = node.id;
  set_values(entity_columns, row, node);
  const std::string spells = node.spells.size() > 1 ? join_spells(node.spells) : std::string();
  read_times(node, node.spells.size() > 1 ? node.spells.size() : 0);
  attributes_.add_stated(
      {{"spells", spells}, {"start", start_}, {"end", end_}, {"attested", attested_}, {"group", node.group}});
  if (row.kind.empty()) row.kind = "other";
  row.properties = attributes_.properties();
  builder_.add_entity(row, {.file = file_, .line = node.line});
}

void GexfRows::add_relation(const GexfElement& edge, std::size_t number) {
  attributes_.begin(edge.values.size() + more_values);
  const std::string id = id_of_spell(edge.id, number);
  RelationRow row;
  row.id = id;
  row.from = edge.source;
  row.to = edge.target;
  set_values(relation_columns, row, edge);
  if (!ours_) {
    read_times(edge, number);
    row.start = start_;
    row.end = end_;
    row.attested = attested_;
    const std::string& type = edge.type.empty() ? default_type_ : edge.type;
    if (type != "directed") attributes_.add("direction", type == "mutual" ? "mutual" : "undirected");
  }
  if (row.kind.empty()) {
    row.kind = "edge";
    builder_.schema().relation_kind(row.kind);
  }
  row.properties = attributes_.properties();
  builder_.add_relation(row, {.file = file_, .line = edge.line});
}

/// What the element states itself, then its values: one of the same name becomes a property if it says something else.
template <class Row, std::size_t N>
void GexfRows::set_values(const std::array<FieldColumn<Row>, N>& fields, Row& row, const GexfElement& element) {
  const std::array<NamedText, 3> stated{{{"label", element.label}, {"kind", element.kind}, {"weight", element.weight}}};
  for (const auto& [name, text] : stated) attributes_.set(fields, row, std::string(name), std::string(text));
  for (const auto& [name, text] : element.values) {
    const std::string_view key = name;
    const auto twice = std::find_if(stated.begin(), stated.end(),
                                    [&](const NamedText& one) { return one.first == key && !one.second.empty(); });
    const bool is_time = !element.spells.empty() && (name == "start" || name == "end");
    if (ours_ || (twice == stated.end() && !is_time))
      attributes_.set(fields, row, name, text);
    else if (twice == stated.end() || twice->second != text)
      attributes_.set(fields, row, "input_" + name, text);
  }
}

/// The times of a spell and, with the first, the timestamps.
void GexfRows::read_times(const GexfElement& element, std::size_t number) {
  start_.clear();
  end_.clear();
  attested_.clear();
  const auto read = [&](const std::string& text, std::string_view kept_as, bool may_be_open = false) {
    return times_.read(text, kept_as, may_be_open, attributes_, {.file = file_, .line = element.line});
  };
  if (number < element.spells.size()) {
    start_ = read(element.spells[number].start, "input_start");
    end_ = read(element.spells[number].end, "input_end", true);
  }
  if (number > 0) return;
  std::vector<std::string> days;
  days.reserve(element.stamps.size());
  for (const std::string& stamp : element.stamps) days.push_back(read(stamp, "input_attested"));
  attested_ = join_distinct(days);
}

}  // namespace renmai::detail
