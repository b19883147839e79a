// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "draw/style.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// What people did, year by year: a lane a person, a bar a fact (swimlanes).
///
/// A bar is full where the fact holds for every completion of its dates and pale where it may hold; an open end runs on
/// to the as-of date with an arrow; a fact without any date is a dashed bar over all of the picture. Bars of one hue
/// are of one organisation. Facts of a person that overlap stand below each other. Mentorships, visits and the like are
/// left to the selection. Redacted persons have no lane. Throws Error{limit} for more than 60 persons or 400 facts.
/// Deterministic.
[[nodiscard]] std::string draw_timeline(const Selected& selected, std::span<const Entity> persons,
                                        const DrawStyle& style = {});

/// How ranks change from period to period: a line an entity (a bump chart).
/// Columns of the table: period, id, name, rank; a line breaks where an entity has no rank. The names stand at the last
/// rank. At most `ranks` ranks are drawn. Deterministic.
[[nodiscard]] std::string draw_bump(const Table& ranks, std::size_t drawn, const DrawStyle& style = {});

}  // namespace renmai
