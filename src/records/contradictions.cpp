// SPDX-License-Identifier: Apache-2.0
#include "records/contradictions.hpp"

#include <algorithm>
#include <tuple>

#include "base/text.hpp"

namespace renmai {
namespace {

bool contradict(const Records& records, Relation a, Relation b) {
  const RelationColumns& columns = records.relations();
  const Spell x = records.spell(a);
  const Spell y = records.spell(b);
  if (unite(x, y) || overlap(x, y) == Certainty::no) return false;
  if (records.follows(a, b) || records.follows(b, a)) return false;
  const bool one_source = columns.source[a] == columns.source[b];
  const bool two_posts = columns.role[a] != 0 && columns.role[b] != 0 && columns.role[a] != columns.role[b];
  return !(one_source && two_posts);
}

}  // namespace

Contradictions::Contradictions(const Records& records, const Identity& identity) : records_(records) {
  const RelationColumns& columns = records_.relations();
  std::vector<Relation> actual;
  for (Relation r = 0; r < records_.relation_count(); ++r) {
    const bool may_recur = records_.relation_kind(r).has(trait_visit | trait_identity | trait_containment);
    if (records_.status(r) == Status::actual && !may_recur) actual.push_back(r);
  }
  const auto pair_of = [&](Relation r) {
    return std::tuple(identity(columns.from[r]), identity(columns.to[r]), columns.kind[r]);
  };
  std::sort(actual.begin(), actual.end(),
            [&](Relation a, Relation b) { return std::pair(pair_of(a), a) < std::pair(pair_of(b), b); });
  for (std::size_t i = 0; i < actual.size();) {
    std::size_t next = i + 1;
    while (next < actual.size() && pair_of(actual[next]) == pair_of(actual[i])) ++next;
    // In the order of their starts, so each is held against its neighbour only and the cost stays linear.
    std::sort(actual.begin() + static_cast<std::ptrdiff_t>(i), actual.begin() + static_cast<std::ptrdiff_t>(next),
              [&](Relation a, Relation b) {
                return std::pair(records_.spell(a).start.first, a) < std::pair(records_.spell(b).start.first, b);
              });
    for (std::size_t k = i + 1; k < next; ++k) {
      const auto [a, b] = std::minmax(actual[k - 1], actual[k]);
      if (contradict(records_, a, b)) pairs_.emplace_back(a, b);
    }
    i = next;
  }
  for (const auto& [a, b] : pairs_) {
    both_ways_.emplace_back(a, b);
    both_ways_.emplace_back(b, a);
  }
  std::sort(both_ways_.begin(), both_ways_.end());
}

std::string Contradictions::of(Relation r) const {
  std::vector<std::string> ids;
  for (auto pair = std::lower_bound(both_ways_.begin(), both_ways_.end(), std::pair(r, Relation{0}));
       pair != both_ways_.end() && pair->first == r; ++pair) {
    ids.push_back(records_.relation_id(pair->second));
  }
  return join(ids, "; ");
}

}  // namespace renmai
