// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/report.hpp"
#include "format/dataset_fields.hpp"
#include "format/exported.hpp"
#include "records/builder.hpp"

namespace renmai {

/// Whether the first line is an object with a key `record`.
[[nodiscard]] bool begins_as_record_lines(std::string_view text);

/// Reads entities, relations, sources and claims, one JSON object a line, line by line.
///
/// `record` says what a line is: entity, relation, source or claim, with the fields that design.md names as further
/// keys; or dataset, with the texts of a dataset.toml (`facts`) and a schema.toml (`schema`). Lines may stand in any
/// order. A key that is no field becomes a property of an entity or relation: numbers as written, truth values as
/// `true` and `false`, lists and objects as their JSON text; `prop:` before a name makes it one in any case. A list
/// that is given to a field is joined by `;`. Null and empty text are absent. Of sources and claims other keys are
/// noticed
/// ("unknown key").
/// Bad lines go into the report at file:line:column: no JSON object, a key twice, nesting beyond 64, what the fields
/// cannot take. Throws Error{limit} for more than 4,096 different properties, Error{input} as read_dataset_texts.
/// Cost: O(text); memory that of the records, the longest line and 24 bytes for each relation or claim that stands
/// before an entity it names.
void read_record_lines(std::string_view text, std::string_view file, RecordsBuilder& builder, Report& report);

/// Writes what read_record_lines reads, every field of it, in canonical order: dataset, sources, entities, relations,
/// claims. Regions are not written. The same records give the same bytes.
void write_record_lines(Exported& exported, std::ostream& out);

namespace detail {

/// Put before a property whose name says something else in such a line.
inline constexpr std::string_view line_property_prefix = "prop:";

/// The key of a property beside those fields.
template <class Row, std::size_t N>
[[nodiscard]] std::string line_property_key(std::string_view name, const std::array<FieldColumn<Row>, N>& fields) {
  const auto is_field = [&](const FieldColumn<Row>& field) { return field.name == name; };
  const bool taken = name.starts_with(line_property_prefix) || std::any_of(fields.begin(), fields.end(), is_field);
  return (taken ? std::string(line_property_prefix) : std::string()) + std::string(name);
}

}  // namespace detail

}  // namespace renmai
