// SPDX-License-Identifier: Apache-2.0
#include "pass/path/timed_path.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <vector>

#include "base/random.hpp"

namespace renmai {
namespace {

/// What every path without a repeated vertex, on every choice of days, can reach.
struct Best {
  Day arrival = day_after_all;
  Day departure = day_before_all;
  std::int64_t days = INT64_MAX;
  std::size_t steps = SIZE_MAX;
};

Best by_trying(Vertex count, const std::vector<TimedLink>& links, Vertex from, Vertex to, const TimedRules& rules) {
  Best best;
  std::vector<char> used(count, 0);
  const std::function<void(Vertex, Day, Day, std::size_t)> walk = [&](Vertex v, Day first, Day last,
                                                                      std::size_t steps) {
    if (v == to) {
      best.arrival = std::min(best.arrival, last);
      best.departure = std::max(best.departure, first);
      best.days = std::min(best.days, std::int64_t{last} - first);
      best.steps = std::min(best.steps, steps);
      return;
    }
    used[v] = 1;
    for (const TimedLink& link : links) {
      for (const bool turned : {false, true}) {
        if (turned && rules.directed) continue;
        if ((turned ? link.to : link.from) != v) continue;
        const Vertex next = turned ? link.from : link.to;
        if (used[next] != 0) continue;
        const Day earliest = steps == 0 ? rules.set_out : last + (rules.strict ? 1 : 0);
        for (Day day = std::max(earliest, link.days.first); day <= link.days.last; ++day)
          walk(next, steps == 0 ? day : first, day, steps + 1);
      }
    }
    used[v] = 0;
  };
  walk(from, 0, 0, 0);
  return best;
}

void check_sound(const std::vector<TimedStep>& path, const std::vector<TimedLink>& links, Vertex from, Vertex to,
                 const TimedRules& rules) {
  Vertex at = from;
  for (std::size_t k = 0; k < path.size(); ++k) {
    const TimedStep& step = path[k];
    const TimedLink& link = links[step.link];
    CHECK(step.from == at);
    CHECK(((link.from == step.from && link.to == step.to) ||
           (!rules.directed && link.to == step.from && link.from == step.to)));
    CHECK(link.days.first <= step.day);
    CHECK(step.day <= link.days.last);
    if (k > 0) CHECK(step.day >= path[k - 1].day + (rules.strict ? 1 : 0));
    at = step.to;
  }
  CHECK(at == to);
}

TEST_CASE("timed paths: each goal against trying every path on every day") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    const auto count = static_cast<Vertex>(2 + random.below(4));
    std::vector<TimedLink> links;
    for (std::uint64_t k = 0; k < 3 + random.below(5); ++k) {
      const auto first = static_cast<Day>(random.below(9));
      links.push_back({static_cast<Vertex>(random.below(count)),
                       static_cast<Vertex>(random.below(count)),
                       {first, first + static_cast<Day>(random.below(4))}});
    }
    const TimedRules rules{.directed = seed % 2 == 0, .strict = seed % 3 == 0, .set_out = seed % 5 == 0 ? 3 : 0};
    const Vertex to = count - 1;
    const Best best = by_trying(count, links, 0, to, rules);
    for (const TimedGoal goal : {TimedGoal::foremost, TimedGoal::latest, TimedGoal::fastest, TimedGoal::fewest}) {
      const auto path = timed_path(count, links, 0, to, goal, rules);
      REQUIRE(path.has_value() == (best.steps != SIZE_MAX));
      if (!path) continue;
      check_sound(*path, links, 0, to, rules);
      if (goal == TimedGoal::foremost) CHECK(path->back().day == best.arrival);
      if (goal == TimedGoal::latest) CHECK(path->front().day == best.departure);
      if (goal == TimedGoal::fastest) CHECK(std::int64_t{path->back().day} - path->front().day == best.days);
      if (goal == TimedGoal::fewest) CHECK(path->size() == best.steps);
    }
  }
}

TEST_CASE("timed paths: what comes later leads nowhere before it, and nothing is needed to be where one is") {
  const std::vector<TimedLink> links{{0, 1, {10, 20}}, {1, 2, {5, 12}}, {2, 3, {0, 9}}};
  CHECK(timed_path(4, links, 0, 2, TimedGoal::foremost)->back().day == 10);
  CHECK(timed_path(4, links, 0, 2, TimedGoal::latest)->front().day == 12);
  CHECK_FALSE(timed_path(4, links, 0, 3, TimedGoal::fewest));
  CHECK(timed_path(4, links, 2, 2, TimedGoal::fastest)->empty());
  CHECK_FALSE(timed_path(4, links, 0, 2, TimedGoal::foremost, {.set_out = 13}));
}

TEST_CASE("timed paths: links that always hold are used on the day at hand") {
  const std::vector<TimedLink> links{{0, 1, {}}, {1, 2, {7, 9}}, {2, 3, {}}};
  for (const TimedGoal goal : {TimedGoal::foremost, TimedGoal::latest, TimedGoal::fastest, TimedGoal::fewest}) {
    const auto path = timed_path(4, links, 0, 3, goal);
    REQUIRE(path);
    CHECK(path->size() == 3);
  }
}

}  // namespace
}  // namespace renmai
