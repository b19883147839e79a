// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "ask/page_facts.hpp"

namespace renmai {

/// A part of the rows of an answer.
struct PageSlice {
  std::size_t offset = 0;
  std::size_t limit = 500;
};

/// Part of the tables of `page_tables`, as a served page asks for them when they are looked at, and how many rows of
/// the asked kind there are in all. Redacted entities are not found and in no row.
struct PagePart {
  NamedTables tables;
  std::size_t total = 0;
};

/// `entities` whose name, alias, id or beginning fits, as the command line finds them; at most `limit`.
[[nodiscard]] PagePart page_search(const PageFacts& facts, std::string_view text, std::size_t limit);

/// One entity: `entities` (it and those it is linked with), `facts` and `rows` of the slice, in the order of time.
/// Throws Error{not_found}. Cost: that of its facts.
[[nodiscard]] PagePart page_entity(const PageFacts& facts, std::string_view id, const PageSlice& slice);

/// What rests on a source: `entities`, `facts` and `rows` of the slice. Throws Error{not_found}. Cost: O(facts).
[[nodiscard]] PagePart page_source(const PageFacts& facts, std::string_view id, const PageSlice& slice);

/// Which moves are asked for: by country or organisation, of one cell by the ids of its groups (`?` is unknown; both
/// empty: every cell), of a year (0: all), of a person by id (empty: all).
struct PageMoves {
  std::string by = "organisation";
  std::string from{};
  std::string to{};
  int year = 0;
  std::string person{};
};

/// The evidence of moves, `flow_<by>_why`, of the slice. That of all persons is made once for each `by`, when first
/// asked for.
class PageMovesQuery {
 public:
  /// Must not outlive the selection.
  explicit PageMovesQuery(const Selected& selected) : selected_(selected) {}
  /// Throws Error{usage} for another `by`. Cost: of flow with its evidence, then O(rows).
  [[nodiscard]] PagePart find(const PageMoves& asked, const PageSlice& slice);

 private:
  const Table& evidence_by(const std::string& by);
  [[nodiscard]] Table evidence_of(const std::string& by, const std::string& person) const;

  const Selected& selected_;
  std::map<std::string, Table> evidence_;
};

}  // namespace renmai
