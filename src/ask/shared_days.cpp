// SPDX-License-Identifier: Apache-2.0
// Instead of trying day after day, sets of days travel along the edges: what reaches a vertex in one more step is what
// its neighbour was newly reached on, cut to the days on which the edge holds. A set only grows, so each day reaches a
// vertex once, by the fewest edges, and the search ends.
#include "ask/shared_days.hpp"

#include <algorithm>

#include "base/interrupt.hpp"

namespace renmai {
namespace {

using Days = std::vector<DayRange>;  // ascending, disjoint, not touching

/// Sorts and joins ranges that overlap or touch.
void tidy(Days& days) {
  std::sort(days.begin(), days.end(), [](DayRange a, DayRange b) { return a.first < b.first; });
  Days joined;
  for (const DayRange range : days) {
    if (!joined.empty() && range.first <= joined.back().last + 1) {
      joined.back().last = std::max(joined.back().last, range.last);
    } else {
      joined.push_back(range);
    }
  }
  days = std::move(joined);
}

Days without(const Days& days, const Days& taken) {
  Days left;
  for (const DayRange range : days) {
    Day next = range.first;
    for (const DayRange gone : taken) {
      if (gone.last < next || gone.first > range.last) continue;
      if (gone.first > next) left.push_back({next, gone.first - 1});
      next = gone.last + 1;
    }
    if (next <= range.last) left.push_back({next, range.last});
  }
  return left;
}

/// The facts at each vertex, by the end they may be followed from.
struct Incidence {
  struct Slot {
    Vertex to;
    DayRange days;
  };
  std::vector<std::size_t> offsets;
  std::vector<Slot> slots;

  Incidence(const Projection& projection, std::span<const std::optional<DayRange>> held)
      : offsets(static_cast<std::size_t>(projection.graph.vertex_count()) + 1, 0) {
    const auto each = [&](const auto& visit) {
      for (std::size_t i = 0; i < held.size(); ++i) {
        if (!held[i]) continue;
        visit(projection.ends[i].first, projection.ends[i].second, *held[i]);
        if (!projection.directed) visit(projection.ends[i].second, projection.ends[i].first, *held[i]);
      }
    };
    each([&](Vertex u, Vertex, DayRange) { ++offsets[u + 1]; });
    for (std::size_t v = 1; v < offsets.size(); ++v) offsets[v] += offsets[v - 1];
    slots.resize(offsets.back());
    auto next = offsets;
    each([&](Vertex u, Vertex v, DayRange days) { slots[next[u]++] = {v, days}; });
  }
  [[nodiscard]] std::span<const Slot> at(Vertex v) const {
    return std::span(slots).subspan(offsets[v], offsets[v + 1] - offsets[v]);
  }
};

void add_cut(const Days& days, DayRange limit, Days& into) {
  for (const DayRange range : days) {
    const DayRange cut{std::max(range.first, limit.first), std::min(range.last, limit.last)};
    if (cut.first <= cut.last) into.push_back(cut);
  }
}

}  // namespace

std::optional<DayRange> days_held(const Spell& spell, bool certain) {
  DayRange days = certain ? DayRange{spell.start.last, spell.end.first} : DayRange{spell.start.first, spell.end.last};
  if (days.last < day_after_all) --days.last;  // the end is the first day after
  if (spell.instant) {
    days = spell.start;
    if (certain && days.first != days.last) return std::nullopt;
  }
  if (days.first > days.last) return std::nullopt;
  return days;
}

std::vector<DayRange> shared_days(const Projection& projection, std::span<const std::optional<DayRange>> held,
                                  Vertex from, Vertex to) {
  const Incidence incidence(projection, held);
  const Vertex count = projection.graph.vertex_count();
  std::vector<Days> reached(count);
  std::vector<Days> fresh(count);  // what the last step added
  std::vector<Days> coming(count);
  fresh[from] = {DayRange{}};
  reached[from] = fresh[from];
  std::vector<Vertex> level{from};
  while (!level.empty() && fresh[to].empty()) {
    check_stop();
    std::vector<Vertex> next;
    for (const Vertex v : level) {
      for (const auto& slot : incidence.at(v)) {
        const bool first = coming[slot.to].empty();
        add_cut(fresh[v], slot.days, coming[slot.to]);
        if (first && !coming[slot.to].empty()) next.push_back(slot.to);
      }
    }
    for (const Vertex v : level) fresh[v].clear();
    level.clear();
    for (const Vertex v : next) {
      tidy(coming[v]);
      fresh[v] = without(coming[v], reached[v]);
      coming[v].clear();
      if (fresh[v].empty()) continue;
      reached[v].insert(reached[v].end(), fresh[v].begin(), fresh[v].end());
      tidy(reached[v]);
      level.push_back(v);
    }
  }
  return fresh[to];
}

}  // namespace renmai
