// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "graph/project.hpp"

namespace renmai {

/// The vertex that stands for an entity in a graph: after identity and rolled up as the projection was. Nothing if the
/// selection keeps no relation of it.
[[nodiscard]] std::optional<Vertex> vertex_for(const Selected& selected, const Projection& projection, Entity entity);
/// What a stamp says of an entity without a vertex.
[[nodiscard]] std::string not_in_graph(const Selected& selected, Entity entity);

/// Whether a fact at vertex u has its `from` there.
[[nodiscard]] bool leads_from(const Selected& selected, const Projection& projection, Fact fact, Vertex u);
/// Ids of the relations of these facts but for the first of `shown`, joined by "; ".
[[nodiscard]] std::string other_relations(const Selected& selected, std::span<const Fact> facts, Fact shown);

}  // namespace renmai
