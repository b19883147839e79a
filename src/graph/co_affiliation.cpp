// SPDX-License-Identifier: Apache-2.0
#include "graph/co_affiliation.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

constexpr std::uint64_t most_pairs = 200'000'000;  // of people at one organisation

/// Spells of one person that meet become one.
void unite_presences(std::vector<Presence>& all) {
  std::sort(all.begin(), all.end(), [](const Presence& a, const Presence& b) {
    return std::tie(a.person, a.start, a.end) < std::tie(b.person, b.start, b.end);
  });
  std::size_t kept = 0;
  for (const Presence& one : all) {
    if (one.end <= one.start) continue;
    if (kept > 0 && all[kept - 1].person == one.person && one.start <= all[kept - 1].end)
      all[kept - 1].end = std::max(all[kept - 1].end, one.end);
    else
      all[kept++] = one;
  }
  all.resize(kept);
}

/// Days divided by the others there, summed from the first day up to any on which somebody comes or goes.
class SharedDays {
 public:
  explicit SharedDays(std::span<const Presence> all) {
    std::vector<std::pair<std::int64_t, int>> changes;
    for (const Presence& one : all) {
      changes.emplace_back(one.start, 1);
      changes.emplace_back(one.end, -1);
    }
    std::sort(changes.begin(), changes.end());
    std::int64_t present = 0;
    double sum = 0;
    for (const auto& [day, change] : changes) {
      if (!days_.empty() && day > days_.back() && present > 1)
        sum += static_cast<double>(day - days_.back()) / static_cast<double>(present - 1);
      if (days_.empty() || day > days_.back()) {
        days_.push_back(day);
        sums_.push_back(sum);
      }
      present += change;
    }
  }
  [[nodiscard]] double between(std::int64_t start, std::int64_t end) const { return up_to(end) - up_to(start); }

 private:
  [[nodiscard]] double up_to(std::int64_t day) const {
    return sums_[static_cast<std::size_t>(std::lower_bound(days_.begin(), days_.end(), day) - days_.begin())];
  }
  std::vector<std::int64_t> days_;
  std::vector<double> sums_;
};

}  // namespace

std::vector<Together> together(std::vector<Presence> at_one_place) {
  unite_presences(at_one_place);
  const SharedDays shared(at_one_place);
  std::sort(at_one_place.begin(), at_one_place.end(), [](const Presence& a, const Presence& b) {
    return std::tie(a.start, a.person) < std::tie(b.start, b.person);
  });
  std::vector<Together> pairs;
  for (std::size_t i = 0; i < at_one_place.size(); ++i) {
    const Presence& one = at_one_place[i];
    for (std::size_t k = i + 1; k < at_one_place.size() && at_one_place[k].start < one.end; ++k) {
      const Presence& other = at_one_place[k];
      if (other.person == one.person) continue;
      pairs.push_back({std::min(one.person, other.person), std::max(one.person, other.person),
                       shared.between(other.start, std::min(one.end, other.end))});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const Together& a, const Together& b) {
    return std::tie(a.one, a.other) < std::tie(b.one, b.other);
  });
  std::size_t kept = 0;
  for (const Together& pair : pairs) {
    if (kept > 0 && pairs[kept - 1].one == pair.one && pairs[kept - 1].other == pair.other)
      pairs[kept - 1].weight += pair.weight;
    else
      pairs[kept++] = pair;
  }
  pairs.resize(kept);
  return pairs;
}

namespace {

struct Stay {
  Entity organisation;
  Entity person;
  Fact fact;
  std::int64_t start;
  std::int64_t end;
};

/// By organisation, then person; how many have no best day is counted.
std::vector<Stay> stays_of(const Selected& selected, RollUp roll_up, std::uint64_t& undated) {
  const std::int64_t day_after_now = std::int64_t{selected.records.as_of()} + 1;
  std::vector<Stay> stays;
  for (Fact f = 0; f < selected.fact_count(); ++f) {
    const RelationKind& kind = selected.kind(f);
    if (!kind.has(trait_affiliation | trait_study) || kind.has(trait_event)) continue;
    if (selected.records.role(selected.from(f)) != EntityRole::person) continue;
    const Spell spell = selected.spell(f);
    const bool dated = spell.has_best_start() && (spell.open || spell.has_best_end());
    if (!dated) ++undated;
    const std::int64_t start = dated ? spell.best_start : 0;
    const std::int64_t end = !dated ? 0 : spell.open ? day_after_now : std::int64_t{spell.best_end};
    stays.push_back({selected.hierarchy.roll_up(selected.to(f), roll_up), selected.from(f), f, start, end});
  }
  std::sort(stays.begin(), stays.end(), [](const Stay& a, const Stay& b) {
    return std::tie(a.organisation, a.person, a.fact) < std::tie(b.organisation, b.person, b.fact);
  });
  return stays;
}

void refuse_crowds(std::span<const Stay> stays) {
  std::uint64_t pairs = 0;
  for (std::size_t i = 0, begin = 0; i < stays.size(); ++i) {
    if (stays[i].organisation != stays[begin].organisation) begin = i;
    pairs += i - begin;
  }
  if (pairs <= most_pairs) return;
  throw Error(ErrorKind::limit,
              "co-affiliation would compare " + format_count(pairs) + " pairs of affiliations; the limit is " +
                  format_count(most_pairs),
              {}, "narrow the selection by time or kind, or do not roll units up");
}

}  // namespace

Projection co_affiliation(const Selected& selected, const Grouping& grouping) {
  std::uint64_t undated = 0;
  const std::vector<Stay> stays = stays_of(selected, grouping.roll_up, undated);
  refuse_crowds(stays);
  Projection projection;
  for (const Stay& stay : stays) projection.entities.push_back(stay.person);
  if (grouping.isolates) {
    for (Entity e = 0; e < selected.records.entity_count(); ++e) {
      const Entity shown = selected.identity(e);
      if (selected.records.role(shown) == EntityRole::person && selected.admits(shown))
        projection.entities.push_back(shown);
    }
  }
  std::sort(projection.entities.begin(), projection.entities.end());
  projection.entities.erase(std::unique(projection.entities.begin(), projection.entities.end()),
                            projection.entities.end());
  std::vector<Edge> edges;
  for (std::size_t begin = 0; begin < stays.size();) {
    check_stop();
    std::size_t end = begin;
    std::vector<Presence> there;
    for (; end < stays.size() && stays[end].organisation == stays[begin].organisation; ++end)
      there.push_back({stays[end].person, stays[end].start, stays[end].end});
    const auto first_of = [&](Entity person) {
      return std::lower_bound(stays.begin() + static_cast<std::ptrdiff_t>(begin),
                              stays.begin() + static_cast<std::ptrdiff_t>(end), person,
                              [](const Stay& stay, Entity of) { return stay.person < of; });
    };
    for (const Together& pair : together(std::move(there))) {
      const Vertex u = *projection.vertex_of(pair.one);
      const Vertex v = *projection.vertex_of(pair.other);
      edges.push_back({u, v, pair.weight});
      if (grouping.directed) edges.push_back({v, u, pair.weight});
      if (!grouping.keep_facts) continue;
      projection.facts.push_back(first_of(pair.one)->fact);
      projection.ends.emplace_back(u, v);
      projection.facts.push_back(first_of(pair.other)->fact);
      projection.ends.emplace_back(v, u);
    }
    begin = end;
  }
  projection.graph =
      build_graph(static_cast<Vertex>(projection.entities.size()), edges,
                  {.directed = grouping.directed, .parallels = grouping.parallels, .weighted = grouping.weighted});
  finish_projection(projection, selected, grouping);
  if (undated > 0)
    projection.stamp.emplace_back("undated",
                                  std::to_string(undated) + " affiliations without best days: nobody met there");
  return projection;
}

}  // namespace renmai
