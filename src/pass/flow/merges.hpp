// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "records/selection.hpp"
#include "table/table.hpp"

namespace renmai {

/// What a result would be if one merge were believed the other way round.
struct MergeEffect {
  Relation relation = 0;
  std::int64_t changed = 0;  ///< cells or entities that differ
  double difference = 0;     ///< sum of the differences, each taken positive
  std::string holds;         ///< of a claim: yes or no; empty without one
};

/// Reruns a result with each identity relation turned round, one at a time: a believed merge is undone, one that the
/// level refuses is made. `effect` measures what differs. One row a relation that is actual and of two entities, the
/// greatest difference first: relation, one, other, kind, confidence, believed (yes or no, as chosen), changed,
/// difference, [holds,] source, locator, one_id, other_id. `changed_unit` and `difference_unit` say of what.
/// Cost: that of the result for each identity relation.
[[nodiscard]] Table effects_of_merges(const Selected& selected,
                                      const std::function<MergeEffect(const Selected& turned)>& effect,
                                      std::string_view changed_unit, std::string_view difference_unit);

}  // namespace renmai
