// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "records/schema.hpp"

namespace renmai {

/// Where a value of a row comes from: a column, translated word by word; the constant where that gives nothing.
struct CellSource {
  std::string column{};
  std::string constant{};
  std::vector<std::pair<std::string, std::string>> translate{};  ///< (as written, as meant); others stay

  [[nodiscard]] bool given() const { return !column.empty() || !constant.empty(); }
};

/// A date from one cell, or put together from a year, a month and a day (the finer ones may be missing).
struct DateSource {
  CellSource whole{};
  CellSource year{};
  CellSource month{};
  CellSource day{};

  [[nodiscard]] bool given() const { return whole.given() || year.given(); }
};

/// A place named by a cell; it becomes an entity of the kind `place` and of this level.
struct PlaceSource {
  CellSource name{};
  PlaceLevel level = PlaceLevel::none;
};

/// A further value by the name it gets.
using PropertySource = std::pair<std::string, CellSource>;

/// One end of a relation: a person, an organisation, an origin or a destination.
struct EndSource {
  CellSource name{};
  CellSource id{};     ///< where the name does not tell one from another
  std::string kind{};  ///< kind of entity; empty: person for a person, company for an organisation
  PlaceSource place{};
  std::vector<PropertySource> properties{};
};

/// How the rows of one wide table become relations.
struct Mapping {
  /// spells: a person was at an organisation from start to end. moves: a person went from an origin to a destination.
  enum class Form : std::uint8_t { spells, moves };
  Form form = Form::spells;
  EndSource person;
  EndSource organisation;  ///< of spells
  EndSource origin;        ///< of moves
  EndSource destination;   ///< of moves
  CellSource kind;         ///< kind of relation; where nothing is given employment, for moves transfer
  CellSource id, role, attested, status, confidence, weight, source, locator;
  PlaceSource place;  ///< where it physically took place, if not where the organisation is
  DateSource start, end;
  CellSource period;                       ///< one cell that holds both, as `start/end`
  std::vector<PropertySource> properties;  ///< of the relation
  std::vector<std::string> missing;        ///< cells that say nothing, besides empty ones
  bool keep_rest = true;  ///< columns not named become properties of the relation, under their own names
  std::uint64_t max_bad = 0;
};

/// Reads a mapping.toml; scripts/mappings/capes.toml describes the form. Throws Error{input} at file:line:column: bad
/// TOML, an unknown key (with the nearest), a value of the wrong type, an unknown form or level.
[[nodiscard]] Mapping read_mapping(std::string_view text, std::string_view file);

/// Throws Error{usage}: no person; no organisation (spells), no origin or destination (moves); a property with the name
/// of a field of the model.
void check_mapping(const Mapping& mapping);

/// A mapping by the usual names of columns (person or name; org, organisation, company, employer ...; origin and
/// destination), case and separators ignored. Nothing if the columns do not say who and where.
[[nodiscard]] std::optional<Mapping> guess_mapping(const std::vector<std::string>& columns);

/// Whether relations (entities) have a field of this name, so that no property may.
[[nodiscard]] bool is_relation_field(std::string_view name);
[[nodiscard]] bool is_entity_field(std::string_view name);

}  // namespace renmai
