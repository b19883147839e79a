// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// Which lines of descent came to which organisations: lineage joined to moves.
///
/// Definition: the line of a person are those they taught, those these taught and so on, by the mentorships that the
///   selection keeps. A member of the line came to a group where an entry or a counted move into it is theirs.
/// Result, a row for each person with a line and group that a member of it came to, by descendants downward, then
///   mentor and group: mentor, group, descendants (who came), of (all of the line), nearest (the least generation of
///   who came), first (the day the first of them came; empty if undated), names (of who came, joined by "; "), id,
///   group_id.
/// Throws: as `moves`. Cost: as `moves`, and the sum over mentors of their descendants.
Table seeded(const Selected& selected, const FlowOptions& options = {});

}  // namespace renmai
