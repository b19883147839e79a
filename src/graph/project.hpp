// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/graph.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// What an edge is: a relation between its ends; a stated move (trait transfer) from its origin to its destination; or
/// that two people were at one organisation at one time (see co_affiliation).
enum class EdgesOf : std::uint8_t { relations, moves, together };

/// Which vertices and edges a selection becomes.
struct Grouping {
  EdgesOf edges = EdgesOf::relations;
  RollUp roll_up = RollUp::unit;
  bool directed = false;
  Parallels parallels = Parallels::collapse;
  bool weighted = true;    ///< weight = number of facts (times their own weights)
  bool isolates = false;   ///< also entities without a kept fact
  bool keep_facts = true;  ///< Projection::facts; a graph alone wants less memory
};

/// A graph and what its vertices and edges stand for. Vertices are in the order of their entities (by id).
struct Projection {
  Graph graph;
  std::vector<Entity> entities;  ///< by vertex
  std::vector<Fact> facts;       ///< facts of edges (or none; see Grouping), by (lower vertex, higher vertex, fact)
  std::vector<std::pair<Vertex, Vertex>> ends;  ///< beside `facts`: from and to as written
  Stamp stamp;                                  ///< of the selection and grouping, with vertex and edge counts

  [[nodiscard]] std::optional<Vertex> vertex_of(Entity representative) const;
  /// The facts between two vertices in either direction (or from u to v only, if directed), ascending.
  [[nodiscard]] std::vector<Fact> facts_between(Vertex u, Vertex v) const;

  bool directed = false;
  RollUp roll_up = RollUp::unit;
  EdgesOf edges = EdgesOf::relations;
};

/// Where the edge of a fact starts: its `from`, or the origin of a stated move; no_entity if that is unknown or the
/// fact is no move.
[[nodiscard]] Entity start_of(const Selected& selected, Fact fact, EdgesOf edges);

/// The graph of a selection. Facts whose ends roll up to the same entity make no edge. Cost: O(facts log facts).
[[nodiscard]] Projection project(const Selected& selected, const Grouping& grouping = {});

/// The lines of a stamp that tell of a graph and how it was grouped.
[[nodiscard]] Stamp stamp_of(const Graph& graph, const Grouping& grouping);

/// Sorts the facts of a projection whose graph is made, and stamps it.
void finish_projection(Projection& projection, const Selected& selected, const Grouping& grouping);

/// What vertices are called.
struct VertexNames {
  std::function<std::string(Vertex)> id;
  std::function<std::string(Vertex)> name;
  std::function<std::string(Vertex)> kind;
};
/// Vertex columns become ids and names: `vertex` -> id, name, kind; another column C -> C (name) and C_id. Redacted
/// entities have no id and no name.
[[nodiscard]] Table with_names(const Table& table, const VertexNames& names);
[[nodiscard]] Table with_names(const Table& table, const Records& records, std::span<const Entity> entities);

}  // namespace renmai
