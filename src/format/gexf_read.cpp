// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "format/gexf.hpp"
#include "format/gexf_rows.hpp"
#include "format/xml_read.hpp"

namespace renmai {
namespace {

using detail::GexfElement;
using detail::xml_attribute;

constexpr std::size_t most_defaults = 1024;  // each may be a value of every node

/// An attribute that nodes or edges may have.
struct Declared {
  std::string title;
  std::string missing;  // the value where none is stated
};

/// What is drawn has elements of the same names.
bool is_drawing(std::string_view name) {
  const std::size_t end = name.rfind('|');
  return end != std::string_view::npos && name.substr(0, end).ends_with("viz");
}

/// An attribute of an element, or the other that stands for it.
std::string either(const char** attributes, std::string_view name, std::string_view other) {
  const std::string_view found = xml_attribute(attributes, name);
  return std::string(found.empty() ? xml_attribute(attributes, other) : found);
}

class GexfReader : private detail::XmlReader {
 public:
  GexfReader(std::string_view file, RecordsBuilder& builder, Report& report)
      : XmlReader(file), report_(report), rows_(file, builder, report) {}

  void read(std::string_view text) {
    parse(text);
    if (!any_graph_) throw Error(ErrorKind::input, "the XML holds no <graph> of <gexf>", std::string(file()));
  }

 private:
  void begin(std::string_view whole_name, const char** attributes) override {
    if (is_drawing(whole_name)) return;
    const std::string_view name = detail::local_name(whole_name);
    if (name == "node" || name == "edge") {
      begin_row(name == "edge", attributes);
    } else if (!open_.empty()) {
      begin_inside(name, attributes);
    } else if (name == "attributes" || name == "attribute" || name == "default") {
      begin_declaration(name, attributes);
    } else if (name == "gexf") {
      in_gexf_ = true;
    } else if (name == "graph" && in_gexf_) {
      any_graph_ = true;
      rows_.set_default_type(xml_attribute(attributes, "defaultedgetype"));
    } else if (name == detail::gexf_mark && whole_name.starts_with(detail::gexf_namespace) && !any_graph_) {
      rows_.read_mark(xml_attribute(attributes, "schema"), xml_attribute(attributes, "dataset"));
    }
  }

  void end(std::string_view whole_name) override {
    if (is_drawing(whole_name)) return;
    const std::string_view name = detail::local_name(whole_name);
    if ((name == "node" || name == "edge") && !open_.empty()) {
      flush(open_.back());
      open_.pop_back();
    } else if (name == "attribute") {
      attribute_ = nullptr;
    } else if (name == "default") {
      in_default_ = false;
    }
  }

  void characters(std::string_view text) override {
    if (in_default_ && attribute_ != nullptr) attribute_->missing += text;
  }

  void begin_declaration(std::string_view name, const char** attributes) {
    if (name == "attributes") {
      of_edges_ = xml_attribute(attributes, "class") == "edge";
    } else if (name == "attribute") {
      const std::string_view title = xml_attribute(attributes, "title");
      const std::string_view id = xml_attribute(attributes, "id");
      attribute_ = &declared_[of_edges_ ? 1 : 0][std::string(id)];
      attribute_->title = title.empty() ? id : title;
    } else if (attribute_ != nullptr) {
      in_default_ = true;
      if (++defaults_ > most_defaults)
        throw Error(ErrorKind::limit, "more than " + format_count(most_defaults) + " attributes have a default",
                    place());
    }
  }

  void begin_row(bool edge, const char** attributes) {
    const auto text = [&](std::string_view name) { return std::string(xml_attribute(attributes, name)); };
    require_depth(open_.size());
    GexfElement row;
    row.edge = edge;
    row.line = line();
    row.id = text("id");
    row.label = text("label");
    row.kind = text("kind");
    row.weight = text("weight");
    row.type = text("type");
    row.source = text("source");
    row.target = text("target");
    row.group = text("pid");
    if (row.group.empty() && !open_.empty()) row.group = open_.back().id;
    row.whole = {either(attributes, "start", "startopen"), either(attributes, "end", "endopen")};
    row.spells = detail::split_intervals(text("intervals"));
    row.stamps = detail::split_times(either(attributes, "timestamps", "timestamp"));
    open_.push_back(std::move(row));
  }

  /// An element inside a node or edge.
  void begin_inside(std::string_view name, const char** attributes) {
    GexfElement& row = open_.back();
    if (name == "attvalue") {
      add_value(row, attributes);
    } else if (name == "spell" || name == "slice") {
      add_spell(row, attributes);
    } else if (name == "parent") {
      if (row.group.empty())
        row.group = xml_attribute(attributes, "for");
      else
        report_.notice("gexf", place(), "a further parent is left out");
    } else if (name == "edges") {
      flush(row);  // they may end in it
    }
  }

  void add_value(GexfElement& row, const char** attributes) {
    if (row.line == 0) {
      report_.notice("gexf", place(), "values that follow edges inside their node are left out");
      return;
    }
    const std::string key = either(attributes, "for", "id");  // id: GEXF 1.0
    const std::string_view value = xml_attribute(attributes, "value");
    const auto& declared = declared_[row.edge ? 1 : 0];
    const auto known = declared.find(key);
    const std::string& title = known == declared.end() ? key : known->second.title;
    const auto [there, is_new] = row.values.try_emplace(title, value);
    if (is_new) return;
    there->second = value;
    report_.notice("gexf", place(), "an earlier value of '" + title + "' is left out; the last one stays");
  }

  static void add_spell(GexfElement& row, const char** attributes) {
    if (std::string stamp(xml_attribute(attributes, "timestamp")); !stamp.empty())
      row.stamps.push_back(std::move(stamp));
    else
      row.spells.push_back({either(attributes, "start", "startopen"), either(attributes, "end", "endopen")});
  }

  /// Makes the row of a node or edge; once.
  void flush(GexfElement& row) {
    if (row.line == 0) return;
    if (++done_ % (1U << 14) == 0) check_stop();
    if (row.spells.size() > detail::most_spells)
      throw Error(ErrorKind::limit, "more than " + format_count(detail::most_spells) + " spells of one element",
                  place());
    for (const auto& [id, attribute] : declared_[row.edge ? 1 : 0]) {
      if (!attribute.missing.empty()) row.values.try_emplace(attribute.title, attribute.missing);
    }
    rows_.add(row);
    row.line = 0;
  }

  Report& report_;
  detail::GexfRows rows_;
  std::array<std::map<std::string, Declared>, 2> declared_;  // of nodes, of edges; by id
  Declared* attribute_ = nullptr;                            // the one being declared
  std::vector<GexfElement> open_;
  bool of_edges_ = false;
  bool in_default_ = false;
  bool in_gexf_ = false;
  bool any_graph_ = false;
  std::size_t defaults_ = 0;
  std::uint64_t done_ = 0;
};

}  // namespace

void read_gexf(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report) {
  GexfReader(file, builder, report).read(text);
}

}  // namespace renmai
