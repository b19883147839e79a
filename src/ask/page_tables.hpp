// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ask/page_facts.hpp"
#include "graph/project.hpp"
#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

struct PageOptions {
  std::size_t max_vertices = 20'000;  ///< so many are drawn, the most connected; the rest is searched and read
  std::size_t max_moves = 200'000;    ///< rows of evidence a grouping; more are left out, and counted
  std::size_t max_cells = SIZE_MAX;   ///< of a flow, and of each of its years: the largest, the rest is counted
  /// Only what is drawn, without evidence of moves: for a page that asks for the rest when it is looked at.
  bool only_drawn = false;
};

/// What a page of the data shows, by name.
///
/// `entities`: as the answer `entities`, with keys (folded names and their Latin transliterations, by line feeds).
/// `facts`: as the answer `facts`, of everything recorded, with first, sure_first, sure_last and last: the days it may
///   and surely does hold, empty where unbounded; usual: 1 if the selection keeps it.
/// `rows`: one a relation that says a fact: fact (row of `facts`, from 0), then what its source states.
/// `sources`: id, title, author, published, retrieved, language, kind, note.
/// `places`: id, x, y of the drawn vertices, as the pass `layout` places the facts of the selection.
/// `flow_country`, `flow_organisation`: as the pass `flow`; with `_year` behind for each year, with `_why` the moves
///   and their evidence.
/// Redacted entities are in no row but those of the flows, without name. Cost: that of `layout` and of four `flow`s.
struct PageTables {
  NamedTables tables;
  Stamp stamp;
  std::vector<std::string> notes;  ///< what was left out, if anything
};

/// `everything` and `selected` are of the same records; the projection is that of `selected`.
[[nodiscard]] PageTables page_tables(const Selected& everything, const Selected& selected, const Projection& projection,
                                     const PageOptions& options = {});
[[nodiscard]] PageTables page_tables(const PageFacts& facts, const Selected& selected, const Projection& projection,
                                     const PageOptions& options = {});

}  // namespace renmai
