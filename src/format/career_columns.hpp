// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "format/mapping.hpp"
#include "format/rows.hpp"
#include "records/builder.hpp"

/// A mapping bound to the columns of one table. Used by careers.cpp only.
namespace renmai::detail {

inline constexpr std::size_t no_column = SIZE_MAX;

/// A CellSource bound to a table.
struct BoundCell {
  std::size_t column = no_column;
  std::string constant;
  std::map<std::string, std::string, std::less<>> translate;
};

struct BoundProperty {
  std::string name;
  BoundCell cell;
  std::vector<std::string> kept;  ///< of an end: the value by entity
};

struct BoundDate {
  BoundCell whole, year, month, day;
  bool in_parts = false;
  std::string text;  ///< what the parts of the row at hand make
};

struct BoundPlace {
  BoundCell name;
  PlaceLevel level = PlaceLevel::none;
  std::string prefix;
  std::string id;  ///< of the row at hand; empty if it is not known
};

struct BoundEnd {
  std::string what;  ///< "person", "organisation" ...
  std::string kind;
  std::string prefix;             ///< of ids made from the id column, or the name where there is none
  std::string prefix_without_id;  ///< of ids made where that is empty
  BoundCell name;
  BoundCell own_id;
  bool has_id = false;
  BoundPlace place;
  std::vector<BoundProperty> properties;
  std::string id;         ///< of the row at hand; empty if it is not known
  bool is_named = false;  ///< the row at hand has a name or an id for it
};

struct CareerColumns {
  /// Adds the kinds of the ends to the schema, with the role their end has. Throws Error{input} for a column the table
  /// lacks, with the nearest name. The rows must outlive this.
  CareerColumns(const Rows& rows, const Mapping& mapping, Schema& schema);

  bool moves = false;
  BoundEnd person, origin, target;  ///< target: the organisation of a spell, the destination of a move
  BoundCell kind, period;
  bool has_period = false;
  BoundPlace place;
  BoundDate start, end;
  std::vector<std::pair<std::string_view RelationRow::*, BoundCell>> plain_fields;
  std::vector<BoundProperty> properties;
  std::set<std::size_t> used;  ///< columns
  FieldColumns places;
  std::vector<std::string> missing;

 private:
  BoundCell bind(const CellSource& source);
  BoundPlace bind(const PlaceSource& source);
  BoundDate bind(const DateSource& source);
  BoundEnd bind(const EndSource& source, std::string_view what, std::string_view usual_kind, EntityRole role,
                Schema& schema);
  void bind_plain_fields(const Mapping& mapping);
  void keep_rest();
  void note_places();

  const Rows* rows_;
};

/// What a cell says in a row of these fields: without blanks around it, translated, empty if it is one of `missing`;
/// where that leaves nothing, the constant.
[[nodiscard]] std::string_view cell_text(const BoundCell& cell, std::span<const std::string_view> fields,
                                         const std::vector<std::string>& missing);

/// Whether one of a few bytes occurs in the text.
[[nodiscard]] bool has_any(std::string_view text, std::string_view bytes);

/// Appends `raw` with a backslash before each special character.
void append_escaped(std::string& text, std::string_view raw, std::string_view special);

}  // namespace renmai::detail
