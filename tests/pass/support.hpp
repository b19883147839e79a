// SPDX-License-Identifier: Apache-2.0
// What tests of passes share: running a registered pass with options, graphs written with letters, comparing tables.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "graph/graph.hpp"
#include "oracle/graphs.hpp"
#include "pass/pass.hpp"
#include "table/table.hpp"

namespace renmai::oracle {

using SettingList = std::vector<std::pair<std::string, OptionValue>>;

inline const OptionRow& option_of(const Pass& pass, std::string_view name) {
  for (const OptionRow& row : pass.options) {
    if (row.name == name) return row;
  }
  throw Error(ErrorKind::usage, std::string(pass.name) + " has no option " + std::string(name));
}

/// A graph written as lines "a b" or "a b 2", or "a" for a vertex alone; vertices are numbered by first mention.
struct LetterGraph {
  std::vector<std::string> names;
  std::vector<Edge> edges;
  bool weighted = false;

  Vertex vertex(std::string_view name) {
    for (Vertex v = 0; v < names.size(); ++v) {
      if (names[v] == name) return v;
    }
    names.emplace_back(name);
    return static_cast<Vertex>(names.size() - 1);
  }
  [[nodiscard]] Graph graph(bool directed) const {
    return as_written(static_cast<Vertex>(names.size()), edges, directed, weighted);
  }
};

inline LetterGraph parse_letters(std::string_view text) {
  LetterGraph graph;
  for (const std::string_view line : split_list(text, '\n')) {
    const auto words = split_list(line, ' ');
    const Vertex from = graph.vertex(words.at(0));
    if (words.size() == 1) continue;
    Edge edge{from, graph.vertex(words[1])};
    if (words.size() > 2) {
      edge.weight = to_number(words[2]).value();
      graph.weighted = true;
    }
    graph.edges.push_back(edge);
  }
  return graph;
}

/// "damping=0.5 source=a personal=a,b" as settings; vertices by their letters.
inline SettingList parse_settings(const Pass& pass, std::string_view text, LetterGraph& graph) {
  SettingList settings;
  for (const std::string_view part : split_list(text, ' ')) {
    const std::size_t sign = part.find('=');
    const std::string_view value = part.substr(sign + 1);
    const OptionRow& row = option_of(pass, part.substr(0, sign));
    if (row.type == OptionType::vertex || row.type == OptionType::vertices) {
      std::vector<Vertex> vertices;
      for (const std::string_view name : split_list(value, ',')) vertices.push_back(graph.vertex(name));
      settings.emplace_back(row.name, std::move(vertices));
    } else {
      settings.emplace_back(row.name, parse_option_value(row, value));
    }
  }
  return settings;
}

/// The cell as an example writes it: vertices by name, reals rounded to 6 digits, absent values empty.
inline std::string example_cell(const Column& column, std::size_t row, const std::vector<std::string>& names) {
  if (column.type() == ColumnType::vertex) {
    const Vertex v = column.vertices()[row];
    return v == no_vertex ? "" : names.at(v);
  }
  if (column.type() != ColumnType::real) return column.cell(row);
  const double value = column.reals()[row];
  if (std::isnan(value)) return "";
  return format_number(std::isinf(value) ? value : std::round(value * 1e6) / 1e6 + 0.0);
}

/// Whether both tables are the same to the last bit; stamps aside.
inline bool same_bits(const Table& a, const Table& b) {
  if (a.columns().size() != b.columns().size()) return false;
  for (std::size_t c = 0; c < a.columns().size(); ++c) {
    const Column& x = a.columns()[c];
    const Column& y = b.columns()[c];
    if (x.name != y.name || x.unit != y.unit || x.type() != y.type() || x.size() != y.size()) return false;
    if (x.type() != ColumnType::real) {
      if (x.values != y.values) return false;
      continue;
    }
    for (std::size_t row = 0; row < x.size(); ++row) {
      if (std::bit_cast<std::uint64_t>(x.reals()[row]) != std::bit_cast<std::uint64_t>(y.reals()[row])) return false;
    }
  }
  return true;
}

/// Equal to `tolerance`, relative for large numbers; NaN equals NaN.
inline bool near(double a, double b, double tolerance = 1e-9) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return a == b || std::abs(a - b) <= tolerance * std::max({1.0, std::abs(a), std::abs(b)});
}

/// Whether all entries are near; the lengths must agree too.
inline bool all_near(const std::vector<double>& a, const std::vector<double>& b, double tolerance = 1e-9) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](double x, double y) { return near(x, y, tolerance); });
}

}  // namespace renmai::oracle
