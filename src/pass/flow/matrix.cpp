// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/matrix.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "base/interrupt.hpp"
#include "pass/flow/count.hpp"

namespace renmai {
namespace {

constexpr double days_a_year = 365.25;
constexpr int most_rounds = 10'000;
constexpr double tolerance = 1e-12;

/// Days that [first, end) shares with the window.
std::int64_t days_in(Day first, Day end, DayRange window) {
  const std::int64_t last = std::min<std::int64_t>(std::int64_t{end} - 1, window.last);
  return std::max<std::int64_t>(0, last - std::max(first, window.first) + 1);
}

/// Adds up what the parts of the people hold.
struct Sums {
  std::map<std::pair<Group, Group>, std::uint64_t> moves;
  std::map<Group, std::int64_t> days;
  MoveTally tally;

  /// The events of one person, as they happened.
  void add(std::span<const Event> events, const WantedEvents& wanted, DayRange window, Day as_of) {
    Group home = no_group;
    Day since = no_day;
    const auto leave = [&](Day day) {
      if (home != no_group) days[home] += days_in(since, std::min(day, as_of), window);
      home = no_group;
    };
    for (const Event& event : events) {
      if (!event.counted) continue;
      if (is_move(event.type) && wanted(event)) {
        tally.add(event);
        if (counts_in(event, window)) ++moves[{event.from, event.to}];
      }
      if (event.type == EventType::stated || event.date == no_day) continue;  // whose home that says nothing of
      if (event.type == EventType::exit || event.type == EventType::censored) leave(event.date);
      if (event.type == EventType::entry || is_move(event.type)) {
        leave(event.date);
        home = event.to;
        since = event.date;
      }
    }
  }
};

}  // namespace

FlowMatrix make_flow_matrix(const Selected& selected, Groups& groups, const FlowOptions& options) {
  const Moves moves(selected, groups, options.rules());
  const WantedEvents wanted(groups, selected, options);
  const DayRange window = window_of(options);
  const Day as_of = selected.records.as_of();
  std::vector<Sums> parts(moves.part_count());
  FlowMatrix matrix;
  matrix.people = moves.person_count();
  matrix.undated = moves.visit(
      [&](std::size_t part, std::span<const Event> events) { parts[part].add(events, wanted, window, as_of); });
  Sums all;
  for (Sums& part : parts) {
    for (const auto& [pair, count] : part.moves) all.moves[pair] += count;
    for (const auto& [group, days] : part.days) all.days[group] += days;
    all.tally.add(part.tally);
    part = {};
  }
  matrix.tally = all.tally;
  for (const auto& [pair, count] : all.moves) {
    if (pair.first == unknown_group || pair.second == unknown_group) {
      matrix.moves_of_unknown += static_cast<double>(count);
      continue;
    }
    matrix.groups.push_back(pair.first);
    matrix.groups.push_back(pair.second);
  }
  for (const auto& [group, days] : all.days) {
    if (group != unknown_group && days > 0) matrix.groups.push_back(group);
  }
  std::sort(matrix.groups.begin(), matrix.groups.end(),
            [&](Group a, Group b) { return std::tie(groups.id(a), a) < std::tie(groups.id(b), b); });
  matrix.groups.erase(std::unique(matrix.groups.begin(), matrix.groups.end()), matrix.groups.end());
  std::vector<std::uint32_t> place(groups.size(), 0);
  for (std::size_t k = 0; k < matrix.size(); ++k) place[matrix.groups[k]] = static_cast<std::uint32_t>(k);
  matrix.in.assign(matrix.size(), 0);
  matrix.out.assign(matrix.size(), 0);
  matrix.person_years.assign(matrix.size(), 0);
  for (const auto& [pair, count] : all.moves) {
    if (pair.first == unknown_group || pair.second == unknown_group) continue;
    const FlowMatrix::Cell cell{place[pair.first], place[pair.second], static_cast<double>(count)};
    matrix.cells.push_back(cell);
    matrix.out[cell.from] += cell.moves;
    matrix.in[cell.to] += cell.moves;
    matrix.moves += cell.moves;
  }
  std::sort(matrix.cells.begin(), matrix.cells.end(), [](const FlowMatrix::Cell& a, const FlowMatrix::Cell& b) {
    return std::tie(a.from, a.to) < std::tie(b.from, b.to);
  });
  for (const auto& [group, days] : all.days) {
    if (group == unknown_group || days == 0) continue;
    matrix.person_years[place[group]] = static_cast<double>(days) / days_a_year;
  }
  matrix.time = std::accumulate(matrix.person_years.begin(), matrix.person_years.end(), 0.0);
  return matrix;
}

double gini(std::vector<double> values, bool unbiased) {
  const auto n = static_cast<double>(values.size());
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  if (values.size() < (unbiased ? 2U : 1U) || sum == 0) return std::numeric_limits<double>::quiet_NaN();
  std::sort(values.begin(), values.end());
  double weighted = 0;  // sum over i < j of x_j - x_i
  for (std::size_t i = 0; i < values.size(); ++i) weighted += (2 * static_cast<double>(i) - n + 1) * values[i];
  return weighted / ((unbiased ? n - 1 : n) * sum);
}

Expected quasi_independence(const std::vector<double>& out, const std::vector<double>& in) {
  const std::size_t n = out.size();
  const double total = std::accumulate(out.begin(), out.end(), 0.0);
  Expected fit{out, in};
  if (total == 0) return fit;
  for (double& b : fit.to) b /= total;
  for (int round = 0; round < most_rounds; ++round) {
    check_stop();
    const double all_to = std::accumulate(fit.to.begin(), fit.to.end(), 0.0);
    for (std::size_t i = 0; i < n; ++i) fit.from[i] = out[i] == 0 ? 0 : out[i] / (all_to - fit.to[i]);
    const double all_from = std::accumulate(fit.from.begin(), fit.from.end(), 0.0);
    for (std::size_t j = 0; j < n; ++j) fit.to[j] = in[j] == 0 ? 0 : in[j] / (all_from - fit.from[j]);
    // The columns fit by now; how far are the rows from it?
    const double now_to = std::accumulate(fit.to.begin(), fit.to.end(), 0.0);
    double worst = 0;
    for (std::size_t i = 0; i < n; ++i) worst = std::max(worst, std::abs(fit.from[i] * (now_to - fit.to[i]) - out[i]));
    if (worst <= tolerance * total) return fit;
    if (!std::isfinite(worst)) break;
  }
  return {};
}

}  // namespace renmai
