// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct TransitiveReductionOptions {
  bool all = false;
};

/// The edges of a line of descent that no longer chain tells already: what is drawn so that a lineage can be read.
///
/// Definition: an edge u -> v is implied if a path of two or more edges leads from u to v; in a graph without circles
///   what stays is the one smallest graph of the same paths. Vertices on a circle with each other count as one: edges
///   among them all stay (their kind is circle), and an edge between two circles is implied if a path through a third
///   leads from the one to the other. Loops, weights and repeats are dropped; an undirected edge is a circle of two.
/// Result: one row per edge that stays, by ends: from, to, kind: kept or circle; with `all` implied too.
/// Cost: O(vertices * edges) time at worst, on lines of descent near O(edges); 4 numbers a vertex.
/// Paper: Aho, Garey & Ullman 1972, doi:10.1137/0201008.
Table transitive_reduction(const Graph& graph, const TransitiveReductionOptions& options = {});

}  // namespace renmai
