// SPDX-License-Identifier: Apache-2.0
// How tables show entities, days and facts: the same words in every verb.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/redaction.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// The names of the flags of an entity, joined by "; ".
[[nodiscard]] std::string shown_flags(const Records& records, Entity e);

/// The first day by which point results sort a spell: its best start, else its best end; `no_day` if it has neither.
[[nodiscard]] Day best_day(const Spell& spell);
/// Whether a spell of this best day comes before one of that: undated ones come last.
[[nodiscard]] bool earlier_best(Day a, Day b);

/// Whether a fact puts a person on a roster: affiliation or study, but no event such as a founding.
[[nodiscard]] bool is_roster(const RelationKind& kind);

/// A fact in words. Where an end of it is redacted, the role and the locators stay out.
struct FactText {
  std::string kind;
  std::string role;      ///< of all rows, without repeats
  std::string start;     ///< as written; of several rows the narrowest
  std::string end;       ///< likewise; `..` where the only end is "still so"
  std::string attested;  ///< of all rows
  std::string status;
  std::string certainty;  ///< at the time asked for; certain if none was
  std::string source;     ///< ids
  std::string relation;   ///< id of the first row
  std::string also;       ///< ids of the others
  double confidence = 1;
  Spell spell;
};
[[nodiscard]] FactText describe(const Selected& selected, Fact fact);

/// The surest of some facts: greatest confidence, then the least number. There must be one.
[[nodiscard]] Fact surest(const Selected& selected, std::span<const Fact> facts);

/// One member of every row: a column of a table.
template <class Row, class Value>
[[nodiscard]] std::vector<Value> column(const std::vector<Row>& rows, Value Row::*member) {
  std::vector<Value> values;
  values.reserve(rows.size());
  for (const Row& row : rows) values.push_back(row.*member);
  return values;
}

}  // namespace renmai
