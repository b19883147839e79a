// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "format/dataset.hpp"
#include "format/graph_attributes.hpp"
#include "format/graphml.hpp"
#include "format/xml_read.hpp"

namespace renmai {
namespace {

/// Data of one node, edge or graph: (name of the key, text), in the order of the file.
using DataList = std::vector<std::pair<std::string, std::string>>;

struct OpenGraph {
  bool directed = true;
  std::string inside;  // id of the node that holds it
  DataList data;
};

/// A node or edge whose data are being read.
struct Open {
  bool edge = false;
  std::uint64_t line = 0;
  std::string id, source, target, directed, group;
  DataList data;
};

class GraphmlReader : private detail::XmlReader {
 public:
  GraphmlReader(std::string_view file, RecordsBuilder& builder, Report& report)
      : XmlReader(file), builder_(builder), report_(report) {}

  void read(std::string_view text) {
    parse(text);
    if (!any_graph_) throw Error(ErrorKind::input, "the XML holds no <graph> of <graphml>", std::string(file()));
  }

 private:
  void begin(std::string_view whole_name, const char** attributes) override {
    const std::string_view name = detail::local_name(whole_name);
    const auto attribute = [&](std::string_view wanted) {
      return std::string(detail::xml_attribute(attributes, wanted));
    };
    if (name == "key") {
      const std::string id = attribute("id");
      const std::string called = attribute("attr.name");
      keys_[id] = called.empty() ? id : called;
    } else if (name == "graph") {
      require_depth(graphs_.size());
      any_graph_ = true;
      graphs_.push_back(
          {attribute("edgedefault") != "undirected", open_.empty() ? std::string() : open_.back().id, {}});
      settle_graph();
    } else if (name == "node" || name == "edge") {
      settle_graph();
      Open open;
      open.edge = name == "edge";
      open.line = line();
      open.id = attribute("id");
      open.source = attribute("source");
      open.target = attribute("target");
      open.directed = attribute("directed");
      if (!graphs_.empty()) open.group = graphs_.back().inside;
      // An inner graph comes before the rest of its node, whose row must be there first.
      if (!open_.empty() && !open_.back().edge) flush(open_.back());
      open_.push_back(std::move(open));
    } else if (name == "data") {
      in_data_ = true;
      text_.clear();
      const std::string key = attribute("key");
      const auto known = keys_.find(key);
      data_name_ = known == keys_.end() ? key : known->second;
    } else if (name == "hyperedge" || name == "port") {
      report_.notice("graphml", place(), "a " + std::string(name) + " is left out");
    }
  }

  void end(std::string_view whole_name) override {
    const std::string_view name = detail::local_name(whole_name);
    if (name == "data") {
      in_data_ = false;
      if (!open_.empty() && open_.back().line == 0)
        report_.notice("graphml", place(), "data that follow a graph inside their node are left out");
      DataList* const list = !open_.empty() ? &open_.back().data : !graphs_.empty() ? &graphs_.back().data : nullptr;
      if (list != nullptr) list->emplace_back(data_name_, text_);
      if (open_.empty() && graphs_.size() == 1) graph_data_ = graphs_.back().data;
    } else if (name == "node" || name == "edge") {
      if (open_.empty()) return;
      flush(open_.back());
      open_.pop_back();
    } else if (name == "graph" && !graphs_.empty()) {
      settle_graph();
      graphs_.pop_back();
    }
  }

  void characters(std::string_view text) override {
    if (in_data_) text_ += text;
  }

  /// What the graph says of itself: of one of ours the schema and the facts of the dataset. Once, before the first row.
  void settle_graph() {
    if (settled_ || graph_data_.empty()) return;
    settled_ = true;
    const auto value = [&](std::string_view name) {
      for (const auto& [key, text] : graph_data_) {
        if (key == name) return text;
      }
      return std::string();
    };
    ours_ = !value("renmai").empty();
    if (ours_) read_dataset_texts(value("schema"), value("dataset"), file(), builder_, report_);
  }

  /// The row of a node or edge; once.
  void flush(Open& open) {
    if (open.line == 0) return;
    if (++done_ % (1U << 14) == 0) check_stop();
    detail::AttributeRow attributes(ours_);
    attributes.begin(open.data.size() + 2);
    if (open.edge)
      add_edge(open, attributes);
    else
      add_node(open, attributes);
    open.line = 0;
  }

  void add_node(Open& open, detail::AttributeRow& attributes) {
    EntityRow row;
    row.id = open.id;
    for (auto& [name, value] : open.data) {
      const bool is_name = !ours_ && name == "name" && row.name.empty();
      attributes.set(detail::entity_columns, row, is_name ? "label" : name, std::move(value));
    }
    if (!open.group.empty()) attributes.add("group", open.group);
    if (row.kind.empty()) row.kind = "other";
    row.properties = attributes.properties();
    builder_.add_entity(row, {.file = file(), .line = open.line});
  }

  void add_edge(Open& open, detail::AttributeRow& attributes) {
    RelationRow row;
    row.from = open.source;
    row.to = open.target;
    if (ours_) row.id = open.id;
    for (auto& [name, value] : open.data) attributes.set(detail::relation_columns, row, name, std::move(value));
    const bool directed = open.directed.empty() ? graphs_.empty() || graphs_.back().directed : open.directed == "true";
    if (!directed) attributes.add("direction", "undirected");
    if (row.kind.empty()) {
      row.kind = "edge";
      builder_.schema().relation_kind(row.kind);
    }
    row.properties = attributes.properties();
    builder_.add_relation(row, {.file = file(), .line = open.line});
  }

  RecordsBuilder& builder_;
  Report& report_;
  std::map<std::string, std::string> keys_;  // id to name
  std::vector<OpenGraph> graphs_;
  std::vector<Open> open_;
  DataList graph_data_;  // of the outermost graph
  bool any_graph_ = false;
  bool settled_ = false;
  bool ours_ = false;
  bool in_data_ = false;
  std::string data_name_;
  std::string text_;
  std::uint64_t done_ = 0;
};

}  // namespace

void read_graphml(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report) {
  GraphmlReader(file, builder, report).read(text);
}

}  // namespace renmai
