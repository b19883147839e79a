// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/dataset.hpp"
#include "format/graph_attributes.hpp"
#include "format/json_objects.hpp"
#include "format/json_scan.hpp"
#include "format/node_link.hpp"
#include "format/plain_text.hpp"

namespace renmai {
namespace {

using simdjson::ondemand::value;

constexpr std::size_t looked_at = std::size_t{1} << 16;
constexpr std::uint64_t rows_between_stops = 1 << 14;
constexpr std::array<std::string_view, 6> outer_keys{"directed", "multigraph", "graph", "nodes", "links", "edges"};

/// A key and the text of its value.
using Pair = std::pair<std::string, std::string>;

std::optional<std::string> find_pair(const std::vector<Pair>& pairs, std::string_view key) {
  for (const auto& [name, text] : pairs) {
    if (name == key) return text;
  }
  return std::nullopt;
}

/// Whether a value begins as that of an outer key does: tables of one object a line may have such columns too.
bool is_part(std::string_view key, std::string_view text) {
  if (key == "directed" || key == "multigraph") return text.starts_with("true") || text.starts_with("false");
  if (key == "graph") return text.starts_with('{');
  if (key != "nodes" && key != "links" && key != "edges") return false;
  const std::string_view inside = text.starts_with('[') ? trim(text.substr(1)) : std::string_view();
  return inside.starts_with('{') || inside.starts_with(']');
}

class NodeLinkReader {
 public:
  NodeLinkReader(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report)
      : text_(text), file_(file), builder_(builder), report_(report), objects_(text), counter_(text) {}

  void read() {
    require_plain_text(text_, file_);
    find_parts();
    if (part("nodes").empty()) throw Error(ErrorKind::input, "the JSON holds no list 'nodes'", place_of_text());
    if (!part("links").empty() && !part("edges").empty())
      throw Error(ErrorKind::input, "the JSON holds both 'links' and 'edges'", place_of_text());
    directed_ = part("directed") == "true";
    read_graph();
    read_list("nodes", [&](std::uint64_t number) { add_node(number); });
    read_list(part("links").empty() ? "edges" : "links", [&](std::uint64_t) { add_edge(); });
  }

 private:
  [[nodiscard]] std::string place_of_text() const { return std::string(file_) + ":1"; }
  [[nodiscard]] std::string_view part(std::string_view key) const {
    for (std::size_t k = 0; k < outer_keys.size(); ++k) {
      if (outer_keys.at(k) == key) return parts_.at(k);
    }
    return {};
  }

  /// Where the values of the outermost object are; those of other keys are passed over.
  void find_parts() {
    detail::JsonScan scan(text_, file_);
    scan.members([&](std::string_view key) {
      const auto* const found = std::find(outer_keys.begin(), outer_keys.end(), key);
      const std::string_view text = scan.value();
      if (found == outer_keys.end()) return;
      std::string_view& known = parts_.at(static_cast<std::size_t>(found - outer_keys.begin()));
      if (!known.empty())
        throw Error(ErrorKind::input, "the key '" + std::string(key) + "' stands twice", place_of_text());
      known = text;
    });
    scan.require_end();
  }

  /// What the graph says of itself: of one of ours the schema and the facts of the dataset.
  void read_graph() {
    if (!part("graph").starts_with('{') || !read_pairs(part("graph"))) return;
    ours_ = find_pair(pairs_, "renmai").has_value();
    if (!ours_) return;
    read_dataset_texts(find_pair(pairs_, "schema").value_or(""), find_pair(pairs_, "dataset").value_or(""), file_,
                       builder_, report_);
  }

  template <class Add>
  void read_list(std::string_view key, const Add& add) {
    if (part(key).empty()) return;
    std::uint64_t number = 0;
    counter_ = detail::PlaceCounter(text_);
    detail::JsonScan scan(text_, file_, static_cast<std::size_t>(part(key).data() - text_.data()));
    scan.items([&] {
      if (number % rows_between_stops == 0) check_stop();
      const std::string_view item = scan.value();
      counter_.go_to(static_cast<std::size_t>(item.data() - text_.data()));
      if (read_pairs(item)) add(number);
      ++number;
    });
  }

  /// The pairs of an object, without empty ones; false once a fault is reported.
  bool read_pairs(std::string_view object) {
    pairs_.clear();
    keys_.clear();
    const std::string_view fault = objects_.each_key(object, [&](std::string_view key, value any) -> std::string_view {
      keys_.push_back(key);
      if (key.find('\0') != std::string_view::npos) return "a key that holds NUL";
      std::string_view text;
      if (const std::string_view bad = detail::any_text(any, text); !bad.empty()) return bad;
      if (!text.empty()) pairs_.emplace_back(key, text);
      return {};
    });
    if (!fault.empty()) return report_.bad(place().at({}), fault), false;
    if (detail::all_different(keys_)) return true;
    report_.bad(place().at({}), "a key that stands twice");
    return false;
  }

  void add_node(std::uint64_t number) {
    EntityRow row;
    const std::optional<std::string> id = find_pair(pairs_, "id");
    if (number == 0) by_place_ = !id;
    if (by_place_ && id) return report_.bad(place().at({}), "a node with an id, where the first has none");
    const std::string own_id = by_place_ ? std::to_string(number) : id.value_or("");
    row.id = own_id;
    detail::AttributeRow attributes(ours_);
    attributes.begin(pairs_.size());
    for (auto& [name, text] : pairs_) {
      if (name == "id") continue;
      const bool is_name = !ours_ && name == "name" && row.name.empty();
      names_.add(name);
      attributes.set(detail::entity_columns, row, is_name ? "label" : name, std::move(text));
    }
    if (row.kind.empty()) row.kind = "other";
    row.properties = attributes.properties();
    builder_.add_entity(row, place());
  }

  void add_edge() {
    RelationRow row;
    const std::string from = find_pair(pairs_, "source").value_or("");
    const std::string to = find_pair(pairs_, "target").value_or("");
    row.from = from;
    row.to = to;
    detail::AttributeRow attributes(ours_);
    attributes.begin(pairs_.size() + 1);
    for (auto& [name, text] : pairs_) {
      if (name == "source" || name == "target") continue;
      names_.add(name);
      attributes.set(detail::relation_columns, row, field_of(name), std::move(text));
    }
    if (!directed_) attributes.add("direction", "undirected");
    if (row.kind.empty()) {
      row.kind = "edge";
      builder_.schema().relation_kind(row.kind);
    }
    row.properties = attributes.properties();
    builder_.add_relation(row, place());
  }

  [[nodiscard]] std::string field_of(const std::string& name) const {
    if (ours_ && name == "key") return "id";
    if (ours_ && name == detail::source_key) return "source";
    return name;
  }

  /// Of the object that is read.
  [[nodiscard]] RowPlace place() const {
    const auto column_of = [](const void* context, std::string_view) {
      return static_cast<const NodeLinkReader*>(context)->counter_.column();
    };
    return {file_, counter_.line(), column_of, this};
  }

  std::string_view text_;
  std::string_view file_;
  RecordsBuilder& builder_;
  Report& report_;
  detail::JsonObjects objects_;
  detail::PlaceCounter counter_;
  std::array<std::string_view, outer_keys.size()> parts_{};
  std::vector<Pair> pairs_;
  std::vector<std::string_view> keys_;
  detail::KeysMet names_;
  bool directed_ = false;
  bool ours_ = false;
  bool by_place_ = false;  // nodes have no ids
};

}  // namespace

bool begins_as_node_link(std::string_view text) {
  bool found = false;
  const std::string_view start = text.substr(0, looked_at);
  detail::JsonScan scan(start, {});
  if (scan.next() != '{') return false;
  try {
    scan.members([&](std::string_view key) {
      (void)scan.next();
      found = found || is_part(key, start.substr(scan.position()));
      (void)scan.value();
    });
  } catch (const Error&) {
    return found;  // the rest is cut off
  }
  return found;
}

void read_node_link(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report) {
  NodeLinkReader(text, file, builder, report).read();
}

}  // namespace renmai
