// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

#include "records/builder.hpp"

/// The columns of the tables of a dataset, in the order they are written.
namespace renmai::detail {

template <class Row>
struct FieldColumn {
  std::string_view name;
  std::string_view Row::*field;
  bool required = false;
};

inline constexpr std::array entity_columns{
    FieldColumn<EntityRow>{"id", &EntityRow::id, true},     FieldColumn<EntityRow>{"kind", &EntityRow::kind, true},
    FieldColumn<EntityRow>{"name", &EntityRow::name},       FieldColumn<EntityRow>{"aliases", &EntityRow::aliases},
    FieldColumn<EntityRow>{"part_of", &EntityRow::part_of}, FieldColumn<EntityRow>{"place", &EntityRow::place},
    FieldColumn<EntityRow>{"level", &EntityRow::level},     FieldColumn<EntityRow>{"flags", &EntityRow::flags},
    FieldColumn<EntityRow>{"note", &EntityRow::note},
};

inline constexpr std::array relation_columns{
    FieldColumn<RelationRow>{"id", &RelationRow::id},
    FieldColumn<RelationRow>{"from", &RelationRow::from, true},
    FieldColumn<RelationRow>{"kind", &RelationRow::kind, true},
    FieldColumn<RelationRow>{"to", &RelationRow::to, true},
    FieldColumn<RelationRow>{"role", &RelationRow::role},
    FieldColumn<RelationRow>{"start", &RelationRow::start},
    FieldColumn<RelationRow>{"end", &RelationRow::end},
    FieldColumn<RelationRow>{"attested", &RelationRow::attested},
    FieldColumn<RelationRow>{"after", &RelationRow::after},
    FieldColumn<RelationRow>{"place", &RelationRow::place},
    FieldColumn<RelationRow>{"from_place", &RelationRow::from_place},
    FieldColumn<RelationRow>{"status", &RelationRow::status},
    FieldColumn<RelationRow>{"confidence", &RelationRow::confidence},
    FieldColumn<RelationRow>{"weight", &RelationRow::weight},
    FieldColumn<RelationRow>{"source", &RelationRow::source},
    FieldColumn<RelationRow>{"locator", &RelationRow::locator},
};

inline constexpr std::array source_columns{
    FieldColumn<SourceRow>{"id", &SourceRow::id, true},
    FieldColumn<SourceRow>{"title", &SourceRow::title},
    FieldColumn<SourceRow>{"author", &SourceRow::author},
    FieldColumn<SourceRow>{"published", &SourceRow::published},
    FieldColumn<SourceRow>{"retrieved", &SourceRow::retrieved},
    FieldColumn<SourceRow>{"language", &SourceRow::language},
    FieldColumn<SourceRow>{"kind", &SourceRow::kind},
    FieldColumn<SourceRow>{"note", &SourceRow::note},
};

inline constexpr std::array claim_columns{
    FieldColumn<ClaimRow>{"id", &ClaimRow::id, true},
    FieldColumn<ClaimRow>{"metric", &ClaimRow::metric},
    FieldColumn<ClaimRow>{"subject", &ClaimRow::subject},
    FieldColumn<ClaimRow>{"comparator", &ClaimRow::comparator},
    FieldColumn<ClaimRow>{"value", &ClaimRow::value},
    FieldColumn<ClaimRow>{"unit", &ClaimRow::unit},
    FieldColumn<ClaimRow>{"population", &ClaimRow::population},
    FieldColumn<ClaimRow>{"time", &ClaimRow::time},
    FieldColumn<ClaimRow>{"source", &ClaimRow::source},
    FieldColumn<ClaimRow>{"locator", &ClaimRow::locator},
    FieldColumn<ClaimRow>{"kind", &ClaimRow::kind},
    FieldColumn<ClaimRow>{"note", &ClaimRow::note},
};

/// Sets the field of that name; false if the row has none.
template <class Row, std::size_t N>
bool set_field(const std::array<FieldColumn<Row>, N>& columns, Row& row, std::string_view name,
               std::string_view value) {
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const FieldColumn<Row>& column) { return column.name == name; });
  if (found == columns.end()) return false;
  row.*(found->field) = value;
  return true;
}

}  // namespace renmai::detail
