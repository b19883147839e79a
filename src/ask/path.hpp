// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

#include "graph/project.hpp"
#include "pass/path/timed_path.hpp"
#include "table/table.hpp"

namespace renmai {

struct PathOptions {
  std::size_t count = 1;            ///< how many paths at most; 0 = all, of which no more than `most_paths` are listed
  bool concurrent = false;          ///< only paths whose relations all hold on one day
  bool certain = false;             ///< concurrent, goal: on days on which each certainly holds; else on which each may
  std::optional<TimedGoal> goal{};  ///< only paths whose relations allow it in order, and the best of them at this
  bool strict = false;              ///< goal: each step at least a day after the one before
  bool why = false;                 ///< instead the relations behind each step, all of them, with their sources
  std::optional<Day> set_out{};     ///< goal: the first step is not before this day
};
inline constexpr std::size_t most_paths = 10'000;

/// How two entities are linked: the paths of fewest edges, one row a step.
///
/// Definition: edges are those of the projection, followed along their direction if it is directed. Of several paths of
///   that length the one comes first whose sequence of ids does. `concurrent`: the relations of a path all hold on one
///   day, by the widest bounds of their dates, or with `certain` by the narrowest; then fewest edges among these paths,
///   and of several days the first. An order stated by `after` counts as far as it narrowed the bounds.
///   `goal`: a path that time allows: each relation is used on a day on which it holds, none before the one before;
///   foremost arrives first, latest sets out last, fastest takes the fewest days from setting out, fewest has the
///   fewest steps. One path, with the day of each step. Dates count by their widest bounds, or with `certain` the
///   narrowest.
/// Result: step: from 1; from: name; relation: id of the surest fact of the step (greatest confidence, then the first;
///   concurrent: of those that hold on the day); to: name; kind: of the relation; start, end: as written; confidence;
///   source: ids; then from_id, to_id, path (its number, from 1), direction (out if the relation leads from `from` to
///   `to`, else in), role, status, also (ids of other relations between the two that would do), with a goal
///   also day (of the step). Sorted by path, step.
///   No path: no rows. From an entity to itself: one path without a step.
///   `why`: see Evidence; a row is numbered as in the table without it.
/// Stamp: `paths` (listed, and of how many if not concurrent), `shared_days` if concurrent, `note` if an end has no
///   relation that the selection keeps.
/// Cost: O(vertices + edges), and what is listed; concurrent: that times the spells that bound the days reached.
[[nodiscard]] Table path(const Selected& selected, const Projection& projection, Entity from, Entity to,
                         const PathOptions& options = {});

}  // namespace renmai
