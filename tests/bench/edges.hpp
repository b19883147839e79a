// SPDX-License-Identifier: Apache-2.0
// A plain reader of the generator's edge lists and flow networks, for drivers that do not time the reading.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include "graph/graph.hpp"

namespace bench {

struct Edges {
  renmai::Vertex vertex_count = 0;
  std::vector<renmai::Edge> edges;
};

/// `u v` or `u v w` a line, vertices from 0; or `a u v w` in DIMACS form, vertices from 1.
inline Edges read_edges(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path + " cannot be read");
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  const renmai::Vertex first = path.ends_with(".max") ? 1 : 0;
  Edges read;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const char* const line_end = std::find(at, end, '\n');
    if (first == 0 || *at == 'a') {
      if (first == 1) at += 2;
      renmai::Edge edge;
      at = std::from_chars(at, line_end, edge.from).ptr + 1;
      at = std::from_chars(at, line_end, edge.to).ptr;
      if (at != line_end) std::from_chars(at + 1, line_end, edge.weight);
      edge.from -= first;
      edge.to -= first;
      read.vertex_count = std::max({read.vertex_count, edge.from + 1, edge.to + 1});
      read.edges.push_back(edge);
    }
    at = line_end == end ? end : line_end + 1;
  }
  return read;
}

}  // namespace bench
