// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "pass/flow/options.hpp"
#include "table/table.hpp"

namespace renmai {

/// A cell of a table of flows by its texts, which are the same under every setting: period, from, to.
struct CellKey {
  std::string period;
  std::string from_id;
  std::string to_id;
  friend auto operator<=>(const CellKey&, const CellKey&) = default;
};

/// Moves by cell under some settings, and the names of the groups.
struct FlowUnderSettings {
  std::map<CellKey, std::vector<std::int64_t>> cells;  ///< by setting, 0 where the cell has none
  std::map<std::string, std::string> names;            ///< of groups, by id
  std::vector<Stamp> stamps;                           ///< by setting
};

/// Adds the flow of one more setting.
void add_setting(FlowUnderSettings& all, const Selected& selected, const FlowOptions& options);

/// Moves by employer, site and residence side by side.
///
/// Result: [year, quarter or month,] from, to; employer, site, residence: moves under that basis; gap: the greatest
/// less
///   the least of them; from_id, to_id. By period, then gap downward, then ids.
Table compare_bases(const Selected& selected, const FlowOptions& options);

/// What a flow loses without one person or organisation (and its units): `drop` names it.
///
/// Result: [period,] from, to, moves (as chosen), without (it), lost; from_id, to_id. By period, then lost downward,
///   then ids. A move may be gained too: who came by way of the one left out goes straight, and lost is negative.
/// Throws: Error{not_found} for a name that nothing or several things have, Error{usage} for a place.
Table flow_without(const Selected& selected, const FlowOptions& options);

/// Which merges of names a flow depends on: `merges`. See effects_of_merges; with a claim, whether it holds with the
/// merge turned round. Changed are cells, the difference is of moves.
Table flow_merges(const Selected& selected, const FlowOptions& options);

/// How much a flow depends on choices that could have been others.
///
/// Settings: every combination of the axes named in `sensitivity`: confidence (at least certain, likely or inferred),
///   identity (certain, likely, possible merges), policy (the four), basis (employer and site; residence only if it is
///   the one chosen, for it reads other records). Axes not named stay as chosen.
/// Result without a claim, one row a cell: [period,] from, to, chosen (moves as chosen), least, median, most over the
///   settings, settings (how many), present (in how many the cell has a move), from_id, to_id. By period, most
///   downward.
/// Result with a claim, one row a setting: confidence, identity, policy, basis, holds (yes, no), left, right: the
/// values
///   compared. The share of settings in which it holds is in the stamp.
/// A claim is LEFT < <= = != >= > RIGHT; a side is a number, net(G), in(G), out(G) or flow(A, B), where groups are
/// named
///   by id or name.
/// Throws: Error{usage} for an unknown axis, a claim that cannot be read, an unknown group (with the nearest name).
/// Cost: that of `flow` for each setting.
Table flow_sensitivity(const Selected& selected, const FlowOptions& options);

}  // namespace renmai
