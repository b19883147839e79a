// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cgraph.h>

#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Pictures read back, for tests.
namespace renmai::test {

struct ReadEdge {
  std::string from;
  std::string to;
  std::map<std::string, std::string> attributes;

  /// The text of the label, without the table round it.
  [[nodiscard]] std::string label() const {
    const std::string& whole = attributes.at("label");
    const std::size_t begin = whole.find('>', whole.rfind("<TD")) + 1;
    return whole.substr(begin, whole.find("</TD>", begin) - begin);
  }
};

/// What cgraph reads in a DOT text.
struct ReadDot {
  bool well_formed = false;
  std::map<std::string, std::string> graph;
  std::map<std::string, std::map<std::string, std::string>> nodes;  // by name
  std::vector<ReadEdge> edges;                                      // in the order of their tails, then as written
  std::string title;                                                // the label of the cluster
};

inline std::map<std::string, std::string> read_attributes(Agraph_t* graph, void* object, int kind) {
  std::map<std::string, std::string> found;
  for (Agsym_t* symbol = agnxtattr(graph, kind, nullptr); symbol != nullptr; symbol = agnxtattr(graph, kind, symbol)) {
    found[symbol->name] = agxget(object, symbol);
  }
  return found;
}

inline ReadDot read_dot(const std::string& text) {
  ReadDot read;
  Agraph_t* graph = agmemread(text.c_str());
  if (graph == nullptr) return read;
  read.well_formed = true;
  read.graph = read_attributes(graph, graph, AGRAPH);
  for (Agnode_t* node = agfstnode(graph); node != nullptr; node = agnxtnode(graph, node)) {
    read.nodes[agnameof(node)] = read_attributes(graph, node, AGNODE);
    for (Agedge_t* edge = agfstout(graph, node); edge != nullptr; edge = agnxtout(graph, edge)) {
      read.edges.push_back({agnameof(agtail(edge)), agnameof(aghead(edge)), read_attributes(graph, edge, AGEDGE)});
    }
  }
  if (Agraph_t* cluster = agsubg(graph, const_cast<char*>("cluster_picture"), 0); cluster != nullptr) {
    read.title = agget(cluster, const_cast<char*>("label"));
  }
  agclose(graph);
  return read;
}

/// Whether an independent parser (expat, by Python) reads the text as XML.
inline bool is_xml(const std::string& text) {
  FILE* parser = popen(
      "python3 -c 'import sys, xml.parsers.expat as e; e.ParserCreate().Parse(sys.stdin.buffer.read(), True)' 2>&1",
      "w");
  if (parser == nullptr) return false;
  std::fwrite(text.data(), 1, text.size(), parser);
  return pclose(parser) == 0;
}

/// The caption as running text: a line may break at any blank.
inline std::string caption_of(const ReadDot& dot) {
  const auto found = dot.graph.find("label");
  std::string text = found == dot.graph.end() ? std::string() : found->second;
  const std::string_view line_end = "<BR ALIGN=\"LEFT\"/>";
  for (std::size_t at = text.find(line_end); at != std::string::npos; at = text.find(line_end, at)) {
    text.replace(at, line_end.size(), " ");
  }
  return text;
}

inline bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

inline std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

/// Names that break careless writers of DOT, HTML-like labels and SVG.
inline const std::vector<std::string>& hostile_names() {
  static const std::vector<std::string> names{R"(say "hi")",
                                              R"(back\slash\)",
                                              R"(\N \G \E \L \n \l)",
                                              "<b>bold</b>",
                                              "</TABLE>",
                                              "a & b",
                                              "&amp;",
                                              "&nosuch;",
                                              "&#1;",
                                              "&#x0;",
                                              "&;",
                                              "line\nfeed\ttab",
                                              std::string("nul\0x", 5),
                                              "\x01\x1b[31m",
                                              "\u202egnp.exe",
                                              "שלום עולם",
                                              "مرحبا",
                                              "\xff\xfe bad",
                                              "\xef\xbf\xbe",
                                              "--> ]]> <!--",
                                              "{a|b}",
                                              "n:port",
                                              "node",
                                              "graph",
                                              "digraph { x -> y }",
                                              "%41",
                                              "",
                                              " ",
                                              "潘子正",
                                              "👩‍🔬 e\u0301",
                                              std::string(3000, 'x'),
                                              std::string(3000, '"')};
  return names;
}

}  // namespace renmai::test
