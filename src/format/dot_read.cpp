// SPDX-License-Identifier: Apache-2.0
#include <cgraph.h>

#include <algorithm>
#include <memory>
#include <mutex>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "base/unicode.hpp"
#include "format/dataset.hpp"
#include "format/dataset_fields.hpp"
#include "format/dot.hpp"
#include "format/dot_scan.hpp"
#include "format/graph_attributes.hpp"
#include "format/mapping.hpp"
#include "format/plain_text.hpp"

namespace renmai {
namespace {

struct CloseGraph {
  void operator()(Agraph_t* graph) const { agclose(graph); }
};
using GraphPointer = std::unique_ptr<Agraph_t, CloseGraph>;

/// cgraph's parser, its error handler and its strings are global.
std::mutex& dot_mutex() {
  static std::mutex mutex;
  return mutex;
}

/// What cgraph said during the parse at hand; guarded by the mutex.
std::string& dot_messages() {
  static std::string messages;
  return messages;
}

int note_message(char* text) {
  try {
    dot_messages() += text;
  } catch (const std::bad_alloc&) {
    return 1;  // the message is lost, the error is counted
  }
  return 0;
}

/// cgraph takes texts as char* and changes none.
char* c_text(const char* text) { return const_cast<char*>(text); }  // NOLINT(cppcoreguidelines-pro-type-const-cast)

/// "file:line" of a message of cgraph, which then loses the number: "syntax error in line 3 near 'x'".
std::string take_place(std::string& message, std::string_view file) {
  constexpr std::string_view before = " in line ";
  const std::size_t found = message.find(before);
  if (found == std::string::npos) return std::string(file);
  const std::size_t begin = found + before.size();
  const std::size_t end = std::min(message.find_first_not_of("0123456789", begin), message.size());
  std::string place = std::string(file) + ":" + message.substr(begin, end - begin);
  message.erase(found, end - found);
  return place;
}

/// Each message of cgraph begins with "Error: " or "Warning: "; the first error is thrown.
void judge_messages(std::string_view messages, bool failed, std::string_view file, Report& report) {
  std::size_t line_begin = 0;
  while (line_begin < messages.size()) {
    const std::size_t line_end = std::min(messages.find('\n', line_begin), messages.size());
    std::string line(messages.substr(line_begin, line_end - line_begin));
    line_begin = line_end + 1;
    const bool is_error = line.starts_with("Error: ");
    if (!is_error && !line.starts_with("Warning: ")) continue;
    std::string message = to_valid_utf8(line.substr(line.find(": ") + 2));
    const std::string place = take_place(message, file);
    if (is_error) throw Error(ErrorKind::input, "this is no DOT graph: " + message, place);
    report.notice("dot", place, message);
  }
  if (failed) throw Error(ErrorKind::input, "this is no DOT graph", std::string(file));
}

GraphPointer parse(const std::string& text, std::string_view file, Report& report) {
  dot_messages().clear();
  const agusererrf earlier = agseterrf(&note_message);
  agreseterrors();
  agsetfile(nullptr);
  agreadline(1);
  GraphPointer graph(agmemread(text.c_str()));
  const bool failed = graph == nullptr || agerrors() > 0;
  agseterrf(earlier);
  judge_messages(dot_messages(), failed, file, report);
  return graph;
}

/// The meaning of a label of a graph we did not make: its escapes are those of Graphviz.
std::string plain_label(std::string_view label, std::string_view name) {
  std::string text;
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label[i] != '\\' || i + 1 == label.size()) {
      text += label[i];
      continue;
    }
    switch (const char c = label[++i]) {
      case 'n':
      case 'l':
      case 'r': text += '\n'; break;
      case 'N': text += name; break;
      case '\\': text += '\\'; break;
      default: (text += '\\') += c;
    }
  }
  return std::string(trim(text));
}

class DotReader {
 public:
  DotReader(Agraph_t* graph, std::string_view file, RecordsBuilder& builder, Report& report)
      : graph_(graph), file_(file), builder_(builder), report_(report) {
    ours_ = !graph_attribute(detail::dot_mark).empty();
    attributes_ = detail::AttributeRow(ours_);
  }

  void read() {
    if (ours_) read_dataset_texts(graph_attribute("schema"), graph_attribute("dataset"), file_, builder_, report_);
    find_clusters(graph_);
    list_attributes(AGNODE, node_attributes_);
    list_attributes(AGEDGE, edge_attributes_);
    std::uint64_t done = 0;
    for (Agnode_t* node = agfstnode(graph_); node != nullptr; node = agnxtnode(graph_, node)) {
      if (++done % (1U << 14) == 0) check_stop();
      read_node(node);
    }
    for (Agnode_t* node = agfstnode(graph_); node != nullptr; node = agnxtnode(graph_, node)) {
      for (Agedge_t* edge = agfstout(graph_, node); edge != nullptr; edge = agnxtout(graph_, edge)) {
        if (++done % (1U << 14) == 0) check_stop();
        read_edge(node, edge);
      }
    }
  }

 private:
  struct Attribute {
    Agsym_t* symbol;
    std::string name;
  };

  [[nodiscard]] std::string text_of(const char* text) const {
    return ours_ ? detail::decode_dot(text) : std::string(text);
  }

  [[nodiscard]] std::string id_of(Agnode_t* node) const {
    std::string id = text_of(agnameof(node));
    if (id.starts_with(detail::dot_percent)) id.front() = '%';
    return id;
  }

  [[nodiscard]] std::string graph_attribute(std::string_view name) const {
    const char* value = agget(graph_, std::string(name).data());
    return value == nullptr ? std::string() : text_of(value);
  }

  void list_attributes(int kind, std::vector<Attribute>& attributes) const {
    for (Agsym_t* symbol = agnxtattr(graph_, kind, nullptr); symbol != nullptr;
         symbol = agnxtattr(graph_, kind, symbol)) {
      attributes.push_back({symbol, text_of(symbol->name)});
    }
  }

  /// The innermost cluster of each vertex; prepare_dot bounds the depth.
  void find_clusters(Agraph_t* graph) {
    const char* outer_label = agget(graph, c_text("label"));  // inherited, unless an inner one is set
    for (Agraph_t* inner = agfstsubg(graph); inner != nullptr; inner = agnxtsubg(inner)) {
      const char* name = agnameof(inner);
      if (name != nullptr && std::string_view(name).starts_with("cluster")) {
        const char* label = agget(inner, c_text("label"));
        const std::string group =
            label != nullptr && *label != '\0' && label != outer_label ? plain_label(label, name) : name;
        for (Agnode_t* node = agfstnode(inner); node != nullptr; node = agnxtnode(inner, node)) {
          groups_[AGID(node)] = group;
        }
      }
      find_clusters(inner);
    }
  }

  void read_node(Agnode_t* node) {
    attributes_.begin(node_attributes_.size());
    const std::string id = id_of(node);
    EntityRow row;
    row.id = id;
    for (const Attribute& attribute : node_attributes_) {
      const char* value = agxget(node, attribute.symbol);
      const bool is_label = !ours_ && attribute.name == "label";
      attributes_.set(detail::entity_columns, row, attribute.name, is_label ? plain_label(value, id) : text_of(value));
    }
    if (const auto group = groups_.find(AGID(node)); group != groups_.end()) attributes_.add("group", group->second);
    row.properties = attributes_.properties();
    builder_.add_entity(row, {.file = file_});
  }

  void read_edge(Agnode_t* tail, Agedge_t* edge) {
    attributes_.begin(edge_attributes_.size());
    const std::string from = id_of(tail);
    const std::string to = id_of(aghead(edge));
    RelationRow row;
    row.from = from;
    row.to = to;
    for (const Attribute& attribute : edge_attributes_) {
      const char* value = agxget(edge, attribute.symbol);
      const bool is_label = !ours_ && attribute.name == "label";
      attributes_.set(detail::relation_columns, row, attribute.name,
                      is_label ? plain_label(value, from) : text_of(value));
    }
    if (row.kind.empty()) {
      row.kind = "edge";
      builder_.schema().relation_kind(row.kind);
    }
    if (agisundirected(graph_) != 0) attributes_.add("direction", "undirected");
    row.properties = attributes_.properties();
    if (is_readable(row)) builder_.add_relation(row, {.file = file_});
  }

  /// cgraph keeps no lines, so a message has to name the edge.
  bool is_readable(const RelationRow& row) {
    const auto bad = [&](const std::string& what) {
      report_.bad(file_, "edge '" + std::string(row.from) + "' to '" + std::string(row.to) + "': " + what);
      return false;
    };
    for (const std::string_view text : {row.start, row.end}) {
      const DateParse parse = parse_date(text);
      if (!parse.date) return bad("'" + std::string(text) + "' is no date: " + parse.message);
    }
    if (!row.weight.empty() && !to_number(row.weight))
      return bad("weight '" + std::string(row.weight) + "' is no number");
    return true;
  }

  Agraph_t* graph_;
  std::string_view file_;
  RecordsBuilder& builder_;
  Report& report_;
  bool ours_ = false;
  std::vector<Attribute> node_attributes_;
  std::vector<Attribute> edge_attributes_;
  tsl::robin_map<std::uint64_t, std::string> groups_;  // by cgraph's id of a vertex
  detail::AttributeRow attributes_{false};
};

}  // namespace

void read_dot(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report) {
  require_plain_text(text, file);
  const std::string clean = detail::prepare_dot(text, file);
  const std::lock_guard lock(dot_mutex());
  const GraphPointer graph = parse(clean, file, report);
  DotReader(graph.get(), file, builder, report).read();
}

std::string detail::decode_dot(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      plain += text[i];
      continue;
    }
    const char c = text[++i];
    plain += c == 'n' ? '\n' : c == 'r' ? '\r' : c;
  }
  return plain;
}

}  // namespace renmai
