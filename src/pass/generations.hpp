// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

struct GenerationsOptions {};

/// Where each vertex stands in its lines of descent.
///
/// Definition, with an edge u -> v read as u taught v: students, advisers: others at the ends of its out- and in-edges;
///   generation: edges of the longest chain that leads to it, 0 without an adviser; chain: edges of the longest chain
///   that begins at it; grandstudents: different students of its students, itself left out. Loops and repeats are
///   dropped.
/// Undefined: generation of a vertex on a circle or below one, chain of one on a circle or above one: they have no
/// longest
///   chain. Lines of descent have no circles, so a circle is an error in the data (`check` names it).
/// Result: one row per vertex in vertex order: vertex, advisers, students (its fecundity), grandstudents, generation,
///   chain. Relabelling permutes rows.
/// Cost: O(edges), and for grandstudents the sum over edges of the degree of the student. 5 numbers a vertex.
/// Paper: Malmgren, Ottino & Amaral 2010, doi:10.1038/nature09040 (fecundity).
Table generations(const Graph& graph, const GenerationsOptions& options = {});

}  // namespace renmai
