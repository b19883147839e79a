// SPDX-License-Identifier: Apache-2.0
// RecordsBuilder: what `after` says of the order of relations, and the spells it narrows.
#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "records/builder.hpp"
#include "records/circles.hpp"

namespace renmai {
/// `place_of` gives the place of a row in canonical order, UINT32_MAX if it was dropped.
void RecordsBuilder::settle_after(std::span<const std::uint32_t> place_of) {
  for (const Pending& pending : pending_after_) {
    for (const std::string_view id : split_list(records_.parts_.texts[pending.id], ';')) {
      const auto text = records_.parts_.texts.find(id);
      const auto earlier = text ? relation_by_id_.find(*text) : relation_by_id_.end();
      if (earlier == relation_by_id_.end()) {
        report_.bad(pending.place, "unknown relation '" + std::string(id) + "' in 'after'");
        continue;
      }
      const Relation later_row = place_of[pending.row];
      const Relation earlier_row = place_of[earlier->second];
      if (later_row != UINT32_MAX && earlier_row != UINT32_MAX)
        records_.parts_.after.emplace_back(later_row, earlier_row);
    }
  }
  auto& after = records_.parts_.after;
  std::sort(after.begin(), after.end());
  after.erase(std::unique(after.begin(), after.end()), after.end());
}

/// Takes circles out of `after`, which cannot all be true: nothing is known of the order of their members.
void RecordsBuilder::drop_after_circles() {
  auto& after = records_.parts_.after;
  const auto circles = find_circles(records_.relation_count(), after);
  for (Relation r = 0; r < circles.size(); ++r) {
    if (circles[r] == no_circle) continue;
    records_.parts_.findings.push_back({Finding::Severity::error, "after-cycle", records_.relation_id(r),
                                        records_.relation_place(r),
                                        "stands in a circle of 'after'; its order is ignored"});
  }
  erase_circles(circles, after);
}

void RecordsBuilder::order_spells() {
  if (records_.parts_.after.empty()) return;
  drop_after_circles();
  records_.refuse_long_after();
  records_.order_spells([&](const std::pair<Relation, Relation>& edge) {
    records_.parts_.findings.push_back(
        {Finding::Severity::error, "after-clash", records_.relation_id(edge.second),
         records_.relation_place(edge.second),
         "cannot follow " + records_.relation_id(edge.first) + ": the dates say otherwise"});
  });
}

}  // namespace renmai
