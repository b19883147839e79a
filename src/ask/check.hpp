// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// What is wrong or doubtful in a dataset, one row a finding, and what to do about each.
///
/// All records are looked at, whatever the selection keeps; its identity level says which merges are believed.
/// Result: severity (error: an answer would be wrong; warning: it may be; note: worth knowing); rule; record: id;
/// place:
///   file:line as far as known; message. Sorted by severity, rule, record. Of one rule the first 1,000 findings are
///   listed, and one more row counts the others.
/// Rules, besides what building and identity found (after-cycle, after-clash, unknown-source, identity-refused):
///   part-of-cycle    error    an entity lies in itself through others
///   two-countries    error    an entity lies in two countries at the same distance
///   wrong-end        error    affiliation or study not from a person, or to a person or place; mentorship of
///   non-persons date-conflict    error    start, end and attested of one relation cannot all be true pseudonym-merged
///   error    same_as or renamed_to joins a pseudonym and an entity that is none same-and-not     error    same_as and
///   not_same_as of one pair mentorship-cycle error    people who are, through others, mentors of themselves
///   end-before-start warning  as written the end comes first; only the doubt of the dates saves it
///   after-publication warning an actual relation that begins after its source was published
///   contradiction    warning  one pair and kind, dates that cannot both be true of one spell, and spells that may
///                             overlap; both from one source with two different roles are two posts, no contradiction
///   old-name-late    warning  a relation names an organisation by its old name after the rename
///   unknown-kind     warning  a kind that neither the program nor schema.toml describes
///   unknown-source   warning  a claim names a source that is not listed
///   old-name         note     relations under an old name that is merged with the new one
///   mentee-before-mentor note the mentee's record certainly begins before the mentor's can
///   shared-alias     note     a name of one entity is an alias of another
///   equal-names      note     two entities of one name, neither merged nor stated to differ
///   unnamed-name     note     an entity flagged unnamed whose name is no "(...)" label
///   unused-source    note     a source that no relation or claim names
///   isolated         note     how many entities no relation, part_of or place names (one row)
/// Cost: O((entities + relations) log relations).
[[nodiscard]] Table check(const Selected& selected);

}  // namespace renmai
