// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/grouped.hpp"
#include "records/records.hpp"

namespace renmai {

/// Which identity relations are believed: none, those of confidence 1, or those of at least 0.75.
enum class IdentityLevel : std::uint8_t { none, certain, likely };
[[nodiscard]] std::string_view to_word(IdentityLevel level);

/// Entities that stand for one thing, by `same_as` and `renamed_to` relations of the level; merges are claims, so the
/// records stay as they are and another level gives another answer.
///
/// `not_same_as` of the level forbids a merge, also one that would come about through others; merges are made from the
/// surest down (ties by id), so a forbidden pair is kept apart by leaving out the weakest link. A pseudonym is never
/// merged with an entity that is not one. The representative is the newest name of a chain of renames, else the least
/// id.
class Identity {
 public:
  /// Of the relations in `flipped` the level's answer is turned round: those it believes are not, and the reverse.
  Identity(const Records& records, IdentityLevel level, std::span<const Relation> flipped = {});

  [[nodiscard]] IdentityLevel level() const { return level_; }
  [[nodiscard]] Entity operator()(Entity e) const { return merges_ == 0 ? e : representative_[e]; }
  /// Whether any two entities are merged.
  [[nodiscard]] bool merges() const { return merges_ > 0; }
  [[nodiscard]] std::size_t merge_count() const { return merges_; }
  /// Calls visit for all entities that `e` stands for or with, ascending, `e` among them.
  template <class Visit>
  void for_members(Entity e, const Visit& visit) const {
    if (merges_ == 0) return visit(e);
    for (const Entity member : members_[representative_[e]]) visit(member);
  }
  /// Merges that were asked for and refused, with the reason.
  [[nodiscard]] std::span<const Finding> findings() const { return findings_; }

 private:
  IdentityLevel level_;
  std::vector<Entity> representative_;  // empty if nothing is merged, as the next
  Grouped members_;                     // by representative
  std::size_t merges_ = 0;
  std::vector<Finding> findings_;
};

}  // namespace renmai
