// SPDX-License-Identifier: Apache-2.0
#include "ask/vertex.hpp"

#include <vector>

#include "ask/shown.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

/// The projection says how it was rolled up only in its stamp.
RollUp roll_up_of(const Projection& projection) {
  for (const auto& [key, value] : projection.stamp) {
    if (key != "roll_up") continue;
    for (const RollUp level : {RollUp::organisation, RollUp::top}) {
      if (value == to_word(level)) return level;
    }
  }
  return RollUp::unit;
}

}  // namespace

std::optional<Vertex> vertex_for(const Selected& selected, const Projection& projection, Entity entity) {
  return projection.vertex_of(selected.hierarchy.roll_up(entity, roll_up_of(projection)));
}

std::string not_in_graph(const Selected& selected, Entity entity) {
  return shown_name(selected.records, selected.identity(entity)) + " has no relation that the selection keeps";
}

bool leads_from(const Selected& selected, const Projection& projection, Fact fact, Vertex u) {
  return selected.hierarchy.roll_up(selected.from(fact), roll_up_of(projection)) == projection.entities[u];
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
