// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/graph.hpp"
#include "table/table.hpp"

namespace renmai {

enum class BackboneMethod : std::uint8_t { disparity, noise_corrected };

struct BackboneOptions {
  BackboneMethod method = BackboneMethod::disparity;
  double level = 0.05;
  bool all = false;
};

/// The edges that weigh more than chance explains: what stays when a dense weighted graph is drawn.
///
/// Definitions, for an edge i -> j of weight w (an undirected edge is judged from both ends):
///   disparity: p = (1 - w / s)^(k - 1), s the strength and k the degree of i by its out-edges, and of j by its
///   in-edges;
///     the smaller of the two p counts. An end with one edge (k = 1) says nothing: its p is 1.
///   noise-corrected: L = (w / e - 1) / (w / e + 1), e = s_i s_j / S the weight expected from the strengths, S the sum
///   of
///     all weights; its standard deviation from a beta posterior of w / S (Coscia & Neffke 2017); p the upper tail of
///     L / deviation as a standard normal.
/// Input: weights are used if the graph has them, else each edge weighs 1; loops are dropped, repeats added.
/// Result, one row for each edge kept (p below `level`; with `all` every edge): from, to, weight, p. By p, then ends.
/// Throws: Error{usage} for a weight that is neither 0 nor in [1e-100, 1e100].
/// Cost: O(edges log edges).
/// Papers: Serrano, Boguna & Vespignani 2009, doi:10.1073/pnas.0808904106; Coscia & Neffke 2017,
///   doi:10.1109/ICDE.2017.100.
Table backbone(const Graph& graph, const BackboneOptions& options = {});

}  // namespace renmai
