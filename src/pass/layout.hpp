// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct LayoutOptions {
  // affect the answer
  bool weighted = false;
  std::uint64_t seed = 1;
};

/// Places in the plane at which a graph can be drawn: neighbours near each other, groups apart.
///
/// Definition: an edge pulls its ends together with its weight times their distance, all vertices push each other with
///   (degree + 1)(degree + 1) over distance, which keeps hubs apart (Jacomy et al. 2014). Where all forces cancel is
///   sought from the coarsest of ever coarser graphs downward (Hu 2005), the push of far vertices summed by groups
///   (Barnes & Hut 1986). Components are placed one by one, turned so that they are widest from left to right, and put
///   beside each other in rows. The unit is arbitrary: an edge between two vertices without others has length 2.
/// Input: taken as undirected and simple; weights only if asked.
/// Result: one row per vertex in vertex order. vertex; x to the right, y upward, both at least 0. A graph has many
///   layouts as good: the seed picks one. Empty graph: empty table.
/// Repeatable: same bits at any thread count. Relabelling gives another picture.
/// Throws: Error{usage} for a weight that is neither 0 nor in [1e-100, 1e100], if weights are used.
/// Cost: O((vertices log vertices + edges) rounds) time, 50 rounds at full size; about 200 bytes a vertex, 40 an edge.
/// Papers: Jacomy, Venturini, Heymann & Bastian 2014, doi:10.1371/journal.pone.0098679; Hu 2005, Mathematica Journal
///   10(1); Barnes & Hut 1986, doi:10.1038/324446a0.
Table layout(const Graph& graph, const LayoutOptions& options = {});

}  // namespace renmai
