// SPDX-License-Identifier: Apache-2.0
#include "records/identity.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace renmai {
namespace {

constexpr std::array<std::string_view, 3> level_words{"none", "certain", "likely"};

/// Disjoint sets, and which of them may never become one.
class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count), least_(count) {
    std::iota(parent_.begin(), parent_.end(), Entity{0});
    std::iota(least_.begin(), least_.end(), Entity{0});
  }
  Entity find(Entity e) {
    while (parent_[e] != e) e = parent_[e] = parent_[parent_[e]];
    return e;
  }
  void forbid(Entity a, Entity b) {
    apart_[a].insert(b);
    apart_[b].insert(a);
  }
  /// Of two roots.
  [[nodiscard]] bool forbidden(Entity a, Entity b) const {
    const auto found = apart_.find(a);
    return found != apart_.end() && found->second.contains(b);
  }
  [[nodiscard]] Entity least(Entity root) const { return least_[root]; }
  /// Makes one set of two roots. The longer list of sets to stay apart from stays where it is.
  void join(Entity a, Entity b) {
    if (apart_count(a) < apart_count(b)) std::swap(a, b);
    parent_[b] = a;
    least_[a] = std::min(least_[a], least_[b]);
    const auto gone = apart_.find(b);
    if (gone == apart_.end()) return;
    for (const Entity other : gone->second) {
      apart_[other].erase(b);
      forbid(a, other);
    }
    apart_.erase(b);
  }

 private:
  [[nodiscard]] std::size_t apart_count(Entity root) const {
    const auto found = apart_.find(root);
    return found == apart_.end() ? 0 : found->second.size();
  }

  std::vector<Entity> parent_;
  std::vector<Entity> least_;                                     // by root: its least member
  std::unordered_map<Entity, std::unordered_set<Entity>> apart_;  // by root: roots it must stay apart from
};

struct Link {
  double confidence;
  Relation relation;
  Entity a;
  Entity b;
  bool renamed;
};

}  // namespace

std::string_view to_word(IdentityLevel level) { return level_words.at(static_cast<std::size_t>(level)); }

namespace {

double least_confidence(IdentityLevel level) {
  switch (level) {
    case IdentityLevel::none: break;
    case IdentityLevel::certain: return 1.0;
    case IdentityLevel::likely: return 0.75;
  }
  return std::numeric_limits<double>::infinity();
}

}  // namespace

Identity::Identity(const Records& records, IdentityLevel level, std::span<const Relation> flipped) : level_(level) {
  if (level == IdentityLevel::none && flipped.empty()) return;
  const double least = least_confidence(level);
  std::vector<Link> links;
  std::vector<std::pair<Entity, Entity>> apart;
  for (const Relation r : records.parts().structural.span()) {
    const IdentityRole role = records.relation_kind(r).identity;
    if (role == IdentityRole::none || records.status(r) != Status::actual) continue;
    const bool is_flipped = std::find(flipped.begin(), flipped.end(), r) != flipped.end();
    if ((records.confidence(r) >= least) == is_flipped) continue;
    const Entity a = records.relations().from[r];
    const Entity b = records.relations().to[r];
    if (a == b) continue;
    if (role == IdentityRole::different)
      apart.emplace_back(a, b);
    else
      links.push_back({records.confidence(r), r, a, b, role == IdentityRole::renamed});
  }
  if (links.empty()) return;
  Sets sets(records.entity_count());
  for (const auto& [a, b] : apart) sets.forbid(a, b);
  std::sort(links.begin(), links.end(), [](const Link& x, const Link& y) {
    return std::tie(y.confidence, x.relation) < std::tie(x.confidence, y.relation);
  });

  const auto refuse = [&](const Link& link, const std::string& why) {
    findings_.push_back({Finding::Severity::error, "identity-refused", records.relation_id(link.relation),
                         records.relation_place(link.relation), why});
  };
  std::vector<std::pair<Entity, Entity>> renames;
  for (const Link& link : links) {
    const Entity a = sets.find(link.a);
    const Entity b = sets.find(link.b);
    if (link.renamed) renames.emplace_back(link.a, link.b);
    if (a == b) continue;
    if (records.has_flag(link.a, flag_pseudonym) != records.has_flag(link.b, flag_pseudonym)) {
      refuse(link, "a pseudonym is never merged with a real person");
      continue;
    }
    if (sets.forbidden(a, b)) {
      refuse(link, "the two, or others merged with them, are stated not to be the same");
      continue;
    }
    sets.join(a, b);
    ++merges_;
  }
  if (merges_ == 0) return;

  // The newest name of a chain of renames stands for the rest; of several renames the surest counts.
  std::vector<Entity> newest(records.entity_count(), no_entity);
  for (const auto& [old_name, new_name] : renames) {
    if (newest[old_name] == no_entity && sets.find(old_name) == sets.find(new_name)) newest[old_name] = new_name;
  }
  std::vector<Entity> shown(records.entity_count(), no_entity);  // by root
  for (const auto& [old_name, new_name] : renames) {
    const Entity root = sets.find(old_name);
    if (root != sets.find(new_name) || shown[root] != no_entity) continue;
    Entity last = old_name;  // a circle of renames ends where it would come back
    std::unordered_set<Entity> passed{last};
    while (newest[last] != no_entity && passed.insert(newest[last]).second) last = newest[last];
    shown[root] = last;
  }
  representative_.resize(records.entity_count());
  for (Entity e = 0; e < records.entity_count(); ++e) {
    const Entity root = sets.find(e);
    representative_[e] = shown[root] == no_entity ? sets.least(root) : shown[root];
  }
  members_ = Grouped(records.entity_count(), records.entity_count(), [&](Entity e) { return representative_[e]; });
}

}  // namespace renmai
