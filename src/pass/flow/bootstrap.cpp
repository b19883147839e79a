// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/parallel.hpp"
#include "base/random.hpp"
#include "base/text.hpp"

namespace renmai {
namespace {

constexpr std::uint64_t most_numbers = 200'000'000;
constexpr double low_share = 0.025;
constexpr double high_share = 0.975;

/// By nearest rank.
std::int64_t quantile(std::span<const std::uint32_t> sorted, double share) {
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::clamp<std::size_t>(rank, 1, sorted.size()) - 1];
}

}  // namespace

MovesByPerson::MovesByPerson(const FlowOptions& options, std::size_t parts)
    : per_(options.per), window_(window_of(options)), parts_(parts) {}

void MovesByPerson::add(std::size_t part, std::span<const Event> moves) {
  Part& kept = parts_[part];
  const std::size_t before = kept.moves.size();
  for (const Event& move : moves) {
    const auto period = counted_period(move, per_, window_);
    if (period) kept.moves.push_back({*period, move.from, move.to});
  }
  if (kept.moves.size() > before) kept.ends.push_back(kept.moves.size());
}

std::vector<MovesByPerson::Interval> MovesByPerson::intervals(std::span<const FlowCell> cells, std::uint64_t people,
                                                              std::size_t draws, std::uint64_t seed) const {
  if (draws * cells.size() > most_numbers) {
    throw Error(ErrorKind::limit,
                format_count(draws) + " draws of " + format_count(cells.size()) + " cells are too many to keep", {},
                "fewer draws, larger groups or longer periods");
  }
  std::map<std::tuple<std::uint32_t, Group, Group>, std::uint32_t> place;
  for (std::size_t k = 0; k < cells.size(); ++k)
    place[{cells[k].period, cells[k].from, cells[k].to}] = static_cast<std::uint32_t>(k);
  std::vector<std::uint32_t> cell_of;  // by move, person after person
  std::vector<std::size_t> ends;       // of each mover's moves
  for (const Part& part : parts_) {
    const std::size_t before = cell_of.size();
    for (const Move& move : part.moves) cell_of.push_back(place.at({move.period, move.from, move.to}));
    for (const std::size_t end : part.ends) ends.push_back(before + end);
  }
  std::vector<std::uint32_t> drawn(draws * cells.size(), 0);  // by cell, then draw
  parallel_for(
      draws,
      [&](std::size_t d) {
        check_stop();
        // People without a move come last and add nothing.
        std::vector<std::uint32_t> times(ends.size(), 0);
        Random random(mix64(seed) + d);
        for (std::uint64_t k = 0; k < people; ++k) {
          const std::uint64_t person = random.below(people);
          if (person < times.size()) ++times[person];
        }
        for (std::size_t p = 0, move = 0; p < ends.size(); ++p) {
          for (; move < ends[p]; ++move) drawn[cell_of[move] * draws + d] += times[p];
        }
      },
      1);
  std::vector<Interval> intervals(cells.size());
  parallel_for(cells.size(), [&](std::size_t k) {
    const std::span<std::uint32_t> values(drawn.data() + k * draws, draws);
    std::sort(values.begin(), values.end());
    intervals[k] = {quantile(values, low_share), quantile(values, high_share)};
  });
  return intervals;
}

}  // namespace renmai
