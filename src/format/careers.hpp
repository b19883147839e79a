// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "base/report.hpp"
#include "format/mapping.hpp"
#include "format/rows.hpp"
#include "records/builder.hpp"
#include "records/records.hpp"

namespace renmai {

/// Reads one wide table of careers by a mapping.
///
/// Cells are trimmed; the mapping's `missing` words count as empty. An end becomes the entity `kind:text`, or
/// `kind:text@place` where its place is mapped and known, so that two organisations of one name in two places stay two;
/// its name is the text alone. In the id a backslash goes before `\` and `@` of the text and before `\`, `:`, `@` and
/// `?` of the kind, so different ends never share an id. Where ends have an id column the text is that id, and further
/// names are aliases; an end whose id cell is empty is `kind?:name`. A place becomes the entity `level:text`, or
/// `place:text` without a level (a kind named like a level gets a backslash in front).
/// A spell is a relation person -> organisation, by default `employment`. A stated move is a relation
/// person -> destination with the origin as `from_place`, by default `transfer`, dated by its start. An unnamed end of
/// a move is noticed ("unknown origin", "unknown destination"): an unnamed origin is the place it lies in, if that is
/// known, else left empty; an unnamed destination is the unnamed organisation `kind?:@place` called `?`, or, if not
/// even its place is known, the entity `?`. Bad rows: no person; no organisation (spells); a month without a year;
/// whatever RecordsBuilder refuses. Where rows differ in a property of an end the least value is kept ("differing
/// property").
///
/// The report says how all rows add up (notice "rows"): every row is loaded, bad, or an exact repeat of a loaded one;
/// exact repeats among the bad ones are noticed as "exact repeat" too and counted apart.
///
/// Throws Error{input} for a bad header, a column the table lacks (with the nearest name), or more bad rows than
/// `max_bad` and the mapping's own allow; Error{usage} as check_mapping. Cost: about a microsecond a row.
[[nodiscard]] Records read_careers(std::string_view text, std::string_view file, RowsForm form, const Mapping& mapping,
                                   Duplicates duplicates, std::uint64_t max_bad, Report& report);

}  // namespace renmai
