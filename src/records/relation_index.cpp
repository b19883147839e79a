// SPDX-License-Identifier: Apache-2.0
#include "records/relation_index.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace renmai {

RelationIndex make_relation_index(const Records& records) {
  const RelationColumns& c = records.relations();
  Array<std::uint64_t> offsets(records.entity_count() + std::size_t{1}, 0);
  for (Relation r = 0; r < records.relation_count(); ++r) {
    ++offsets[c.from[r] + std::size_t{1}];
    if (c.to[r] != c.from[r]) ++offsets[c.to[r] + std::size_t{1}];
  }
  std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
  Array<Relation> relations(offsets.back());
  // Each offset is moved on while its entity's relations are filled in, and then is that of the next entity.
  for (Relation r = 0; r < records.relation_count(); ++r) {
    relations[offsets[c.from[r]]++] = r;
    if (c.to[r] != c.from[r]) relations[offsets[c.to[r]]++] = r;
  }
  std::copy_backward(offsets.begin(), offsets.end() - 1, offsets.end());
  offsets.front() = 0;
  return {Items<std::uint64_t>(std::move(offsets)), Items<Relation>(std::move(relations))};
}

}  // namespace renmai
