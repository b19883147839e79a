// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/count.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "base/parallel.hpp"
#include "base/random.hpp"
#include "base/sort.hpp"

namespace renmai {
namespace {

constexpr std::uint32_t most_years = 60;
constexpr std::int64_t period_zero = std::int64_t{1} << 30;  // periods before year 0 are numbered too
constexpr std::size_t slot_count = std::size_t{1} << 13;

std::uint32_t periods_a_year(Period per) { return per == Period::month ? 12 : per == Period::quarter ? 4 : 1; }

bool bounded(DayRange dates) { return dates.first > day_before_all && dates.last < day_after_all; }

bool inside(DayRange inner, DayRange outer) { return inner.first >= outer.first && inner.last <= outer.last; }

}  // namespace

std::string period_text(std::uint32_t period, Period per) {
  if (period == no_period) return {};
  const std::int64_t number = period - period_zero;
  const std::int64_t count = periods_a_year(per);
  const std::int64_t part = (number % count + count) % count;
  std::string year = std::to_string((number - part) / count);
  if (per == Period::year) return year;
  if (per == Period::quarter) return year + "-Q" + std::to_string(part + 1);
  return year + (part < 9 ? "-0" : "-") + std::to_string(part + 1);
}

FlowCounts::FlowCounts(const FlowOptions& options, const Groups& groups, std::size_t parts)
    : per_(options.per),
      window_(window_of(options)),
      rank_(groups.size()),
      group_of_rank_(groups.size()),
      parts_(parts) {
  std::iota(group_of_rank_.begin(), group_of_rank_.end(), Group{0});
  std::sort(group_of_rank_.begin(), group_of_rank_.end(),
            [&](Group a, Group b) { return std::tie(groups.id(a), a) < std::tie(groups.id(b), b); });
  for (std::size_t rank = 0; rank < rank_.size(); ++rank) {
    rank_[group_of_rank_[rank]] = static_cast<std::uint32_t>(rank);
  }
}

/// Number of the period that holds a day: years, quarters or months; the same for every day if there are no periods.
std::uint32_t FlowCounts::period_of(Day day) const {
  if (per_ == Period::none) return static_cast<std::uint32_t>(period_zero);
  const CivilDay civil = civil_from_day(day);
  const std::int64_t count = periods_a_year(per_);
  return static_cast<std::uint32_t>(period_zero + civil.year * count +
                                    static_cast<std::int64_t>(civil.month - 1) * count / 12);
}

void FlowCounts::add(std::size_t part, std::span<const Event> moves) {
  Part& counted = parts_[part];
  counted.person.clear();
  for (const Event& move : moves) share(counted.person, move);
  add_person(counted);
}

FlowCounts::Share& FlowCounts::share_of(std::vector<Share>& shares, const Event& move, std::uint32_t period) {
  const std::uint64_t pair = (std::uint64_t{move.from} << 32U) | move.to;
  if (shares.empty() || shares.back().pair != pair || shares.back().period != period) {
    shares.push_back({.pair = pair, .period = period, .limit = move.pair_limit});
  }
  return shares.back();
}

void FlowCounts::share(std::vector<Share>& shares, const Event& move) const {
  const bool dated = move.counted && move.date != no_day;
  // A stated move without a day is certain, but in no window it can be shown to be.
  const bool in_window = dated ? move.date >= window_.first && move.date <= window_.last : window_ == DayRange{};
  const std::uint32_t best = dated || per_ == Period::none ? period_of(move.date) : no_period;
  const bool counts = move.counted && in_window;
  if (counts) ++share_of(shares, move, best).moves;
  if (move.counted && move.certainty == Certainty::certain && inside(move.dates, window_)) {
    if (per_ == Period::none) {
      ++share_of(shares, move, best).min;
    } else if (bounded(move.dates)) {
      const std::uint32_t first = period_of(move.dates.first);
      if (first == period_of(move.dates.last)) ++share_of(shares, move, first).min;
    } else if (move.date == no_day) {
      ++share_of(shares, move, no_period).min;  // stated without a date: certain, and counted in that row
    }
  }
  share_max(shares, move, counts ? best : no_period);
}

/// `best` is the period where the move is counted, which its max may not miss.
void FlowCounts::share_max(std::vector<Share>& shares, const Event& move, std::uint32_t best) const {
  const auto raise = [&](std::uint32_t period) {
    Share& share = share_of(shares, move, period);
    ++(move.type == EventType::stated ? share.stated : share.derived);
  };
  if (per_ == Period::none) return raise(period_of(move.date));
  const DayRange dates{std::max(move.dates.first, window_.first), std::min(move.dates.last, window_.last)};
  if (bounded(dates)) {
    const std::uint32_t first = period_of(dates.first);
    const std::uint32_t last = period_of(dates.last);
    if (last < first || last - first < most_years * periods_a_year(per_)) {
      for (std::uint32_t period = first; period <= last; ++period) raise(period);
      if (best != no_period && (best < first || best > last)) raise(best);
      return;
    }
  }
  raise(no_period);
  if (best != no_period) raise(best);
}

/// Takes the shares of one person in a cell together: the person counts once, and makes no more derived moves of a pair
/// than the limit, as several possible ones may exclude each other.
void FlowCounts::add_person(Part& part) {
  auto& shares = part.person;
  const auto key = [](const Share& share) { return std::tie(share.pair, share.period); };
  const auto before = [&](const Share& a, const Share& b) { return key(a) < key(b); };
  if (!std::is_sorted(shares.begin(), shares.end(), before)) std::sort(shares.begin(), shares.end(), before);
  for (std::size_t begin = 0, end = 0; begin < shares.size(); begin = end) {
    Share sum = shares[begin];
    for (end = begin + 1; end < shares.size() && key(shares[end]) == key(sum); ++end) {
      sum.moves += shares[end].moves;
      sum.min += shares[end].min;
      sum.derived += shares[end].derived;
      sum.stated += shares[end].stated;
    }
    std::array<std::uint32_t, 4> left{sum.moves, sum.min, std::min(sum.derived, sum.limit) + sum.stated,
                                      sum.moves > 0 ? 1U : 0U};
    Addition addition{sum.period, rank_[static_cast<Group>(sum.pair >> 32U)], rank_[static_cast<Group>(sum.pair)], {}};
    while (left != std::array<std::uint32_t, 4>{}) {
      for (std::size_t i = 0; i < left.size(); ++i) {
        addition.added[i] = static_cast<std::uint8_t>(std::min<std::uint32_t>(left[i], UINT8_MAX));
        left[i] -= addition.added[i];
      }
      add(part, addition);
    }
  }
}

/// Adds to what the cell's slot holds, if that is of the same cell and has room; else takes its place.
void FlowCounts::add(Part& part, const Addition& addition) {
  if (part.last.empty()) part.last.resize(slot_count);
  const std::uint64_t key = (std::uint64_t{addition.from} << 32U) | addition.to;
  Addition& last = part.last[(mix64(key) ^ addition.period) % slot_count];
  const bool same = last.period == addition.period && last.from == addition.from && last.to == addition.to;
  bool fits = same;
  for (std::size_t i = 0; i < last.added.size(); ++i) fits = fits && last.added[i] + addition.added[i] <= UINT8_MAX;
  if (fits) {
    for (std::size_t i = 0; i < last.added.size(); ++i) {
      last.added[i] = static_cast<std::uint8_t>(last.added[i] + addition.added[i]);
    }
    return;
  }
  if (last.added != std::array<std::uint8_t, 4>{}) part.additions.push_back(last);
  last = addition;
}

/// All additions by (period, from, to).
Array<FlowCounts::Addition> FlowCounts::all_additions() {
  std::vector<std::size_t> begins(parts_.size() + 1, 0);
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    for (const Addition& last : parts_[p].last) {
      if (last.added != std::array<std::uint8_t, 4>{}) parts_[p].additions.push_back(last);
    }
    begins[p + 1] = begins[p] + parts_[p].additions.size();
  }
  Array<Addition> all(begins.back());
  parallel_for(
      parts_.size(),
      [&](std::size_t p) {
        std::copy(parts_[p].additions.begin(), parts_[p].additions.end(),
                  all.begin() + static_cast<std::ptrdiff_t>(begins[p]));
        parts_[p] = {};
      },
      1);
  radix_sort(all, 32, [](const Addition& addition) { return addition.to; });
  radix_sort(all, 64, [](const Addition& a) { return (std::uint64_t{a.period} << 32U) | a.from; });
  return all;
}

Array<FlowCell> FlowCounts::finish() {
  Array<FlowCell> cells;
  const Addition* last = nullptr;
  const Array<Addition> all = all_additions();
  for (const Addition& addition : all) {
    const auto cell_of = [](const Addition& a) { return std::tie(a.period, a.from, a.to); };
    if (last == nullptr || cell_of(*last) != cell_of(addition)) {
      cells.push_back(FlowCell::empty(addition.period, group_of_rank_[addition.from], group_of_rank_[addition.to]));
    }
    last = &addition;
    FlowCell& cell = cells.back();
    cell.moves += addition.added[0];
    cell.min += addition.added[1];
    cell.max += addition.added[2];
    cell.people += addition.added[3];
  }
  std::erase_if(cells, [](const FlowCell& cell) { return cell.moves == 0 && cell.max == 0; });
  radix_sort(cells, 32, [](const FlowCell& cell) { return UINT32_MAX - cell.max; });
  radix_sort(cells, 64, [](const FlowCell& c) { return (std::uint64_t{c.period} << 32U) | (UINT32_MAX - c.moves); });
  return cells;
}

}  // namespace renmai
