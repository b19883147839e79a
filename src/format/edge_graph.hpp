// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "base/report.hpp"
#include "format/edge_pairs.hpp"
#include "format/input.hpp"
#include "graph/graph.hpp"

namespace renmai {

struct EdgeGraphOptions {
  bool directed = true;
  bool weighted = true;       ///< keep weights, where some edge does not weigh 1
  bool content_hash = false;  ///< also the hash that records of the same file have; costs about as much as the rest
  std::uint64_t max_bad = 0;  ///< bad rows that may be left out
  /// Tells the memory that is free; null asks the system. For tests.
  std::uint64_t (*free_memory)() = nullptr;
};

/// A graph read from an edge list without records between, and what its vertices are called.
struct EdgeGraph {
  Graph graph;
  VertexIds ids;
  std::uint64_t fact_count = 0;  ///< different rows, loops among them
  std::optional<std::uint64_t> content_hash;
};

/// Reads an edge list straight into a graph: the graph that read_edge_list, a selection of everything and project make.
///
/// Definition: vertices are the ids, in the order of their bytes. A row that repeats another exactly (ends as written,
///   weight) counts once and is noticed in the report; rows that differ are facts. Facts of one pair become one edge,
///   weight = sum of their weights; undirected, `a b` and `b a` are two facts of one pair. Loops make no edge.
///   If every edge weighs 1 the graph has no weights.
/// Bad rows go into the report as read_edge_list tells them. The input must outlive the ids.
/// Throws: Error{input} as read_edge_list, and for more bad rows than allowed; Error{limit} before reading if the graph
///   would not fit into the free memory, and beyond 2^31 vertices.
/// Repeatable: the same at any thread count and in any order of rows.
/// Cost: O(rows), rows of text read twice if some repeat; at most 17 bytes a row (undirected, without weights) and 24 a
///   vertex beside the text, 8 a row and 8 a vertex at the end.
[[nodiscard]] EdgeGraph read_edge_graph(const Input& input, const EdgeGraphOptions& options, Report& report);

}  // namespace renmai
