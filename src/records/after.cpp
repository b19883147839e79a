// SPDX-License-Identifier: Apache-2.0
// RecordsBuilder: what `after` says of the order of relations, and the spells it narrows.
#include <algorithm>
#include <functional>
#include <queue>

#include "base/error.hpp"
#include "base/text.hpp"
#include "records/builder.hpp"
#include "records/circles.hpp"

namespace renmai {
namespace {

constexpr std::uint32_t most_in_after = 1024;

}  // namespace

/// `place_of` gives the place of a row in canonical order, UINT32_MAX if it was dropped.
void RecordsBuilder::settle_after(std::span<const std::uint32_t> place_of) {
  for (const Pending& pending : pending_after_) {
    for (const std::string_view id : split_list(records_.texts_[pending.id], ';')) {
      const auto text = records_.texts_.find(id);
      const auto earlier = text ? relation_by_id_.find(*text) : relation_by_id_.end();
      if (earlier == relation_by_id_.end()) {
        report_.bad(pending.place, "unknown relation '" + std::string(id) + "' in 'after'");
        continue;
      }
      const Relation later_row = place_of[pending.row];
      const Relation earlier_row = place_of[earlier->second];
      if (later_row != UINT32_MAX && earlier_row != UINT32_MAX) records_.after_.emplace_back(later_row, earlier_row);
    }
  }
  auto& after = records_.after_;
  std::sort(after.begin(), after.end());
  after.erase(std::unique(after.begin(), after.end()), after.end());
}

/// Answers walk along `after`, so a chain of thousands, as only a hostile file has, would take quadratic time.
void RecordsBuilder::refuse_long_after() const {
  const auto longest = longest_walks(records_.relation_count(), records_.after_);
  const auto most = std::max_element(longest.begin(), longest.end());
  if (*most <= most_in_after) return;
  const auto r = static_cast<Relation>(most - longest.begin());
  throw Error(ErrorKind::limit,
              "relation '" + records_.relation_id(r) + "' is the last of " + format_count(*most) +
                  " that follow one another by 'after'; at most " + format_count(most_in_after) + " are read",
              records_.relation_place(r));
}

/// Takes circles out of `after`, which cannot all be true: nothing is known of the order of their members.
void RecordsBuilder::drop_after_circles() {
  auto& after = records_.after_;
  const auto circles = find_circles(records_.relation_count(), after);
  for (Relation r = 0; r < circles.size(); ++r) {
    if (circles[r] == no_circle) continue;
    records_.findings_.push_back({Finding::Severity::error, "after-cycle", records_.relation_id(r),
                                  records_.relation_place(r), "stands in a circle of 'after'; its order is ignored"});
  }
  std::erase_if(after, [&](const std::pair<Relation, Relation>& edge) {
    return circles[edge.first] != no_circle && circles[edge.first] == circles[edge.second];
  });
}

/// The pairs of `after` as (earlier, later), each after all that lead to its earlier one.
std::vector<std::pair<Relation, Relation>> RecordsBuilder::after_in_order() const {
  std::vector<std::pair<Relation, Relation>> by_earlier;
  tsl::robin_map<Relation, std::uint32_t> waiting;  // by relation: how many earlier ones are not placed yet
  for (const auto& [later, earlier] : records_.after_) {
    waiting.try_emplace(earlier, 0);
    ++waiting.try_emplace(later, 0).first.value();
    by_earlier.emplace_back(earlier, later);
  }
  std::sort(by_earlier.begin(), by_earlier.end());
  std::priority_queue<Relation, std::vector<Relation>, std::greater<>> ready;
  for (const auto& [relation, count] : waiting) {
    if (count == 0) ready.push(relation);
  }
  std::vector<std::pair<Relation, Relation>> placed;
  while (!ready.empty()) {
    const Relation earlier = ready.top();
    ready.pop();
    auto edge = std::lower_bound(by_earlier.begin(), by_earlier.end(), std::pair(earlier, Relation{0}));
    for (; edge != by_earlier.end() && edge->first == earlier; ++edge) {
      placed.push_back(*edge);
      if (--waiting.find(edge->second).value() == 0) ready.push(edge->second);
    }
  }
  return placed;
}

/// Narrows the spells that `after` links: lower bounds from the earlier ones on, upper bounds from the later ones back,
/// then best days from the earlier ones on, within bounds that no longer change.
void RecordsBuilder::order_spells() {
  if (records_.after_.empty()) return;
  drop_after_circles();
  refuse_long_after();
  auto& spells = records_.ordered_spells_;
  for (const auto& [later, earlier] : records_.after_) {
    spells.try_emplace(later, records_.written_spell(later));
    spells.try_emplace(earlier, records_.written_spell(earlier));
  }
  const auto narrow = [&](const std::pair<Relation, Relation>& edge) {
    return order_after(spells.find(edge.second).value(), spells.find(edge.first).value());
  };
  const auto placed = after_in_order();
  for (const auto& edge : placed) {
    if (narrow(edge)) continue;
    records_.findings_.push_back({Finding::Severity::error, "after-clash", records_.relation_id(edge.second),
                                  records_.relation_place(edge.second),
                                  "cannot follow " + records_.relation_id(edge.first) + ": the dates say otherwise"});
  }
  std::for_each(placed.rbegin(), placed.rend(), narrow);
  // NOLINTNEXTLINE(modernize-loop-convert): a range-for has no way to change a value
  for (auto entry = spells.begin(); entry != spells.end(); ++entry) {
    const Spell written = records_.written_spell(entry->first);
    entry.value().best_start = written.best_start;
    entry.value().best_end = written.best_end;
  }
  for (const auto& edge : placed) narrow(edge);
}

}  // namespace renmai
