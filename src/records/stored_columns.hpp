// SPDX-License-Identifier: Apache-2.0
// The columns of entities and relations as a snapshot keeps them: one row each, from which its writer, its reader and
// the checks of what it holds are made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "records/parts.hpp"

namespace renmai {

/// What the items of a column are, and so which of them can be.
enum class Holds : std::uint8_t {
  text,
  date,
  attested,
  entity,
  entity_or_none,
  source_or_none,
  entity_kind,
  relation_kind,
  level,
  flags,
  status,
  confidence,
  number,
  anything
};
inline constexpr std::size_t holds_count = static_cast<std::size_t>(Holds::anything) + 1;

enum class RowsOf : std::uint8_t { entities, relations };

/// Calls visit(rows, name, holds, column) for every column, an Items or a Field of the parts, always in the same order.
/// The name lasts as long as the call. Properties are named by their place: `entity_property_1`.
template <class Parts, class Visit>
void visit_stored_columns(Parts& parts, const Visit& visit) {
  auto& e = parts.entities;
  const auto entity_column = [&](std::string_view name, Holds holds, auto& column) {
    visit(RowsOf::entities, name, holds, column);
  };
  entity_column("entity_id", Holds::text, e.id);
  entity_column("entity_kind", Holds::entity_kind, e.kind);
  entity_column("entity_name", Holds::text, e.name);
  entity_column("entity_name_begin", Holds::anything, e.name_begin);
  entity_column("entity_aliases", Holds::text, e.aliases);
  entity_column("entity_part_of", Holds::entity_or_none, e.part_of);
  entity_column("entity_place", Holds::entity_or_none, e.place);
  entity_column("entity_level", Holds::level, e.level);
  entity_column("entity_flags", Holds::flags, e.flags);
  entity_column("entity_note", Holds::text, e.note);
  entity_column("entity_line", Holds::anything, parts.entity_lines);
  entity_column("entity_file", Holds::anything, parts.entity_files);
  for (std::size_t k = 0; k < e.properties.size(); ++k)
    entity_column("entity_property_" + std::to_string(k + 1), Holds::text, e.properties[k].values);

  auto& r = parts.relations;
  const auto relation_column = [&](std::string_view name, Holds holds, auto& column) {
    visit(RowsOf::relations, name, holds, column);
  };
  relation_column("relation_id", Holds::text, r.id);
  relation_column("relation_from", Holds::entity, r.from);
  relation_column("relation_to", Holds::entity, r.to);
  relation_column("relation_kind", Holds::relation_kind, r.kind);
  relation_column("relation_role", Holds::text, r.role);
  relation_column("relation_start", Holds::date, r.start);
  relation_column("relation_end", Holds::date, r.end);
  relation_column("relation_attested", Holds::attested, r.attested);
  relation_column("relation_after", Holds::text, r.after);
  relation_column("relation_place", Holds::entity_or_none, r.place);
  relation_column("relation_from_place", Holds::entity_or_none, r.from_place);
  relation_column("relation_status", Holds::status, r.status);
  relation_column("relation_confidence", Holds::confidence, r.confidence);
  relation_column("relation_weight", Holds::number, r.weight);
  relation_column("relation_source", Holds::source_or_none, r.source);
  relation_column("relation_locator", Holds::text, r.locator);
  relation_column("relation_line", Holds::anything, parts.relation_lines);
  relation_column("relation_file", Holds::anything, parts.relation_files);
  for (std::size_t k = 0; k < r.properties.size(); ++k)
    relation_column("relation_property_" + std::to_string(k + 1), Holds::text, r.properties[k].values);
}

/// The stored items of a column, whichever it is; those of a Field may be fewer than its rows.
template <class T>
[[nodiscard]] std::span<const T> stored_items(const Items<T>& column) {
  return column.span();
}
template <class T>
[[nodiscard]] std::span<const T> stored_items(const Field<T>& column) {
  return column.stored();
}

}  // namespace renmai
