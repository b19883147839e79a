// SPDX-License-Identifier: Apache-2.0
#include "pass/flow/count.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>
#include <utility>

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

std::uint32_t period_of(Day day, Period per) {
  if (per == Period::none) return static_cast<std::uint32_t>(period_zero);
  const CivilDay civil = civil_from_day(day);
  const std::int64_t count = periods_a_year(per);
  return static_cast<std::uint32_t>(period_zero + civil.year * count +
                                    static_cast<std::int64_t>(civil.month - 1) * count / 12);
}

std::optional<std::uint32_t> counted_period(const Event& move, Period per, DayRange window) {
  if (!counts_in(move, window)) return std::nullopt;
  return move.date != no_day || per == Period::none ? period_of(move.date, per) : no_period;
}

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
  if (per_ != Period::none) {
    periods_.resize(known_days);
    for (std::size_t i = 0; i < known_days; ++i)
      periods_[i] = renmai::period_of(first_known_day + static_cast<Day>(i), per_);
  }
  std::iota(group_of_rank_.begin(), group_of_rank_.end(), Group{0});
  std::sort(group_of_rank_.begin(), group_of_rank_.end(),
            [&](Group a, Group b) { return std::tie(groups.id(a), a) < std::tie(groups.id(b), b); });
  for (std::size_t rank = 0; rank < rank_.size(); ++rank) {
    rank_[group_of_rank_[rank]] = static_cast<std::uint32_t>(rank);
  }
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
  const std::uint32_t best = dated || per_ == Period::none ? period_of(move.date) : no_period;
  const bool counts = counts_in(move, window_);
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
  leave(part, last);
  last = addition;
}

/// Keeps what a slot held.
void FlowCounts::leave(Part& part, const Addition& addition) {
  if (addition.added == std::array<std::uint8_t, 4>{}) return;
  part.additions.push_back(addition);
  if (addition.period == no_period) return;
  part.first_period = std::min(part.first_period, addition.period);
  part.last_period = std::max(part.last_period, addition.period);
}

/// All additions, put together by period; within one as the parts have them.
FlowCounts::ByPeriod FlowCounts::by_period() {
  for (Part& part : parts_) {
    for (const Addition& last : part.last) leave(part, last);
    part.last = {};
  }
  std::uint32_t first = no_period;
  std::uint32_t last = 0;
  for (const Part& part : parts_) first = std::min(first, part.first_period), last = std::max(last, part.last_period);
  // Of each period from the first to the last, and then of no_period.
  const std::size_t count = (last >= first ? last - first + std::size_t{1} : 0) + 1;
  const auto place_of = [&](std::uint32_t period) { return period == no_period ? count - 1 : period - first; };
  std::vector<std::vector<std::size_t>> next(parts_.size());
  parallel_for(
      parts_.size(),
      [&](std::size_t p) {
        next[p].assign(count, 0);
        for (const Addition& addition : parts_[p].additions) ++next[p][place_of(addition.period)];
      },
      1);
  ByPeriod all;
  std::size_t place = 0;
  for (std::size_t k = 0; k < count; ++k) {
    if (all.begins.empty() || all.begins.back() != place) all.begins.push_back(place);
    for (auto& of_part : next) place += std::exchange(of_part[k], place);
  }
  if (all.begins.back() != place) all.begins.push_back(place);
  all.additions.resize(place);
  parallel_for(
      parts_.size(),
      [&](std::size_t p) {
        for (const Addition& addition : parts_[p].additions)
          all.additions[next[p][place_of(addition.period)]++] = addition;
        parts_[p] = {};
      },
      1);
  return all;
}

/// The cells of one period, in the order of the table.
Array<FlowCell> FlowCounts::cells_of(std::span<const Addition> additions) const {
  Array<Addition> sorted(additions.begin(), additions.end());
  const std::uint64_t groups = rank_.size();
  radix_sort(sorted, static_cast<unsigned>(std::bit_width(groups * groups)),
             [&](const Addition& addition) { return addition.from * groups + addition.to; });
  Array<FlowCell> cells;
  const Addition* last = nullptr;
  for (const Addition& addition : sorted) {
    if (last == nullptr || last->from != addition.from || last->to != addition.to)
      cells.push_back(FlowCell::empty(addition.period, group_of_rank_[addition.from], group_of_rank_[addition.to]));
    last = &addition;
    FlowCell& cell = cells.back();
    cell.moves += addition.added[0];
    cell.min += addition.added[1];
    cell.max += addition.added[2];
    cell.people += addition.added[3];
  }
  std::erase_if(cells, [](const FlowCell& cell) { return cell.moves == 0 && cell.max == 0; });
  radix_sort(cells, 64,
             [](const FlowCell& c) { return (std::uint64_t{UINT32_MAX - c.moves} << 32U) | (UINT32_MAX - c.max); });
  return cells;
}

Array<FlowCell> FlowCounts::finish() {
  const ByPeriod all = by_period();
  const std::size_t count = all.begins.size() - 1;
  std::vector<Array<FlowCell>> periods(count);
  parallel_for(
      count,
      [&](std::size_t k) {
        periods[k] = cells_of(std::span(all.additions).subspan(all.begins[k], all.begins[k + 1] - all.begins[k]));
      },
      1);
  std::vector<std::size_t> begins(count + 1, 0);
  for (std::size_t k = 0; k < count; ++k) begins[k + 1] = begins[k] + periods[k].size();
  if (count == 1) return std::move(periods.front());
  Array<FlowCell> cells(begins.back());
  parallel_for(
      count,
      [&](std::size_t k) {
        std::copy(periods[k].begin(), periods[k].end(), cells.begin() + static_cast<std::ptrdiff_t>(begins[k]));
        periods[k] = {};
      },
      1);
  return cells;
}

}  // namespace renmai
