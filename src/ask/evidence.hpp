// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/project.hpp"
#include "pass/flow/evidence_columns.hpp"
#include "pass/pass.hpp"

namespace renmai {

/// A table that opens the rows of a result: for each, the relations that made it, why they count, and their sources.
class Evidence {
 public:
  explicit Evidence(const Selected& selected) : selected_(selected), relations_(selected) {}

  /// Every relation that says the fact. `row` is the number of the row it explains, from 1.
  void add(std::int64_t row, const std::string& what, const std::string& rule, Fact fact);
  /// row, what (it says), rule, one, other (the ends), then EvidenceColumns.
  Table table() &&;

 private:
  const Selected& selected_;
  EvidenceColumns relations_;
  std::vector<std::int64_t> row_;
  std::vector<std::string> what_, rule_, one_, other_;
};

/// Why a vertex has the score it has, where the score counts or adds up its edges (degree, strength): one row a
/// relation, numbered by neighbour, in the order of their ids. Throws Error{usage} for another pass, with those that
/// can be opened, and for an entity without a vertex.
[[nodiscard]] Table rank_evidence(const Selected& selected, const Projection& projection, const Pass& pass,
                                  Entity entity);

}  // namespace renmai
