// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "records/identity.hpp"

namespace renmai {

/// Pairs of relations that cannot both be true: of one pair of entities (after identity) and kind, no spell fits both,
/// yet they are neither two spells apart in time, nor one after the other as stated, nor two posts of which one source
/// tells. Of actual relations alone; visits, containment and identity may recur. Each is held against its neighbour in
/// the order of their starts.
class Contradictions {
 public:
  /// Cost: O(relations log relations).
  Contradictions(const Records& records, const Identity& identity);

  /// (a, b) with a < b, in the order of the pairs of entities.
  [[nodiscard]] std::span<const std::pair<Relation, Relation>> pairs() const { return pairs_; }
  /// Ids of the relations that contradict this one, joined by "; ".
  [[nodiscard]] std::string of(Relation r) const;

 private:
  const Records& records_;
  std::vector<std::pair<Relation, Relation>> pairs_;
  std::vector<std::pair<Relation, Relation>> both_ways_;  // sorted
};

}  // namespace renmai
