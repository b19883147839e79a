// SPDX-License-Identifier: Apache-2.0
#include "ask/vertex.hpp"

#include <vector>

#include "ask/shown.hpp"
#include "base/text.hpp"

namespace renmai {

std::optional<Vertex> vertex_for(const Selected& selected, const Projection& projection, Entity entity) {
  return projection.vertex_of(selected.hierarchy.roll_up(entity, projection.roll_up));
}

std::string not_in_graph(const Selected& selected, Entity entity) {
  return shown_name(selected.records, selected.identity(entity)) + " has no relation that the selection keeps";
}

bool leads_from(const Selected& selected, const Projection& projection, Fact fact, Vertex u) {
  const Entity start = start_of(selected, fact, projection.edges);
  return selected.hierarchy.roll_up(start, projection.roll_up) == projection.entities[u];
}

std::string other_relations(const Selected& selected, std::span<const Fact> facts, Fact shown) {
  std::vector<std::string> ids;
  for (const Fact fact : facts) {
    for (const Relation r : selected.evidence(fact)) {
      if (r != selected.relation(shown)) ids.push_back(selected.records.relation_id(r));
    }
  }
  return join(ids, "; ");
}

}  // namespace renmai
