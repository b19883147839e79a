// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "graph/project.hpp"
#include "table/table.hpp"

namespace renmai {

struct PathOptions {
  std::size_t count = 1;    ///< how many paths at most; 0 = all, of which no more than `most_paths` are listed
  bool concurrent = false;  ///< only paths whose relations all hold on one day
  bool certain = false;     ///< concurrent: on a day on which each certainly holds; else on which each may
};
inline constexpr std::size_t most_paths = 10'000;

/// How two entities are linked: the paths of fewest edges, one row a step.
///
/// Definition: edges are those of the projection, followed along their direction if it is directed. Of several paths of
///   that length the one comes first whose sequence of ids does. `concurrent`: the relations of a path all hold on one
///   day, by the widest bounds of their dates, or with `certain` by the narrowest; then fewest edges among these paths,
///   and of several days the first. An order stated by `after` counts as far as it narrowed the bounds.
/// Result: step: from 1; from: name; relation: id of the surest fact of the step (greatest confidence, then the first;
///   concurrent: of those that hold on the day); to: name; kind: of the relation; start, end: as written; confidence;
///   source: ids; then from_id, to_id, path (its number, from 1), direction (out if the relation leads from `from` to
///   `to`, else in), role, status, also (ids of other relations between the two that would do). Sorted by path, step.
///   No path: no rows. From an entity to itself: one path without a step.
/// Stamp: `paths` (listed, and of how many if not concurrent), `shared_days` if concurrent, `note` if an end has no
///   relation that the selection keeps.
/// Cost: O(vertices + edges), and what is listed; concurrent: that times the spells that bound the days reached.
[[nodiscard]] Table path(const Selected& selected, const Projection& projection, Entity from, Entity to,
                         const PathOptions& options = {});

}  // namespace renmai
