// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "graph/project.hpp"
#include "table/table.hpp"

namespace renmai {

/// What a dataset holds, as (measure, value).
///
/// Counts are of all records, whatever the selection keeps. A line `entities: person` is a part of the line `entities`;
///   such lines, and texts such as the title, are there only where there is something to say.
/// Measures: dataset, title, license; entities, by kind; persons (collectives apart), organisations (units too),
///   collectives, pseudonyms, unnamed, redacted; relations, by kind, `status: `, `confidence: ` (certain, likely,
///   inferred or the number); facts that the selection keeps; merged names (at the identity level chosen); sources;
///   claims; earliest day and latest day written in any start, end or attested of a relation; `share dated: ` day,
///   month, season, year, coarser (a decade, a range) and none: of relations, by the finest of their dates, to 4
///   digits; as of; places, by level; regions and their version; graph vertices, edges and components: of the
///   selection's graph, undirected, by unit; content hash.
/// Cost: O(entities + relations + facts log facts).
[[nodiscard]] Table info(const Selected& selected, EdgesOf edges = EdgesOf::relations);

}  // namespace renmai
