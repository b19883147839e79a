// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// Every fact that the selection keeps, in the order of time (undated last), then of relations.
///
/// Columns: relation (id of the first row), from, kind, to, role, start, end, status, certainty, confidence, sources
///   (ids), source_count (0 where no source is named), place, from_place, attested, also (ids of the further rows),
///   from_id, to_id, from_kind, to_kind. Of a redacted entity neither name nor id is shown.
/// Cost: O(facts log facts).
[[nodiscard]] Table facts(const Selected& selected);
/// The same of the facts listed, in their order.
[[nodiscard]] Table facts(const Selected& selected, std::span<const Fact> listed);

/// All facts in the order of time, and those listed.
[[nodiscard]] std::vector<Fact> facts_in_order(const Selected& selected);
void sort_by_time(const Selected& selected, std::vector<Fact>& listed);

/// How many rows a table has of each combination of some columns, most first, then by the values in the order of the
/// columns. The new column `facts` counts. Throws Error{usage} for an unknown column. Cost: O(rows log rows).
[[nodiscard]] Table count_by(const Table& table, const std::vector<std::string>& columns);

}  // namespace renmai
