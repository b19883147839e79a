// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// Through whom people pass between groups: the brokerage roles of organisations in the network of moves.
///
/// Definition: a -> b if anybody moved from a to b. A triple a -> b -> c, a and c different and without a -> c, is
///   brokered by b, whose role is told by the groups of the three: coordinator if all are of one; itinerant if a and c
///   are of one and b of another; gatekeeper if b and c are of one and a of another; representative if a and b are of
///   one and c of another; liaison if all differ. Triples with a member of an unknown group take part in nothing.
/// Result: one row per organisation (or what --among says) with a triple: member, group, coordinator, itinerant,
///   gatekeeper, representative, liaison, total, id, group_id. By total downward, then id.
/// Throws and cost: as `moves`, and a word for each 64 organisations for each pair of the network; n^2 / 8 bytes.
/// Beyond
///   40,000 organisations the sum over organisations of origins times destinations instead.
/// Paper: Gould & Fernandez 1989, doi:10.2307/270949.
Table brokerage(const Selected& selected, const FlowOptions& options = {});

}  // namespace renmai
