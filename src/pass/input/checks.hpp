// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "graph/graph.hpp"

namespace renmai {

/// What passes ask of their options before they start. Each throws Error{usage} saying what was met and wanted.

/// The vertex of a required option: given, and one of the graph's.
[[nodiscard]] Vertex require_vertex(const Graph& graph, std::string_view option, std::optional<Vertex> vertex);
/// The vertices of a required option: at least one, all of them the graph's.
void require_vertices(const Graph& graph, std::string_view option, std::span<const Vertex> vertices);
/// The error of an option `within` that estimates: at least 0.0001.
void require_error(double within);

}  // namespace renmai
