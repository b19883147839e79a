// SPDX-License-Identifier: Apache-2.0
// Setting out last is arriving first with time turned round: links are mirrored, and searched from the goal.
#include "pass/path/timed_path.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <queue>
#include <tuple>
#include <utility>

#include "base/interrupt.hpp"

namespace renmai {
namespace {

constexpr std::size_t no_link = SIZE_MAX;
using Steps = std::vector<TimedStep>;

/// The links at each vertex.
class Network {
 public:
  Network(Vertex count, std::span<const TimedLink> links, const TimedRules& rules)
      : strict_(rules.strict), begin_(count + std::size_t{1}, 0) {
    const auto each = [&](const auto& visit) {
      for (std::size_t k = 0; k < links.size(); ++k) {
        visit(links[k].from, End{k, links[k].to, links[k].days});
        if (!rules.directed && links[k].from != links[k].to) visit(links[k].to, End{k, links[k].from, links[k].days});
      }
    };
    each([&](Vertex v, const End&) { ++begin_[v + std::size_t{1}]; });
    for (std::size_t v = 0; v < count; ++v) begin_[v + 1] += begin_[v];
    std::vector<std::size_t> next(begin_.begin(), begin_.end() - 1);
    ends_.resize(begin_.back());
    each([&](Vertex v, const End& end) { ends_[next[v]++] = end; });
  }

  struct End {
    std::size_t link;
    Vertex to;
    DayRange days;
  };
  [[nodiscard]] std::span<const End> at(Vertex v) const {
    return std::span(ends_).subspan(begin_[v], begin_[v + std::size_t{1}] - begin_[v]);
  }
  [[nodiscard]] Vertex vertex_count() const { return static_cast<Vertex>(begin_.size() - 1); }
  /// The day after which a step may follow one on `day`.
  [[nodiscard]] Day next_day(Day day) const { return strict_ && day > day_before_all ? day + 1 : day; }

  /// The network in which time and direction run backwards.
  [[nodiscard]] static std::vector<TimedLink> mirrored(std::span<const TimedLink> links) {
    std::vector<TimedLink> turned;
    for (const TimedLink& link : links) turned.push_back({link.to, link.from, {-link.days.last, -link.days.first}});
    return turned;
  }

 private:
  bool strict_;
  std::vector<std::size_t> begin_;
  std::vector<End> ends_;
};

/// How a vertex was reached.
struct Reached {
  Day day = day_after_all;
  std::size_t link = no_link;
  Vertex before = 0;
};

/// Earliest arrival at `to`; the vertex itself is reached at once.
std::optional<Steps> foremost(const Network& network, Vertex from, Vertex to, Day set_out) {
  std::vector<Reached> reached(network.vertex_count());
  std::vector<char> done(network.vertex_count(), 0);
  using Entry = std::tuple<Day, Vertex>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  reached[from].day = set_out;
  queue.emplace(set_out, from);
  for (std::size_t count = 0; !queue.empty(); ++count) {
    if (count % 4096 == 0) check_stop();
    const auto [day, v] = queue.top();
    queue.pop();
    if (done[v] != 0) continue;
    done[v] = 1;
    if (v == to) break;
    const Day earliest = v == from ? set_out : network.next_day(day);
    for (const Network::End& end : network.at(v)) {
      const Day step = std::max(earliest, end.days.first);
      if (step > end.days.last || done[end.to] != 0 || step >= reached[end.to].day) continue;
      reached[end.to] = {step, end.link, v};
      queue.emplace(step, end.to);
    }
  }
  if (done[to] == 0) return std::nullopt;
  Steps steps;
  for (Vertex v = to; v != from; v = reached[v].before)
    steps.push_back({reached[v].link, reached[v].before, v, reached[v].day});
  std::reverse(steps.begin(), steps.end());
  return steps;
}

/// Fewest steps: of each number of steps the earliest arrival everywhere, until the goal is reached.
std::optional<Steps> fewest(const Network& network, Vertex from, Vertex to, Day set_out) {
  std::vector<Day> best(network.vertex_count(), day_after_all);
  std::vector<std::map<Vertex, Reached>> layers(1);
  best[from] = set_out;
  layers[0][from] = {set_out, no_link, from};
  while (!layers.back().empty() && best[to] == day_after_all) {
    check_stop();
    std::map<Vertex, Reached> next;
    for (const auto& [v, how] : layers.back()) {
      const Day earliest = layers.size() == 1 ? set_out : network.next_day(how.day);
      for (const Network::End& end : network.at(v)) {
        const Day step = std::max(earliest, end.days.first);
        if (step > end.days.last || step >= best[end.to]) continue;
        const auto found = next.find(end.to);
        if (found == next.end() || step < found->second.day) next[end.to] = {step, end.link, v};
      }
    }
    for (const auto& [v, how] : next) best[v] = how.day;
    layers.push_back(std::move(next));
  }
  if (best[to] == day_after_all) return std::nullopt;
  Steps steps;
  Vertex v = to;
  for (std::size_t layer = layers.size() - 1; layer > 0; --layer) {
    const Reached& how = layers[layer].at(v);
    steps.push_back({how.link, how.before, v, how.day});
    v = how.before;
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

class Search {
 public:
  Search(Vertex count, std::span<const TimedLink> links, Vertex from, Vertex to, const TimedRules& rules)
      : network_(count, links, rules),
        mirror_(count, Network::mirrored(links), rules),
        from_(from),
        to_(to),
        rules_(rules) {}

  std::optional<Steps> run(TimedGoal goal) const {
    if (from_ == to_) return Steps();
    if (goal == TimedGoal::foremost) return foremost(network_, from_, to_, rules_.set_out);
    if (goal == TimedGoal::fewest) return fewest(network_, from_, to_, rules_.set_out);
    if (goal == TimedGoal::fastest) return fastest();
    const auto steps = latest(day_after_all);
    return steps && steps->front().day >= rules_.set_out ? steps : std::nullopt;
  }

 private:
  /// Sets out last and arrives by a day.
  std::optional<Steps> latest(Day arrive_by) const {
    auto steps = foremost(mirror_, to_, from_, -arrive_by);
    if (!steps) return std::nullopt;
    std::reverse(steps->begin(), steps->end());
    for (TimedStep& step : *steps) step = {step.link, step.to, step.from, -step.day};
    return steps;
  }

  /// Goes through the journeys that no other beats at both ends: the earliest arrival, the latest departure for it,
  /// then the earliest arrival of a later departure, and so on.
  std::optional<Steps> fastest() const {
    Day set_out = rules_.set_out;
    const auto shortest = fewest(network_, from_, to_, set_out);
    if (!shortest) return std::nullopt;
    // No journey takes fewer days than the fewest steps want.
    const auto least = static_cast<std::int64_t>(rules_.strict ? shortest->size() - 1 : 0);
    Steps best;
    std::int64_t best_days = INT64_MAX;
    while (best_days > least) {
      check_stop();
      const auto first = foremost(network_, from_, to_, set_out);
      if (!first) break;
      auto journey = latest(first->back().day);
      const Day departure = journey->front().day;
      const std::int64_t days = std::int64_t{journey->back().day} - departure;
      if (days < best_days) {
        best = std::move(*journey);
        best_days = days;
      }
      if (departure >= day_after_all) break;
      set_out = departure + 1;
    }
    return best;
  }

  Network network_;
  Network mirror_;
  Vertex from_;
  Vertex to_;
  TimedRules rules_;
};

}  // namespace

std::optional<std::vector<TimedStep>> timed_path(Vertex vertex_count, std::span<const TimedLink> links, Vertex from,
                                                 Vertex to, TimedGoal goal, const TimedRules& rules) {
  return Search(vertex_count, links, from, to, rules).run(goal);
}

}  // namespace renmai
