// SPDX-License-Identifier: Apache-2.0
// The upper bound: every move that some completion of the dates makes under the policy `tenure`.
//
// A move from tenure A to tenure B needs A home when B comes up. Each comparison that rests on A and B alone is asked
// three-valued, and a third stay C that surely starts between them and surely outlasts A takes the home away from A.
// Which stays make a tenure may itself be open: then every stay of those that may be united stands as its first and
// every one as its last.
#include <algorithm>

#include "records/tenure.hpp"

namespace renmai {
namespace {

constexpr std::size_t most_stays_for_third = 64;  // past this the third stay is not looked for: sound, less tight
constexpr std::size_t most_stays_in_pairs = 8;    // past this the last stay of a tenure is any of them at once

using Candidate = PossibleMoves::Candidate;

/// The stay of a cluster that may end last.
std::uint32_t last_of(std::span<const std::uint32_t> cluster, std::span<const Stay> stays) {
  return *std::max_element(cluster.begin(), cluster.end(), [&](std::uint32_t a, std::uint32_t b) {
    return stays[a].spell.end.last < stays[b].spell.end.last;
  });
}

/// Whether a tenure is the whole cluster for every completion, begun by its first stay and ended by its last.
bool surely_makes(std::span<const std::uint32_t> cluster, const Tenure& tenure, const PersonTenures& person) {
  if (!tenure.united_surely || tenure.stay_count != cluster.size()) return false;
  const auto& stays = person.stays;
  const Spell& first = stays[tenure.first_stay].spell;
  const Spell& last = stays[last_of(cluster, stays)].spell;
  return person.all_stays(tenure, [&](std::uint32_t i) {
    const Spell& spell = stays[i].spell;
    return std::binary_search(cluster.begin(), cluster.end(), i) &&
           (&spell == &first || first.start.last <= spell.start.first) &&
           (&spell == &last || last.end.first >= spell.end.last);
  });
}

/// Appends the tenures that the stays of a cluster may make.
void add_candidates(std::span<const std::uint32_t> cluster, const PersonTenures& person,
                    std::vector<Candidate>& candidates) {
  const auto& stays = person.stays;
  const Group group = stays[cluster.front()].group;
  for (const Tenure& tenure : person.tenures) {
    if (tenure.group != group || !surely_makes(cluster, tenure, person)) continue;
    candidates.push_back({group, tenure.starts, tenure.ends, tenure.first_stay, last_of(cluster, stays)});
    return;
  }
  if (cluster.size() <= most_stays_in_pairs) {
    for (const std::uint32_t first : cluster) {
      for (const std::uint32_t last : cluster) {
        if (stays[last].spell.end.last < stays[first].spell.start.first) continue;
        candidates.push_back({group, stays[first].spell.start, stays[last].spell.end, first, last});
      }
    }
    return;
  }
  DayRange ends = stays[cluster.front()].spell.end;
  for (const std::uint32_t i : cluster) ends = hull(ends, stays[i].spell.end);
  const std::uint32_t last = last_of(cluster, stays);
  for (const std::uint32_t first : cluster) candidates.push_back({group, stays[first].spell.start, ends, first, last});
}

class Comparisons {
 public:
  Comparisons(const PersonTenures& person, const MoveRules& rules)
      : stays_(person.stays), stated_(person.stated), rules_(rules) {}

  bool possible(const Candidate& a, const Candidate& b) const {
    if (a.group == b.group || a.starts.first > b.starts.last) return false;
    if (follows(a.first, b.last)) return false;
    if (days_between(a.ends.last, b.starts.first) > rules_.max_gap) return false;
    if (b.ends.last <= a.ends.first) return false;
    return stays_.size() > most_stays_for_third || !third_takes_home(a, b);
  }

  DayRange dates(const Candidate& a, const Candidate& b, Day as_of) const {
    DayRange days = b.starts;
    if (!follows(b.first, a.last)) {
      const Day both_end = std::min(a.ends.last, b.ends.last);
      const bool late = days_between(b.starts.first, a.ends.last) > rules_.overlap;
      days.last = std::max(days.last, late ? both_end : std::min(both_end, std::max(b.starts.last, a.entered_by)));
    }
    if (days.first <= as_of) days.last = std::min(days.last, as_of);  // nothing later can have been recorded
    return days;
  }

  /// The move to A may have waited for the end of another tenure, and no move is dated before the one before: until
  /// when it may have, at most.
  Day entered_by(const Candidate& a) const {
    Day latest = day_before_all;
    for (const Stay& c : stays_) {
      const bool waits = c.group != a.group && days_between(a.starts.first, c.spell.end.last) > rules_.overlap;
      if (waits) latest = std::max(latest, c.spell.end.last);
    }
    return latest;
  }

 private:
  bool third_takes_home(const Candidate& a, const Candidate& b) const {
    for (std::uint32_t i = 0; i < stays_.size(); ++i) {
      const bool part_of_either = i == a.first || i == a.last || i == b.first || i == b.last;
      if (part_of_either) continue;
      const Spell& c = stays_[i].spell;
      const bool after_a = a.starts.last < c.start.first || follows(i, a.last);
      const bool before_b = c.start.last < b.starts.first || follows(b.first, i);
      const bool outlasts_a = c.end.first > a.ends.last || follows(i, a.last);
      if (after_a && before_b && outlasts_a) return true;
    }
    return false;
  }

  bool follows(std::uint32_t later, std::uint32_t earlier) const {
    return any_stated_ && stated_.follows(later, earlier);
  }

  std::span<const Stay> stays_;
  const StatedOrder& stated_;
  const bool any_stated_ = stated_.any();
  const MoveRules& rules_;
};

constexpr std::uint32_t any_undated_stay = UINT32_MAX;

}  // namespace

/// Stays of one group that may be one tenure, directly or through others: cluster after cluster, each ascending.
void PossibleMoves::make_clusters(std::span<const Stay> stays, const MoveRules& rules) {
  const auto near = [&](const Spell& a, const Spell& b) {
    return days_between(a.end.last, b.start.first) <= rules.backfill;
  };
  members_.clear();
  cluster_begins_.clear();
  taken_.assign(stays.size(), 0);
  for (std::uint32_t i = 0; i < stays.size(); ++i) {
    if (taken_[i] != 0) continue;
    const std::size_t begin = members_.size();
    cluster_begins_.push_back(begin);
    members_.push_back(i);
    taken_[i] = 1;
    for (std::size_t at = begin; at < members_.size(); ++at) {
      const Stay& member = stays[members_[at]];
      for (std::uint32_t j = i + 1; j < stays.size(); ++j) {
        if (taken_[j] != 0 || stays[j].group != member.group) continue;
        if (!near(member.spell, stays[j].spell) || !near(stays[j].spell, member.spell)) continue;
        taken_[j] = 1;
        members_.push_back(j);
      }
    }
    std::sort(members_.begin() + static_cast<std::ptrdiff_t>(begin), members_.end());
  }
  cluster_begins_.push_back(members_.size());
}

/// Every move between candidates that is possible, by key; those of one key as one.
void PossibleMoves::find(const PersonTenures& person, const TenureContext& context) {
  const auto& stays = person.stays;
  const Comparisons comparisons(person, context.rules);
  for (Candidate& a : candidates_) a.entered_by = comparisons.entered_by(a);
  found_.clear();
  for (const Candidate& b : candidates_) {
    const std::uint32_t entered = stays[b.first].spell.has_best_start() ? b.first : any_undated_stay;
    for (const Candidate& a : candidates_) {
      if (!comparisons.possible(a, b)) continue;
      found_.push_back({{a.group, b.group, entered}, comparisons.dates(a, b, context.as_of), a.last, b.first, false});
    }
  }
  sort_few(found_, [](const Found& a, const Found& b) { return a.key < b.key; });
  std::size_t kept = 0;
  for (const Found& move : found_) {
    if (kept > 0 && found_[kept - 1].key == move.key)
      found_[kept - 1].dates = hull(found_[kept - 1].dates, move.dates);
    else
      found_[kept++] = move;
  }
  found_.resize(kept);
}

void PossibleMoves::add(const PersonTenures& person, const TenureContext& context, std::vector<Event>& events) {
  const auto& stays = person.stays;
  make_clusters(stays, context.rules);
  candidates_.clear();
  for (std::size_t k = 0; k + 1 < cluster_begins_.size(); ++k) {
    const std::size_t begin = cluster_begins_[k];
    add_candidates(std::span(members_).subspan(begin, cluster_begins_[k + 1] - begin), person, candidates_);
  }
  find(person, context);
  for (Event& event : events) {
    if (!is_move(event.type)) continue;
    auto move = std::lower_bound(found_.begin(), found_.end(), Key{event.from, event.to, 0},
                                 [](const Found& a, const Key& key) { return a.key < key; });
    for (; move != found_.end() && move->key.from == event.from && move->key.to == event.to; ++move) {
      if (move->counted || stays[move->entered].fact != event.to_fact) continue;
      if (event.certainty != Certainty::certain) event.dates = hull(event.dates, move->dates);
      move->counted = true;
    }
  }
  for (const Found& move : found_) {
    if (move.counted) continue;
    events.push_back({.person = person.person,
                      .type = EventType::onward,
                      .from = move.key.from,
                      .to = move.key.to,
                      .date = no_day,
                      .dates = move.dates,
                      .certainty = Certainty::possible,
                      .counted = false,
                      .from_fact = stays[move.left].fact,
                      .to_fact = stays[move.entered].fact});
  }
}

}  // namespace renmai
