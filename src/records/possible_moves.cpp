// SPDX-License-Identifier: Apache-2.0
// The upper bound: every move that some completion of the dates makes under the policy `tenure`.
//
// A move from tenure A to tenure B needs A home when B comes up. Each comparison that rests on A and B alone is asked
// three-valued, and a third stay C that surely starts between them and surely outlasts A takes the home away from A.
// Which stays make a tenure may itself be open, so single stays and their widest unions all stand as A and as B.
#include <algorithm>
#include <map>

#include "records/tenure.hpp"

namespace renmai {
namespace {

constexpr std::size_t most_stays_for_third = 64;  // past this the third stay is not looked for: sound, less tight

DayRange hull(DayRange a, DayRange b) { return {std::min(a.first, b.first), std::max(a.last, b.last)}; }

struct Candidate {
  Group group;
  DayRange starts;
  DayRange ends;
  std::uint32_t first;  // the stay that begins it
  std::uint32_t last;   // the stay that ends it
};

Candidate single(std::span<const Stay> stays, std::uint32_t i) {
  return {stays[i].group, stays[i].spell.start, stays[i].spell.end, i, i};
}

/// Each stay alone, the tenures of several stays, and for groups whose uniting is open the union of all their stays.
std::vector<Candidate> candidates_of(std::span<const Tenure> tenures, std::span<const Stay> stays) {
  std::vector<Candidate> candidates;
  for (std::uint32_t i = 0; i < stays.size(); ++i) candidates.push_back(single(stays, i));
  std::map<Group, Candidate> open_groups;
  for (const Tenure& tenure : tenures) {
    const Candidate whole{tenure.group, tenure.starts, tenure.ends, tenure.stays.front(), tenure.stays.back()};
    if (tenure.stays.size() > 1) candidates.push_back(whole);
    if (tenure.united_surely) continue;
    const auto [found, is_new] = open_groups.try_emplace(tenure.group, whole);
    if (is_new) continue;
    Candidate& all = found->second;
    all.starts = {std::min(all.starts.first, whole.starts.first), std::min(all.starts.last, whole.starts.last)};
    all.ends = {std::max(all.ends.first, whole.ends.first), std::max(all.ends.last, whole.ends.last)};
    all.last = whole.last;
  }
  for (const auto& [group, all] : open_groups) candidates.push_back(all);
  return candidates;
}

class PossibleMoves {
 public:
  PossibleMoves(std::span<const Stay> stays, const MoveRules& rules, const FollowsFunction& follows)
      : stays_(stays), rules_(rules), follows_(follows) {}

  bool possible(const Candidate& a, const Candidate& b) const {
    if (a.group == b.group || a.starts.first > b.starts.last) return false;
    if (follows_(stays_[a.first].fact, stays_[b.last].fact)) return false;
    if (days_between(a.ends.last, b.starts.first) > rules_.max_gap) return false;
    if (b.ends.last <= a.ends.first) return false;
    return stays_.size() > most_stays_for_third || !third_takes_home(a, b);
  }

  DayRange dates(const Candidate& a, const Candidate& b, Day as_of) const {
    DayRange days = b.starts;
    const bool late = days_between(b.starts.first, a.ends.last) > rules_.overlap &&
                      !follows_(stays_[b.first].fact, stays_[a.last].fact);
    if (late) days.last = std::max(days.last, std::min(a.ends.last, b.ends.last));
    if (days.first <= as_of) days.last = std::min(days.last, as_of);  // nothing later can have been recorded
    return days;
  }

 private:
  bool third_takes_home(const Candidate& a, const Candidate& b) const {
    for (const Stay& c : stays_) {
      const bool part_of_either = c.group == a.group || c.group == b.group;
      if (part_of_either && (c.fact == stays_[a.first].fact || c.fact == stays_[a.last].fact ||
                             c.fact == stays_[b.first].fact || c.fact == stays_[b.last].fact)) {
        continue;
      }
      const bool after_a = a.starts.last < c.spell.start.first || follows_(c.fact, stays_[a.last].fact);
      const bool before_b = c.spell.start.last < b.starts.first || follows_(stays_[b.first].fact, c.fact);
      const bool outlasts_a = c.spell.end.first > a.ends.last || follows_(c.fact, stays_[a.last].fact);
      if (after_a && before_b && outlasts_a) return true;
    }
    return false;
  }

  std::span<const Stay> stays_;
  const MoveRules& rules_;
  const FollowsFunction& follows_;
};

/// What a possible move is told apart by: the group left and the stay entered. All stays without a best day are one:
/// a person whose spells have no best day adds one to a pair, not one for every stay.
struct Key {
  Group from;
  Group to;
  std::uint32_t entered;
  friend auto operator<=>(const Key&, const Key&) = default;
};
constexpr std::uint32_t any_undated_stay = UINT32_MAX;

}  // namespace

void add_possible_moves(std::span<const Tenure> tenures, std::span<const Stay> stays, const MoveRules& rules, Day as_of,
                        const FollowsFunction& follows, Entity person, std::size_t first_event,
                        std::vector<Event>& events) {
  struct Found {
    DayRange dates;
    std::uint32_t left;
    std::uint32_t entered;
  };
  const auto candidates = candidates_of(tenures, stays);
  const PossibleMoves moves(stays, rules, follows);
  std::map<Key, Found> found;
  for (const Candidate& b : candidates) {
    const bool dated = stays[b.first].spell.has_best_start();
    for (const Candidate& a : candidates) {
      if (!moves.possible(a, b)) continue;
      const DayRange dates = moves.dates(a, b, as_of);
      const auto [entry, is_new] =
          found.try_emplace(Key{a.group, b.group, dated ? b.first : any_undated_stay}, Found{dates, a.last, b.first});
      if (!is_new) entry->second.dates = hull(entry->second.dates, dates);
    }
  }
  for (std::size_t e = first_event; e < events.size(); ++e) {
    Event& event = events[e];
    if (!is_move(event.type)) continue;
    for (auto entry = found.begin(); entry != found.end();) {
      const bool same = entry->first.from == event.from && entry->first.to == event.to &&
                        stays[entry->second.entered].fact == event.to_fact;
      if (same && event.certainty != Certainty::certain) event.dates = hull(event.dates, entry->second.dates);
      entry = same ? found.erase(entry) : std::next(entry);
    }
  }
  for (const auto& [key, move] : found) {
    events.push_back({.person = person,
                      .type = EventType::onward,
                      .from = key.from,
                      .to = key.to,
                      .date = no_day,
                      .dates = move.dates,
                      .certainty = Certainty::possible,
                      .counted = false,
                      .from_fact = stays[move.left].fact,
                      .to_fact = stays[move.entered].fact});
  }
}

}  // namespace renmai
